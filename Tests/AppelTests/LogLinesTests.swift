import CallModel
import Foundation
import Testing

@testable import appel

@Suite struct LogLinesTests {
    private func file(_ data: Data) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lines-\(UUID().uuidString)").path
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `lines come as they are, however they fall on the pieces that are read, and as often as they are wanted`() throws {
        // The second line is longer than two pieces.
        let written = ["first", String(repeating: "é", count: 1_500_000), "", "last"]
        let path = try file(Data(written.joined(separator: "\n").utf8))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lines = try LogLines(path)
        try lines.check(in: .english)
        #expect(Array(lines) == written)
        #expect(Array(lines) == written)
        #expect(Array(LogLines(Data("one\ntwo\n".utf8))) == ["one", "two"])
        #expect(Array(LogLines(Data())) == [])
    }

    @Test func `text in another encoding is told with its line`() throws {
        let path = try file(Data("one\nb".utf8) + [0xE9] + Data("\n".utf8))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let failure = try #require(throws: Failure.self) { try LogLines(path).check(in: .english) }
        #expect(failure.status == .faultyInput)
        #expect(failure.places.first?.hasPrefix("\(path):2: ") == true)
        // Handed on all the same, it is a line that no log holds, and not the end.
        #expect(Array(try LogLines(path)) == ["one", LogLines.Iterator.unreadable])
    }

    @Test(arguments: ["/nowhere/log.jsonl", "/"])
    func `a file that is not there is told as such`(path: String) throws {
        let failure = try #require(throws: Failure.self) { try LogLines(path).check(in: .english) }
        #expect(failure.status == .fileMissing)
    }
}
