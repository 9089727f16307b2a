import ArgumentParser
import Foundation
import Testing

@testable import appel

/// A member of the council learns nothing of a file with which there is a conflict of interest: two calls that differ only in
/// such files are one and the same to the member, byte for byte, whatever he or she asks and whatever command is refused.
@Suite struct NonInterferenceTests {
    static let call = "brussels-2027"
    /// M05 sits on the board of one, gave the next back, and lives beside the third.
    private static let hidden = ["BXL27-005", "BXL27-034", "BXL27-043"]
    private static let chair = "chair:M05"
    private static let reader = "reviewer:M05"
    /// Of the applicant of the first hidden file.
    private static let board = "organisation,name,office\n1990.118.910,Jonas Verhaeghe,trésorier\n"
    /// What is the same at every stage, and asked at the first only.
    private static let lasting: Set<String> = [
        "call definition", "call form", "call template", "organisation list", "organisation search", "organisation show",
        "earlier-grant list", "member list"
    ]

    /// Every question that can be asked in somebody's name, by its words.
    private static let questions: [String: [[String]]] = [
        "call list": [[]], "call show": [[call]], "call history": [[call]], "call definition": [[call]],
        "call form": [[call]], "call template": [[call]],
        "organisation list": [[]], "organisation search": [["a"], ["Mboka"]],
        "organisation show": [["1990.905.006"], ["BXL27-005"]],
        "earlier-grant list": [[]], "member list": [[]], "conflict list": [[call]], "conflict suggest": [[call]],
        "conflict impact": [[call]], "meeting minutes": [[call, "2027-06-08"]],
        "application list": [[call], [call, "--state", "submitted"]], "application search": [[call, "a"], [call, "Mboka"]],
        "application show": [[call, "BXL27-001"], [call, "BXL27-005"], [call, "BXL27-034"], [call, "BXL27-043"]],
        "application history": [[call, "BXL27-004"], [call, "BXL27-005"]],
        "application documents": [[call, "BXL27-004"], [call, "BXL27-034"]],
        "admissibility report": [[call]], "review progress": [[call], [call, "--all"]],
        "explain": [["BXL27-001"], ["BXL27-005"], ["BXL27-007"], ["BXL27-026", "--for", "applicant"], ["BXL27-034"]],
        "ranking": [[call]], "calibrate": [[call]], "lottery list": [[call]], "review disagreement": [[call]],
        "meeting agenda": [[call]], "allocate": [[call], [call, "--freed"]], "meeting show": [[call]], "decision list": [[call]],
        "decision signatures": [[call], [call, "--all"]],
        "grant list": [[call]], "grant show": [[call, "BXL27-004"], [call, "BXL27-005"]],
        "export batches": [[call]], "export awards": [[call]], "export reserve": [[call]], "export refusals": [[call]]
    ]

    @Test func `every question that can be asked in somebody's name is among those tried`() {
        #expect(Set(Self.questions.keys) == Set(Self.asking(Appel.self, []).map { $0.joined(separator: " ") }))
    }

    @Test func `every command that can be given in somebody's name is among those tried`() async throws {
        try await withProgram { appel in
            let tried = Set(try Self.commands(appel).keys).union(Self.elsewhere)
            #expect(tried == Set(Self.writing(Appel.self, []).map { $0.joined(separator: " ") }))
        }
    }

    @Test func `a member is told the same, whatever stands in a file that the member may not know of`() async throws {
        async let plain = withRehearsal { appel in try await Self.run(appel, false) }
        async let changed = withRehearsal { appel in try await Self.run(appel, true) }
        var (first, second) = try await (plain, changed)
        // To those who may know, the two calls are not the same.
        let (known, other) = (first.removeValue(forKey: "the secretariat"), second.removeValue(forKey: "the secretariat"))
        #expect(known != other)
        for (stage, answers) in first {
            for (question, answer) in answers {
                #expect(second[stage]?[question] == answer, "\(stage): \(question)")
                // At the first stage the member had not yet given back the second one.
                let secrets = [Self.hidden[0], Self.hidden[2], "Aqua Mboka"] + (stage == "filed" ? [] : [Self.hidden[1]])
                for secret in secrets where !question.contains(secret) && !Self.namesOwn.contains(where: question.hasPrefix) {
                    #expect(!answer.output.contains(secret), "\(stage): \(question) tells of \(secret)")
                }
            }
        }
    }

    @Test func `a file that may not be known of is refused like one that does not exist`() async throws {
        try await withRehearsal { appel in
            try await Self.file(appel, isChanged: false)
            for question in [["application", "show"], ["application", "history"], ["application", "documents"], ["grant", "show"]] {
                let hidden = try await appel(question + [Self.call, "BXL27-005", "--as", Self.reader])
                let missing = try await appel(question + [Self.call, "BXL27-999", "--as", Self.reader])
                #expect(hidden.status == missing.status && hidden.status != 0)
                #expect(hidden.error == missing.error.replacing("BXL27-999", with: "BXL27-005"))
                #expect(hidden.output.isEmpty && missing.output.isEmpty)
            }
            let refused = try await appel("export", "batches", Self.call, "--as", Self.reader)
            #expect(refused.status == 77)
        }
    }

    /// A member's own conflicts, and a list of files that the member handed over, which comes back with what was wrong with it.
    private static let namesOwn = ["conflict list", "review assign", "review recuse", "review import", "application import"]

    @Test func `whoever has no conflict is told of the files`() async throws {
        try await withRehearsal { appel in
            try await Self.file(appel, isChanged: false)
            let member = try await appel.succeed("application", "list", Self.call, "--as", "reviewer:M01", "--json")
            let secretariat = try await appel.succeed("application", "list", Self.call, "--json")
            #expect(member.output == secretariat.output)
            #expect(member.output.contains("BXL27-005"))
        }
    }
}

/// What the program answered: all that a member could look at.
private struct Answer: Equatable {
    let status: Int32
    let output: String
    let error: String
}

extension NonInterferenceTests {
    /// Runs the call and asks everything at several of its stages.
    private static func run(_ appel: Program, _ isChanged: Bool) async throws -> [String: [String: Answer]] {
        // The clock stands still between two settings, so that the same step bears the same time in both worlds.
        try await appel.succeed(
            "db", "shell", "--role", "owner", "--", "-c",
            """
            CREATE OR REPLACE FUNCTION appel.appel_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS \
            'SELECT date_trunc(''hour'', clock_timestamp() + ahead_microseconds * interval ''1 microsecond'') FROM rehearsal.clock'
            """)
        var answers: [String: [String: Answer]] = [:]
        try await file(appel, isChanged: isChanged)
        answers["filed"] = try await ask(appel, questions)
        let changing = questions.filter { !lasting.contains($0.key) }
        let given = try Self.commands(appel)
        try await judge(appel, isChanged)
        answers["reviewing"] = try await ask(appel, given.filter { whileReviewing.contains($0.key) }, as: chair, ["--dry-run"])
        try await appel.succeed("review", "score", call)
        try await appel.succeed("db", "clock", "set", "2027-05-17 09:30")
        try await appel.succeed("call", "begin", call, "deliberation")
        answers["scored"] = try await ask(appel, changing)
        try await appel.succeed("db", "clock", "set", "2027-06-08 22:30")
        let meeting =
            try String(contentsOfFile: Program.demo("meeting.yaml"), encoding: .utf8)
            + "  - { reference: \(hidden[2]), member: M05, left: \"20:32\", returned: \"20:36\" }\n"
        try await appel.succeed("meeting", "record", call, try appel.file("meeting.yaml", Array(meeting.utf8)))
        try await appel.succeed("meeting", "advise", call, "--meeting", "2027-06-08")
        answers["advised"] = try await ask(appel, changing)
        try await appel.succeed("decision", "decide", call, "--as", "college")
        answers["decided"] = try await ask(appel, changing)
        answers["commands"] = try await ask(appel, given, as: chair, ["--dry-run"])
        answers["the secretariat"] = ["decision list": try await answer(appel, ["decision", "list", call, "--json"])]
        return answers
    }

    /// Brings the files in. In the changed world the hidden ones are of another name, the first asks for less and has a longer history.
    private static func file(_ appel: Program, isChanged: Bool) async throws {
        try await appel.openCall()
        try await appel.succeed("db", "clock", "set", "2027-02-01 10:30")
        var applications = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8)
        if isChanged {
            let smaller = [(",fr,8000.00,1970.00", ",fr,7500.00,1970.00"), ("8000.00,1320.00,,1080.00", "7500.00,1820.00,,1080.00")]
            for (old, new) in [("Mboka", "Ndako")] + smaller { applications = applications.replacing(old, with: new) }
        }
        let path = try appel.file("applications.csv", Array(applications.utf8))
        try await appel.succeed("application", "import", call, path, "--submit")
        try await appel.succeed("application", "import", call, Program.demo("applications-late.json"), "--submit")
        if isChanged {
            try await appel.succeed("application", "withdraw", call, hidden[0], "--reason", "Rentré par erreur")
            try await appel.succeed("application", "reinstate", call, hidden[0])
            try await appel.succeed("application", "submit", call, hidden[0])
        }
        try await appel.succeed("conflict", "import", call, Program.demo("conflicts.csv"))
        let beside = ["--member", "M05", "--ground", "other"]
        try await appel.succeed(["conflict", "declare", call, hidden[2]] + beside)
        if isChanged {
            try await appel.succeed("organisation", "import-board", try appel.file("boards.csv", Array(board.utf8)))
            let pin = ["conflict", "pin", call, hidden[0], "--reason", "Après vérification."]
            try await appel.succeed(pin + ["--member", "M01", "--clear"])
            try await appel.succeed(pin + ["--member", "M05", "--conflict"])
        }
    }

    /// In the changed world one more member reviews the first of the hidden files, the others think little of it and of the second,
    /// and the third is admissible, which it is not otherwise.
    private static func judge(_ appel: Program, _ isChanged: Bool) async throws {
        try await appel.succeed("db", "clock", "set", "2027-04-02 00:30")
        try await appel.succeed("call", "close", call)
        try await appel.succeed("call", "begin", call, "admissibility")
        try await appel.succeed(
            "application", "request-complement", call, "BXL27-026", "--reason", "The partner's agreement is missing.")
        try await appel.succeed(
            "application", "complement", call, Program.demo("complements.csv"), "--as", "applicant:1990.245.901")
        let rulings = isChanged ? [] : ["--rulings", Program.demo("rulings.csv")]
        try await appel.succeed(["admissibility", "decide", call] + rulings + ["--markers", Program.demo("markers.csv")])
        try await appel.succeed("call", "begin", call, "review")
        try await appel.succeed("review", "assign", call, Program.demo("assignments.csv"))
        try await appel.succeed("review", "recuse", call, Program.demo("recusals.csv"))
        try await appel.succeed("review", "assign", call, Program.demo("assignments-replacement.csv"))
        let more = [(hidden[0], "M10"), (hidden[2], "M01"), (hidden[2], "M03"), (hidden[2], "M07")]
        if isChanged {
            let rows = more.map { "\($0.0),\($0.1)\n" }.joined()
            try await appel.succeed("review", "assign", call, try appel.file("more.csv", Array("reference,member\n\(rows)".utf8)))
        }
        var reviews = try String(contentsOfFile: Program.demo("reviews.csv"), encoding: .utf8)
        if isChanged {
            // Poor scores instead of good ones.
            for file in hidden {
                let row = try Regex("(?m)^(\(file),M[0-9]+),[0-9],[0-9],[0-9],[0-9],[0-9],[0-9]")
                reviews.replace(row) { match in "\(match.output[1].substring ?? ""),1,0,1,1,0,1" }
            }
            reviews += more.map { "\($0.0),\($0.1),4,5,4,4,5,4,Un projet clair.\n" }.joined()
        }
        try await appel.succeed("review", "import", call, try appel.file("reviews.csv", Array(reviews.utf8)))
    }

    private static func ask(
        _ appel: Program, _ questions: [String: [[String]]], as who: String = reader, _ more: [String] = []
    ) async throws -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for (words, arguments) in questions {
            for arguments in arguments {
                let line = words.split(separator: " ").map(String.init) + arguments + ["--as", who, "--json"] + more
                // The two worlds lie in folders of their own.
                let name = line.joined(separator: " ").replacing(appel.folder, with: "")
                answers[name] = try await answer(appel, line)
            }
        }
        return answers
    }

    private static func answer(_ appel: Program, _ line: [String]) async throws -> Answer {
        let run = try await appel(line)
        return Answer(
            status: run.status, output: run.output.replacing(appel.folder, with: ""), error: run.error.replacing(appel.folder, with: ""))
    }

    /// The commands that take a reader.
    private static func asking(_ command: any ParsableCommand.Type, _ words: [String]) -> [[String]] {
        let children = command.configuration.subcommands
        guard children.isEmpty else { return children.flatMap { asking($0, words + [$0.configuration.commandName ?? ""]) } }
        let groups = Mirror(reflecting: command.init()).children.map { String(describing: type(of: $0.value)) }
        return groups.contains { $0.contains("AskingOptions") || $0.contains("ExportOptions") } ? [words] : []
    }
}
