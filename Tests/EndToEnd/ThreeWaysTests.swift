import CallModel
import Foundation
import Selection
import Testing

/// The call of the demonstration in its database, its problem in a file alone, and the same through Swift: one answer, byte for byte.
@Suite struct ThreeWaysTests {
    private static let call = "brussels-2027"

    /// What stands under a key of an answer, written the way every answer is.
    private func part(_ run: Run, _ keys: String...) throws -> String {
        var value: Any = try run.json()
        for key in keys { value = try #require((value as? [String: Any])?[key]) }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }

    private func whole(_ run: Run) throws -> String {
        let value = try run.json()
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }

    @Test func `a call, its problem in a file, and Swift give the same answers`() async throws {
        try await withRehearsal { appel in
            try await underReview(appel)
            try await assign(appel)
            try await score(appel)
            try await allocate(appel)
            try await whatIf(appel)
            try await calibrate(appel)
            try await explain(appel)
            try await drawLots(appel)
        }
    }

    private func underReview(_ appel: Program) async throws {
        try await appel.openCall()
        try await appel.succeed("application", "import", Self.call, Program.demo("applications.csv"), "--submit")
        try await appel.succeed("application", "import", Self.call, Program.demo("applications-late.json"), "--submit")
        try await appel.succeed("conflict", "import", Self.call, Program.demo("conflicts.csv"))
        try await appel.succeed("db", "clock", "set", "2027-04-02 00:30")
        try await appel.succeed("call", "close", Self.call)
        try await appel.succeed("call", "begin", Self.call, "admissibility")
        for file in ["BXL27-026", "BXL27-038"] {
            try await appel.succeed("application", "request-complement", Self.call, file, "--reason", "L'accord du partenaire manque.")
        }
        try await appel.succeed("application", "complement", Self.call, Program.demo("complements.csv"))
        // The other one let its time pass.
        try await appel.succeed("db", "clock", "set", "2027-04-15 09:00")
        try await appel.succeed(
            "admissibility", "decide", Self.call, "--rulings", Program.demo("rulings.csv"), "--markers", Program.demo("markers.csv"))
        try await appel.succeed("call", "begin", Self.call, "review")
        try await appel.succeed("member", "expertise", Program.demo("expertise.csv"))
        try await appel.succeed("member", "preferences", Self.call, Program.demo("preferences.csv"))
    }

    private func assign(_ appel: Program) async throws {
        let path = "\(appel.folder)/assignment.json"
        for objective in ["sum", "fair"] {
            // Nothing is kept of a dry run, not even the file.
            try await appel.succeed("assign", Self.call, "--objective", objective, "--save-problem", path, "--dry-run")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
        let onCall = try await appel.succeed("assign", Self.call, "--objective", "fair", "--save-problem", path, "--json")
        let onFile = try await appel.succeed("assign", "--problem", path, "--json")
        #expect(try part(onCall, "assignment", "plan") == whole(onFile))
        let problem = try AssignmentProblem.read(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(try encoded(problem.assign()) == onFile.output)
    }

    private func score(_ appel: Program) async throws {
        // Whoever got a file scores it as his or her place says: no two files come out alike, and some lie close.
        let progress = try await appel.succeed("review", "progress", Self.call, "--all", "--json").json()
        let reviews = try #require(progress["reviews"] as? [[String: Any]])
        let criteria = ["needs", "partnership", "design", "capacity", "gender", "sustainability"]
        var table = "reference,member," + criteria.map { "score.\($0)," }.joined() + "justification\n"
        for (place, review) in reviews.enumerated() {
            let (file, member) = (review["reference"] as? String ?? "", review["member"] as? String ?? "")
            let number = (Int(file.suffix(3)) ?? 0) * 7 + (Int(member.suffix(2)) ?? 0)
            let scores = (0..<6).map { String(2 + (number * ($0 + 3) + place) % 4) }
            table += "\(file),\(member),\(scores.joined(separator: ",")),Clair.\n"
        }
        try await appel.succeed("review", "import", Self.call, try appel.file("reviews.csv", Array(table.utf8)))
        try await appel.succeed("review", "score", Self.call)
        try await appel.succeed("db", "clock", "set", "2027-05-17 09:00")
        try await appel.succeed("call", "begin", Self.call, "deliberation")
    }

    private var certificate: String { "certificate.json" }

    private func allocate(_ appel: Program) async throws {
        let path = "\(appel.folder)/\(certificate)"
        let onCall = try await appel.succeed("allocate", Self.call, "--certificate", path, "--json")
        try await appel.succeed("verify", "certificate", path)
        let onFile = try await appel.succeed("allocate", "--problem", path, "--json")
        #expect(try part(onCall, "allocation") == whole(onFile))
        let document = try JSONDecoder().decode(AllocationCertificate.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
        let problem = try #require(document.problem)
        #expect(try encoded(problem.allocate(by: document.rules)) == onFile.output)
    }

    /// The call one step before its scores.
    private var scored: String { "scored.json" }

    private func whatIf(_ appel: Program) async throws {
        let (bare, scored) = ("\(appel.folder)/\(certificate)", "\(appel.folder)/\(scored)")
        try await appel.succeed("explain", "BXL27-026", "--save-problem", scored, "--dry-run")
        #expect(!FileManager.default.fileExists(atPath: scored))
        try await appel.succeed("explain", "BXL27-026", "--save-problem", scored)
        #expect(try await appel("explain", "BXL27-026", "--save-problem", scored, "--as", "college").status == 77)
        // Scores as they stand know of no criteria: what changes these needs the reviews.
        let cases: [(name: String, changes: [String], files: [String])] = [
            ("more", ["--reserve", "45000", "--mode", "reserveFirst"], [bare, scored]),
            ("strict", ["--rule", "rankOrderStrict"], [bare, scored]),
            ("heavier", ["--weight", "needs=8", "--weight", "gender=1"], [scored]),
            ("harder", ["--threshold", "64"], [scored])
        ]
        for (name, changes, files) in cases {
            let (one, other) = ("\(appel.folder)/\(name)-call.json", "\(appel.folder)/\(name)-file.json")
            let onCall = try await appel.succeed(["whatif", "run", Self.call, name, "--output", one, "--json"] + changes)
            for file in files {
                let onFile = try await appel.succeed(["whatif", "run", "--problem", file, name, "--output", other, "--json"] + changes)
                #expect(try part(onCall, "scenario") == part(onFile, "scenario"), "\(name)")
                #expect(try bytes(one) == bytes(other), "\(name)")
                let alone = try await appel.succeed("whatif", "compare", Self.call, name, "--json")
                let alike = try await appel.succeed("whatif", "compare", "--problem", file, other, "--json")
                #expect(try part(alone, "comparison") == part(alike, "comparison"), "\(name)")
            }
        }
        let pair = ["more", "heavier"].map { "\(appel.folder)/\($0)-file.json" }
        let onCall = try await appel.succeed("whatif", "compare", Self.call, "more", "heavier", "--json")
        let onFile = try await appel.succeed(["whatif", "compare", "--problem", scored] + pair + ["--json"])
        #expect(try part(onCall, "comparison") == part(onFile, "comparison"))
        // The same in Swift.
        var changes = ScenarioChanges()
        changes.weights = ["needs": 8, "gender": 1]
        let call = try ScoredCall(JSONDecoder().decode(ScoredProblem.self, from: try bytes(scored)))
        #expect(try JSONDecoder().decode(Scenario.self, from: bytes(pair[1])) == call.scenario(changes))
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func calibrate(_ appel: Program) async throws {
        let path = "\(appel.folder)/scores.csv"
        let onCall = try await appel.succeed("calibrate", Self.call, "--fund", "15", "--seed", "7", "--save-reviews", path, "--json")
        let onFile = try await appel.succeed("calibrate", "--reviews", path, "--fund", "15", "--seed", "7", "--json")
        #expect(onCall.output == onFile.output)
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
        let scores = try rows.map { row in
            let cells = row.split(separator: ",").map(String.init)
            return CalibrationScore(application: cells[0], reviewer: cells[1], score: try #require(DecimalNumber(cells[2])))
        }
        #expect(try encoded(Calibration(of: scores, fund: 15, seed: 7)) == onFile.output)
    }

    /// What only the call knows: what was decided, and which events of the log say so.
    private static let decided: Set<String> = [
        "state", "awarded", "onReserveList", "advised", "failedRule", "writtenReason", "byRulesAlone", "nothingByRulesAlone"
    ]

    /// The facts of an explanation, each with its figures and sentence. Its places in the regulation and what is computed are the
    /// same too; an event of the log is a place of the file there.
    private func facts(_ run: Run) throws -> [String] {
        let explanation = try #require(try run.json()["explanation"] as? [String: Any])
        return try #require(explanation["facts"] as? [[String: Any]]).compactMap { fact in
            guard let code = fact["code"] as? String, !Self.decided.contains(code) else { return nil }
            let sources = (fact["sources"] as? [[String: Any]] ?? []).compactMap { $0["definition"] ?? $0["computed"] }
            let told: [Any] = [code, fact["figures"] ?? "", fact["sentence"] ?? "", sources]
            return String(decoding: try JSONSerialization.data(withJSONObject: told, options: .sortedKeys), as: UTF8.self)
        }
    }

    private func explain(_ appel: Program) async throws {
        let path = "\(appel.folder)/\(scored)"
        let onFile = try await appel.succeed("allocate", "--problem", path, "--json")
        #expect(try part(try await appel.succeed("allocate", Self.call, "--json"), "allocation") == whole(onFile))
        let call = try ScoredCall(JSONDecoder().decode(ScoredProblem.self, from: try bytes(path)))
        #expect(try encoded(call.allocation) == onFile.output)
        let unfunded = call.allocation.unfunded.map(\.application)
        #expect(unfunded.count >= 3)
        let languages = ["fr", "nl", "en"]
        for (place, reference) in ([call.allocation.awards[0].application] + unfunded.prefix(5)).enumerated() {
            for audience in ["applicant", "municipality"] where audience == "applicant" || place < 2 {
                let version = ["--for", audience, "--lang", languages[place % 3], "--json"]
                let onCall = try facts(try await appel.succeed(["explain", reference] + version))
                let onFile = try facts(try await appel.succeed(["explain", reference, "--problem", path] + version))
                #expect(onCall == onFile && onCall.count >= 6, "\(reference) \(audience)")
                let inSwift = try #require(
                    try call.explanation(of: reference, for: audience == "applicant" ? .applicant : .municipality))
                #expect(inSwift.map(\.code).filter { !Self.decided.contains($0) }.count == onFile.count)
            }
        }
        #expect(try await appel("explain", "BXL27-026", "--problem", path, "--rule", "rankOrderStrict").status == 64)
        try await refuseBroken(path, appel)
        try await explainBare(unfunded, appel)
    }

    /// A file that was changed by hand is worked out or refused with its place, never half read.
    private func refuseBroken(_ path: String, _ appel: Program) async throws {
        var problem = try JSONDecoder().decode(ScoredProblem.self, from: try bytes(path))
        func refused(_ bytes: some Sequence<UInt8>) async throws -> String {
            let run = try await appel("explain", "BXL27-026", "--problem", try appel.file("broken.json", Array(bytes)))
            #expect(run.status == 65, "\(run.error)")
            return run.error
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let twice = text.replacing("\"procedure\" :", with: "\"procedure\" : 1, \"procedure\" :")
        #expect(try await refused(twice.utf8).contains("given twice"))
        #expect(try await refused(text.replacing("\"given\" :", with: "\"givn\" :").utf8).contains("did you mean given?"))
        let odd = text.replacing("\"procedure\" :", with: "\"procedur\" : \"simplified\", \"procedure\" :")
        #expect(try await refused(odd.utf8).contains("definition.procedur: is no key of the rules of a call"))
        problem.files[0].reviews[0].scores["needs"] = 99
        #expect(try await refused(JSONEncoder().encode(problem)).contains(problem.files[0].id))
        problem.files[0].reviews[0].scores["needs"] = 1
        problem.definition.allocation.roundTo = .zero
        #expect(try await refused(JSONEncoder().encode(problem)).contains("roundTo"))
    }

    /// Of scores as they stand in a certificate: place, reason and what the reserve did are those of the call.
    private func explainBare(_ unfunded: [String], _ appel: Program) async throws {
        let same: Set<String> = [
            "place", "fence", "skippedShort", "lineExhausted", "fundedThanksToReserve", "refusedBecauseOfReserve", "fundedEitherWay",
            "refusedEitherWay"
        ]
        for reference in unfunded.prefix(3) {
            func told(_ run: Run) throws -> [String: NSDictionary] {
                let explanation = try #require(try run.json()["explanation"] as? [String: Any])
                let facts = try #require(explanation["facts"] as? [[String: Any]])
                return Dictionary(
                    facts.compactMap { fact in
                        guard let code = fact["code"] as? String, same.contains(code) else { return nil }
                        // A line has a label in the regulation, and in a problem its name.
                        return (code, (fact["figures"] as? [String: [String: Any]] ?? [:]).filter { $0.key != "line" } as NSDictionary)
                    }, uniquingKeysWith: { first, _ in first })
            }
            let onCall = try told(try await appel.succeed("explain", reference, "--json"))
            let onFile = try told(
                try await appel.succeed("explain", reference, "--problem", "\(appel.folder)/\(certificate)", "--json"))
            #expect(onCall == onFile && onCall.count >= 2, "\(reference)")
        }
    }

    private func drawLots(_ appel: Program) async throws {
        let (notice, drawn) = ("\(appel.folder)/notice.json", "\(appel.folder)/drawn.json")
        let publish = ["lottery", "publish", Self.call, "--for", "tie-zone", "--fund", "15", "--source", "Lotto"]
        // Numbers that are known already cannot be announced.
        let late = try await appel(publish + ["--date", "2027-05-16 20:00"])
        #expect(late.status == 65 && late.error.contains("yet to come"))
        try await appel.succeed(publish + ["--date", "2027-05-18 20:00", "--output", notice])
        #expect(try await appel.succeed("lottery", "verify", notice, "--json").json()["verification"] != nil)
        let draw = ["lottery", "draw", Self.call, "--values", "9 18 26 34 41 45", "--output", drawn, "--dated"]
        for (moment, hour) in [("2027-05-17 08:00", "2027-05-18 21:00"), ("2027-05-18 19:59", nil), ("2027-05-19 20:00", nil)] {
            if let hour { try await appel.succeed("db", "clock", "set", hour) }
            let refused = try await appel(draw + [moment])
            #expect(refused.status == 65 && !FileManager.default.fileExists(atPath: drawn), "\(moment): \(refused.error)")
        }
        let onCall = try await appel.succeed(draw + ["2027-05-18 20:15", "--json"]).json()
        let lottery = try #require(onCall["lottery"] as? [String: Any])
        let made = try #require(lottery["draw"] as? [String: Any])
        let (key, selected) = (try #require(made["key"] as? String), try #require(made["selected"] as? [Int]))
        let pool = try #require((lottery["notice"] as? [String: Any])?["pool"] as? [String])
        #expect(key == "9.18.26.34.41.45./" && selected.sorted() == Array(1...pool.count))
        #expect(made["applications"] as? [String] == selected.map { pool[$0 - 1] })
        let bare = try await appel.succeed(
            "lottery", "select", "--key", key, "--pool", "\(pool.count)", "--count", "\(pool.count)", "--json"
        ).json()
        #expect(bare["selected"] as? [Int] == selected)
        #expect(try Lottery.select(key: key, pool: pool.count, count: pool.count) == selected)
        let verified = try await appel.succeed("lottery", "verify", drawn, "--published", notice, "--json").json()
        #expect((verified["verification"] as? [String: Any])?["selected"] as? [Int] == selected)
        let text = try String(contentsOfFile: drawn, encoding: .utf8)
        let forged = try appel.file("forged.json", Array(text.replacing("\"45\"", with: "\"44\"").utf8))
        #expect(try await appel("lottery", "verify", forged).status == 65)
        let other = try appel.file("other.json", Array(text.replacing("\"Lotto\"", with: "\"Joker\"").utf8))
        #expect(try await appel("lottery", "verify", other, "--published", notice).status == 65)
        #expect(try await appel(draw + ["2027-05-18 20:15"]).status == 65)
    }

    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
