import Foundation

/// One thing that somebody changed in what was published, with everything that goes with it left as it was.
struct Forgery: Sendable {
    let name: String
    /// Which of the published files.
    let file: Int
    let apply: @Sendable (String) throws -> String

    private static func problem(_ name: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void) -> Forgery {
        Forgery(name: name, file: 0) { text in
            var certificate = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
            change(&certificate)
            return String(decoding: try JSONSerialization.data(withJSONObject: certificate, options: .sortedKeys), as: UTF8.self)
        }
    }

    private static func files(_ name: String, _ change: @escaping @Sendable (inout [[String: Any]]) -> Void) -> Forgery {
        problem(name) { certificate in
            var problem = certificate["problem"] as? [String: Any] ?? [:]
            var files = problem["applications"] as? [[String: Any]] ?? []
            change(&files)
            problem["applications"] = files
            certificate["problem"] = problem
        }
    }

    private static func line(_ name: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void) -> Forgery {
        problem(name) { certificate in
            var problem = certificate["problem"] as? [String: Any] ?? [:]
            var lines = problem["lines"] as? [[String: Any]] ?? []
            change(&lines[0])
            problem["lines"] = lines
            certificate["problem"] = problem
        }
    }

    private static func list(_ name: String, _ file: Int, _ change: @escaping @Sendable ([String]) -> [String]) -> Forgery {
        Forgery(name: name, file: file) { text in
            change(text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)).joined(separator: "\r\n")
        }
    }

    static let all: [Forgery] = [
        files("a file left out") { $0.remove(at: 5) },
        files("a file that was not admitted") { files in
            files.append(files[3])
            files[files.count - 1]["id"] = "BXL27-007"
        },
        files("a file twice") { $0.append($0[3]) },
        files("a request") { $0[2]["requestedCents"] = ($0[2]["requestedCents"] as? Int ?? 0) - 100 },
        files("what is of use") { $0[2]["minimumUsefulCents"] = 1 },
        files("a marker") { $0[4]["reserved"] = !($0[4]["reserved"] as? Bool ?? false) },
        files("an applicant") { $0[4]["applicant"] = "1" },
        files("a line of a file") { $0[4]["lines"] = [String]() },
        files("two ranks") { files in
            (files[6]["submittedRank"], files[7]["submittedRank"]) = (files[7]["submittedRank"], files[6]["submittedRank"])
        },
        files("a score") { $0[6]["score"] = ($0[6]["score"] as? Int ?? 0) + 1 },
        line("a total") { $0["totalCents"] = 16_000_000 },
        line("a ceiling") { $0["maxAwardCents"] = NSNull() },
        line("a number of awards") { $0["maxAwards"] = 20 },
        line("a reserve") { $0["reserve"] = ["cents": 2_000_000, "mode": "fence"] },
        line("a mode") { $0["reserve"] = ["cents": 3_000_000, "mode": "reserveFirst"] },
        problem("a rule") { certificate in
            var rules = certificate["rules"] as? [String: Any] ?? [:]
            rules["unspent"] = "keep"
            certificate["rules"] = rules
        },
        problem("a limit") { certificate in
            var problem = certificate["problem"] as? [String: Any] ?? [:]
            problem["threshold"] = 200
            certificate["problem"] = problem
        },
        list("an award left out", 2) { lines in Array(lines[..<4] + lines[5...]) },
        list("an amount", 2) { lines in lines.map { $0.replacing(",5000.00,solidarity", with: ",5100.00,solidarity") } },
        list("a refusal left out", 4) { lines in Array(lines[..<4] + lines[5...]) },
        list("a refusal twice", 4) { lines in Array(lines[..<4]) + [lines[3]] + Array(lines[4...]) }
    ]
}
