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

    private func whatIf(_ appel: Program) async throws {
        let path = "\(appel.folder)/\(certificate)"
        let changes = ["--reserve", "45000", "--mode", "reserveFirst"]
        let (one, other) = ("\(appel.folder)/one.json", "\(appel.folder)/other.json")
        let onCall = try await appel.succeed(["whatif", "run", Self.call, "more", "--output", one, "--json"] + changes)
        let onFile = try await appel.succeed(["whatif", "run", "--problem", path, "more", "--output", other, "--json"] + changes)
        #expect(try part(onCall, "scenario") == part(onFile, "scenario"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: one)) == Data(contentsOf: URL(fileURLWithPath: other)))
        try await appel.succeed(["whatif", "run", Self.call, "strict", "--rule", "rankOrderStrict"])
        try await appel.succeed(["whatif", "run", "--problem", path, "strict", "--rule", "rankOrderStrict", "--output", other])
        for (names, files) in [(["more", "strict"], [one, other]), (["more"], [one])] {
            let onCall = try await appel.succeed(["whatif", "compare", Self.call] + names + ["--json"])
            let onFile = try await appel.succeed(["whatif", "compare", "--problem", path] + files + ["--json"])
            #expect(try part(onCall, "comparison") == part(onFile, "comparison"))
        }
    }

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

    /// The scores of a call are on 100 and those of a problem whole numbers; what binds a file and what it asks for are the same.
    private func explain(_ appel: Program) async throws {
        let path = "\(appel.folder)/\(certificate)"
        let allocation = try await appel.succeed("allocate", "--problem", path, "--json").json()
        let unfunded = try #require(allocation["unfunded"] as? [[String: Any]]).compactMap { $0["application"] as? String }
        #expect(unfunded.count >= 3)
        for reference in unfunded.prefix(3) {
            func facts(_ run: Run) throws -> [String: String] {
                let explanation = try #require(try run.json()["explanation"] as? [String: Any])
                let facts = try #require(explanation["facts"] as? [[String: Any]])
                let compared: Set<String> = ["place", "fence", "skippedShort", "lineExhausted", "largestRequest", "noRequest"]
                return Dictionary(
                    try facts.compactMap { fact in
                        guard let code = fact["code"] as? String, compared.contains(code) else { return nil }
                        // A line has a label in the regulation, and in a problem its name.
                        let figures = (fact["figures"] as? [String: [String: Any]] ?? [:]).filter { $0.key != "line" }
                        let data = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
                        return (code, String(decoding: data, as: UTF8.self))
                    }, uniquingKeysWith: { first, _ in first })
            }
            let onCall = try facts(try await appel.succeed("explain", reference, "--json"))
            let onFile = try facts(try await appel.succeed("explain", reference, "--problem", path, "--json"))
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
