import ArgumentParser
import Foundation

@testable import appel

/// The commands that a member of the council could give, each tried and taken back.
extension NonInterferenceTests {
    /// These concern no file of a call, and no member has a role for them: `PermissionTests` has them.
    static let elsewhere: Set<String> = [
        "application scan", "call create", "earlier-grant import", "export withdraw-batch", "member expertise", "member import",
        "member import-ties", "organisation edit", "organisation import", "organisation import-board", "person erase"
    ]

    /// With a file that is hidden, one that is withheld once the council advised, and versions that hidden files have or have not.
    static func commands(_ appel: Program) throws -> [String: [[String]]] {
        let (first, other) = ("BXL27-005", "BXL27-001")
        let why = ["--reason", "Parce que."]
        let onFiles: [String: [String]] = [
            "application submit": [], "application withdraw": why, "application reinstate": [], "application begin-review": [],
            "application request-complement": why, "application return-to-review": why, "application appeal": why,
            "application uphold": why, "application overturn": why, "application dismiss": why,
            "decision promote": ["--line", "solidarity", "--amount", "100"], "decision reserve": ["--rank", "1"],
            "decision refuse": why, "decision urgent": ["--line", "solidarity", "--amount", "100"],
            "decision ratify": ["--sitting", "1"], "decision amend": ["--amount", "100"] + why, "decision annul": why,
            "decision sign": [], "review score": []
        ]
        let onGrants: [String: [String]] = [
            "grant send": [], "grant sign": [], "grant commit": ["--commitment", "1"], "grant lapse": [], "grant cancel": why,
            "grant suspend": why, "grant resume": [], "grant close": [], "grant report": ["--amount", "1"], "grant accept": [],
            "grant accept-partly": ["--amount", "1"] + why, "grant reject": why, "grant pay-first": ["--amount", "1"],
            "grant pay-balance": [], "grant claim": [], "grant recover": [], "grant write-off": why
        ]
        func file(_ name: String, _ text: String) throws -> String { try appel.file(name, Array(text.utf8)) }
        let assignments = try [first, "BXL27-043", other].map { try file("a-\($0).csv", "reference,member\n\($0),M04\n") }
        let recusals = try [first, "BXL27-043"].map { try file("r-\($0).csv", "reference,member,reason\n\($0),M05,Parce que.\n") }
        let justified = "reference,member,score.needs,score.partnership,score.design,score.capacity,score.gender,score.sustainability,"
        let reviews = try [first, "BXL27-043"].map {
            try file("v-\($0).csv", "\(justified)justification\n\($0),M05,1,1,1,1,1,1,Clair.\n")
        }
        let markers = try file("m.csv", "reference,marker,reason\n\(first),1,Parce que.\n")
        let conflicts = try file("c.csv", "member,reference,ground,note\nM05,\(first),other,\n")
        var commands = onFiles.mapValues { more -> [[String]] in
            [[Self.call, first] + more, [Self.call, "BXL27-043"] + more, [Self.call, other] + more]
        }
        commands.merge(onGrants.mapValues { [[Self.call, first] + $0] }) { $1 }
        for version in ["1", "8", "9"] {
            commands["application return-to-review"]?.append([Self.call, first, "--expect", version] + why)
        }
        for words in ["review reopen", "review void"] {
            commands[words] = ["M07", "M10"].flatMap { member in
                [[Self.call, first, "--member", member] + why, [Self.call, first, "--member", member, "--expect", "2"] + why]
            }
        }
        commands["review score"]?.append([Self.call])
        commands["review assign"] = assignments.map { [Self.call, $0] }
        commands["review recuse"] = recusals.map { [Self.call, $0] }
        commands["review import"] = reviews.map { [Self.call, $0] } + reviews.map { [Self.call, $0, "--draft"] }
        commands["application import"] = [[Self.call, Program.demo("applications.csv")]]
        commands["application edit"] = [[Self.call, Program.demo("complements.csv")]]
        commands["application complement"] = [[Self.call, Program.demo("complements.csv")]]
        commands["application attach"] = [[Self.call, first, "statutes", Program.demo("meeting.yaml")]]
        commands["application document"] = [[Self.call, first, "1", "--output", "document.pdf"]]
        commands["admissibility decide"] = [[Self.call]]
        commands["admissibility settle-markers"] = [[Self.call, markers]]
        commands["assign"] = [[Self.call]]
        commands["call begin"] = [[Self.call, "deliberation"]]
        commands["call extend-review"] = [[Self.call, "--to", "2027-07-01 12:00"] + why]
        for words in ["call open", "call close", "call archive"] { commands[words] = [[Self.call]] }
        commands["call extend"] = [[Self.call, "--to", "2027-07-01 12:00"] + why]
        for words in ["call cancel", "call unsuccessful"] { commands[words] = [[Self.call] + why] }
        commands["call revise"] = [[Self.call, Program.regulation]]
        commands["call amend"] = [[Self.call, Program.regulation, "--authority", "Collège"] + why]
        commands["conflict import"] = [[Self.call, conflicts]]
        commands["conflict declare"] = [[Self.call, first, "--member", "M05", "--ground", "other"]]
        commands["conflict pin"] = [[Self.call, first, "--member", "M05", "--clear"] + why]
        commands["decision decide"] = [[Self.call]]
        commands["decision release"] = [[Self.call]]
        commands["decision sign"]?.append([Self.call])
        commands["lottery publish"] = [[Self.call, "--for", "ties", "--source", "Lotto", "--date", "2028-06-12 20:00"]]
        commands["lottery draw"] = [[Self.call, "--values", "1 2", "--dated", "2027-06-01 20:00"]]
        commands["lottery cancel"] = [[Self.call, "--lottery", "1"] + why]
        commands["meeting record"] = [[Self.call, Program.demo("meeting.yaml")]]
        commands["meeting advise"] = [[Self.call, "--meeting", "2027-06-08"]]
        commands["meeting consensus"] = [first, "BXL27-043", other].map {
            [Self.call, $0, "--meeting", "2027-06-08", "--score", "50"] + why
        }
        commands["member preferences"] = [[Self.call, try file("p.csv", "reference,member,preference\n\(first),M05,eager\n")]]
        commands["whatif run"] = [[Self.call, "x", "--threshold", "40"]]
        commands["audit receipt"] = [[Self.call, first, "--output", "receipt.json"]]
        return commands
    }

    /// Those with which a chair does something while the members review.
    static let whileReviewing: Set<String> = [
        "application return-to-review", "call begin", "conflict declare", "meeting advise", "review assign", "review recuse",
        "review reopen", "review void", "review score"
    ]

    /// The commands that say in whose name they are given.
    static func writing(_ command: any ParsableCommand.Type, _ words: [String]) -> [[String]] {
        let children = command.configuration.subcommands
        guard children.isEmpty else { return children.flatMap { writing($0, words + [$0.configuration.commandName ?? ""]) } }
        let groups = Mirror(reflecting: command.init()).children.map { String(describing: type(of: $0.value)) }
        return groups.contains { $0.contains("WritingOptions") } ? [words] : []
    }
}
