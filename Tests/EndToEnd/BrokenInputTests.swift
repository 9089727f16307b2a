import Foundation
import TestSupport
import Testing

/// Real files are wrong in real ways: each gets one clear error with its place, and nothing changes in the database.
@Suite struct BrokenInputTests {
    @Test func `each broken file gets one error with file, row and column, and changes no table`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            // Something is there that could be changed.
            let demo = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8).components(separatedBy: "\n")
            let known = try appel.file("known.csv", Array(demo[...1].joined(separator: "\n").utf8))
            try await appel.succeed("application", "import", "brussels-2027", known)
            try await appel.withDigests { digests in
                let before = try await digests.now()
                for input in BrokenInput.all {
                    try await expectRefused(input, by: appel)
                    #expect(try await digests.now() == before, "\(input.what)")
                }
            }
        }
    }

    private func expectRefused(_ input: BrokenInput, by appel: Program) async throws {
        let run = try await appel(input.command + [try appel.lay(input)])
        #expect(run.status == 65, "\(input.what): \(run.error)")
        #expect(run.output.isEmpty, "\(input.what)")
        let places = run.error.split(separator: "\n").filter { $0.hasPrefix("  ") }
        #expect(places.count == 1, "\(input.what): \(run.error)")
        let line = places.first.map { $0.dropFirst(2).replacing(appel.folder + "/", with: "") } ?? ""
        #expect(line.hasPrefix(input.place), "\(input.what): \(line)")
        #expect(line.contains(input.says), "\(input.what): \(line)")
    }

    @Test func `what spreadsheets do to a table without making it wrong is read`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let lines = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8).components(separatedBy: "\n")
            // A byte-order mark, semicolons that a list's cells hold too, lines that end as on Windows, and a line end in a cell.
            let cells = lines[0].split(separator: ",").map(String.init)
            let header = cells.joined(separator: ";")
            var row = Self.cells(lines[1])
            #expect(row.count == cells.count)
            row[4] += "\r\nEt une seconde ligne."
            let quoted = row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ";")
            let file = try appel.file("excel.csv", [0xEF, 0xBB, 0xBF] + Array("\(header)\r\n\(quoted)\r\n".utf8))
            let read = try await appel.succeed("application", "import", "brussels-2027", file, "--json").json()
            #expect((read["receipt"] as? [String: Any])?["changed"] as? Int == 1)
        }
    }

    /// The cells of a line without line ends in them.
    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}

extension Program {
    /// Puts a broken input on the disk, in the place of the one before.
    fileprivate func lay(_ input: BrokenInput) throws -> String {
        let path = "\(folder)/\(input.name)"
        try? FileManager.default.removeItem(atPath: path)
        switch input.content {
        case .bytes(let bytes): try Data(bytes).write(to: URL(fileURLWithPath: path))
        case .folder(let files): try lay(files, in: path)
        case .link(let link, let target, let files):
            try lay(files, in: path)
            try FileManager.default.createSymbolicLink(atPath: "\(path)/\(link)", withDestinationPath: target)
        }
        return path
    }

    private func lay(_ files: [String: [UInt8]], in path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        for (name, content) in files { try Data(content).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    }
}
