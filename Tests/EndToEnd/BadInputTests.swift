import Foundation
import Testing

/// A file of applications with one thing wrong in its second line.
struct BrokenFile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What the message has to name besides file and row.
    let column: String
    /// Changes the lines of the demonstration's file; the header is the first.
    let damage: @Sendable (inout [String]) -> Void

    static let all = [
        BrokenFile(testDescription: "a missing column", column: "title") { $0[0].replace("title,", with: "titel,") },
        BrokenFile(testDescription: "an impossible date", column: "start") { $0[1].replace("2027-09-01", with: "2027-09-31") },
        BrokenFile(testDescription: "a negative amount", column: "requested") { $0[1].replace(",fr,8000.00", with: ",fr,-8000.00") },
        BrokenFile(testDescription: "an oversized amount", column: "requested") {
            $0[1].replace(",fr,8000.00", with: ",fr,99999999999999999.00")
        },
        BrokenFile(testDescription: "an unknown country", column: "countries") {
            $0[1].replace(",2028-08-31,CD,", with: ",2028-08-31,XX,")
        },
        BrokenFile(testDescription: "a duplicate row", column: "reference") { $0.insert($0[1], at: 2) }
    ]
}

@Suite struct BadInputTests {
    @Test(arguments: BrokenFile.all)
    func `a broken file gets one clear error with file, row and column, and changes nothing`(broken: BrokenFile) async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let whole = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8)
            var lines = whole.components(separatedBy: "\n")
            broken.damage(&lines)
            #expect(lines.joined(separator: "\n") != whole)
            let file = try appel.file("broken.csv", Array(lines.joined(separator: "\n").utf8))
            let run = try await appel("application", "import", "brussels-2027", file, "--submit")
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            #expect(run.error.contains("broken.csv:"))
            #expect(run.error.contains(broken.column))
            let files = try await appel.succeed("application", "list", "brussels-2027", "--json").json()
            #expect((files["applications"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `a file in another encoding is told with its line`() async throws {
        try await withRehearsal { appel in
            let whole = try Data(contentsOf: URL(fileURLWithPath: Program.demo("organisations.csv")))
            let header = Array(whole.prefix { $0 != UInt8(ascii: "\n") })
            let file = try appel.file("latin1.csv", header + [0x0A, 0x41, 0xE9, 0x2C, 0x0A])
            let run = try await appel("organisation", "import", file)
            #expect(run.status == 65)
            #expect(run.error.contains("latin1.csv:2"))
        }
    }

    @Test func `importing the same file again changes nothing`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let file = Program.demo("applications.csv")
            try await appel.succeed("application", "import", "brussels-2027", file, "--submit")
            let again = try await appel.succeed("application", "import", "brussels-2027", file, "--submit", "--json").json()
            let receipt = try #require(again["receipt"] as? [String: Any])
            #expect(receipt["changed"] as? Int == 0)
        }
    }
}
