import ArgumentParser
import Foundation
import Testing
import Workflow

@testable import appel

/// One command line out of the help of a command.
struct Example: CustomTestStringConvertible, Hashable, Sendable {
    let words: [String]

    var testDescription: String { words.joined(separator: " ") }

    /// The word after an option.
    func value(of option: String) -> String? {
        words.firstIndex(of: option).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    }

    /// Every example of every command, without the `appel` before it and without the shell's part behind it.
    static let all: [Example] = Set(CommandPath.all.flatMap { examples(in: $0.command.configuration.discussion) })
        .sorted { $0.testDescription < $1.testDescription }

    private static func examples(in discussion: String) -> [Example] {
        guard let heading = discussion.range(of: "EXAMPLE") else { return [] }
        let text = discussion[heading.upperBound...].replacing("\\\n", with: " ")
        return text.split(separator: "\n").compactMap { line in
            let words = split(line.trimmingCharacters(in: .whitespaces))
            guard words.first == "appel" else { return nil }
            return Example(words: Array(words.dropFirst().prefix { $0 != "|" && $0 != ">" }))
        }
    }

    /// As a shell splits a line in which only double quotes stand.
    private static func split(_ line: String) -> [String] {
        var words: [String] = []
        var isQuoted = false
        var word: String?
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character == " ", !isQuoted {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}

@Suite struct ExampleTests {
    /// The step of the transition table that a command takes, by its words.
    private static let steps: [String: (MachineKind, String)] = [
        "call create": (.call, "create"), "call revise": (.call, "revise"), "call amend": (.call, "amend"),
        "call open": (.call, "open"), "call extend": (.call, "extend"), "call extend-review": (.call, "extendReview"),
        "call close": (.call, "close"), "call archive": (.call, "archive"), "call cancel": (.call, "cancel"),
        "call unsuccessful": (.call, "declareUnsuccessful"), "decision release": (.call, "publish"),
        "application import": (.application, "create"), "application edit": (.application, "edit"),
        "application submit": (.application, "submit"), "application attach": (.application, "edit"),
        "application complement": (.application, "complement"),
        "application withdraw": (.application, "withdraw"), "application reinstate": (.application, "reinstate"),
        "application request-complement": (.application, "requestComplement"),
        "application return-to-review": (.application, "returnToReview"), "application appeal": (.application, "appeal"),
        "application begin-review": (.application, "beginReview"), "decision urgent": (.application, "awardUrgently"),
        "decision ratify": (.application, "ratify"), "decision annul": (.application, "annul"),
        "decision amend": (.application, "amend"), "decision sign": (.application, "approve"),
        "application uphold": (.application, "uphold"), "application overturn": (.application, "overturn"),
        "application dismiss": (.application, "dismiss"), "admissibility decide": (.application, "declareAdmissible"),
        "admissibility settle-markers": (.application, "settleMarker"),
        "review assign": (.review, "assign"), "review recuse": (.review, "recuse"),
        "review reopen": (.review, "reopen"), "review void": (.review, "void"), "review score": (.review, "count"),
        "decision decide": (.application, "award"),
        "decision promote": (.application, "award"), "decision reserve": (.application, "reserve"),
        "decision refuse": (.application, "refuse"), "grant send": (.grant, "send"), "grant sign": (.grant, "sign"),
        "grant commit": (.grant, "commit"), "grant lapse": (.grant, "lapse"), "grant cancel": (.grant, "cancel"),
        "grant suspend": (.grant, "suspend"), "grant resume": (.grant, "resume"), "grant close": (.grant, "close"),
        "grant report": (.grant, "report"), "grant accept": (.grant, "accept"), "grant accept-partly": (.grant, "acceptPartly"),
        "grant reject": (.grant, "reject"), "grant pay-first": (.grant, "payFirst"), "grant pay-balance": (.grant, "payBalance"),
        "grant claim": (.grant, "claimRecovery"), "grant recover": (.grant, "recordRecovery"), "grant write-off": (.grant, "writeOff")
    ]

    @Test(arguments: Example.all)
    func `an example can be typed, and its role may take the step`(example: Example) throws {
        // The command itself reads its words: to go through the whole tree for each takes long.
        let path = try #require(CommandPath.leaves.first { example.words.starts(with: $0.words.dropFirst()) })
        _ = try path.command.parse(Array(example.words.dropFirst(path.words.count - 1)))
        guard let (machine, action) = Self.steps[example.words.prefix(2).joined(separator: " ")] else { return }
        let role = example.value(of: "--as").map { String($0.prefix { $0 != ":" }) } ?? "secretariat"
        let allowed = TransitionTable.rows.filter { $0.machine == machine && $0.action == action }
        #expect(!allowed.isEmpty)
        #expect(allowed.contains { $0.roles.contains(role) }, "\(role) may not \(action)")
    }

    @Test func `every command that is taken in somebody's name has an example whose role is checked`() {
        let acting = CommandPath.leaves.filter { $0.help.contains("--as <role>") && !$0.help.contains("Who asks:") }
        let named = acting.map { $0.words.dropFirst().joined(separator: " ") }
        // Registers and the assignment of all files are the secretariat's, a meeting is no step of a machine, reviews that are
        // imported are handed in for their members, and advice is given for the chair of its meeting.
        let registers: Set<String> = [
            "organisation import", "organisation edit", "earlier-grant import", "member import", "conflict import", "conflict declare",
            "conflict pin", "member import-ties", "organisation import-board",
            "meeting record", "meeting consensus", "lottery publish", "lottery draw", "lottery cancel", "call begin", "review import",
            "meeting advise",
            "application document", "application scan", "assign", "member expertise", "member preferences", "export payments",
            "export payment-status", "export withdraw-batch", "whatif run", "audit receipt", "person erase",
            "account add", "account grant", "account revoke", "account disable", "account enable", "account reset-factor", "account link",
            "account sweep", "account key make", "account key revoke", "webhook add", "webhook remove",
            "webhook retry"
        ]
        #expect(Set(named).subtracting(registers) == Set(Self.steps.keys))
    }

    @Test func `an example in an applicant's name has the file of that applicant`() throws {
        let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("config/demo/applications.csv")
        let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",") }
        let applicants = Example.all.filter { $0.value(of: "--as")?.hasPrefix("applicant:") == true }
        #expect(!applicants.isEmpty)
        for example in applicants where example.words.contains(where: { $0.hasPrefix("BXL27-") }) {
            let row = try #require(rows.first { example.words.contains(String($0[0])) }, "\(example.words)")
            #expect(example.value(of: "--as") == "applicant:\(row[1])")
        }
    }
}
