import Foundation
import Testing

@testable import Exchange

/// Ten times as many records make a file of ten times the size, and the process no larger: measured in a process of its own for
/// each format.
@Suite struct StreamingTests {
    @Test(.enabled(if: Memory.canMeasure, "needs the Linux that tells how much memory a process held"), arguments: StreamedFormat.allCases)
    func `a file of any size takes the same memory`(format: StreamedFormat) async {
        await #expect(processExitsWith: .success) { [format] in
            try withTemporaryFolder { folder in
                // The first file is for everything that is made once.
                _ = try Self.measure(format, format.few, folder)
                let few = try Self.measure(format, format.few, folder)
                let many = try Self.measure(format, 10 * format.few, folder)
                let (growth, more) = (many.peak - few.peak, many.size - few.size)
                #expect(more > 8 * few.size)
                // What was kept of each record would be a good part of what is written of it.
                #expect(4 * growth < more, "\(format): \(growth) bytes of memory for \(more) more in the file")
            }
        }
    }

    /// How large the process became, and how large the file is, in bytes.
    private static func measure(_ format: StreamedFormat, _ count: Int, _ folder: String) throws -> (peak: Int, size: Int) {
        let path = "\(folder)/\(count)"
        try Memory.forgetPeak()
        try format.write(count, to: path)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (try Memory.peak(), try #require(size))
    }
}

/// What this process held at most, by Linux's own account.
private enum Memory {
    static let canMeasure = FileManager.default.isWritableFile(atPath: "/proc/self/clear_refs")

    /// In bytes, since `forgetPeak`.
    static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) << 10
    }

    static func forgetPeak() throws {
        let file = try #require(FileHandle(forWritingAtPath: "/proc/self/clear_refs"))
        try file.write(contentsOf: Data("5".utf8))
        try file.close()
    }
}
