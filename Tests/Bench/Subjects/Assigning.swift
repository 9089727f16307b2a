import Foundation
import Selection

/// Reviewers for the files of large calls, beside OR-Tools on the same problem.
struct Assigning {
    /// The folder of the program.
    let programs: String
    let workFolder: String
    let checkout: String

    func run() throws -> Subject {
        let python = ProcessInfo.processInfo.environment["APPEL_ORTOOLS"] ?? ""
        var subject = Subject(
            "Assigning reviewers",
            method: """
                The greatest total affinity for files with three reviewers each, on one core, against `SimpleMinCostFlow` of OR-Tools from \
                PyPI on the same problem, its arcs handed over as arrays; equal totals are asserted. Affinities: at random in full; few, \
                at random, the others 0; by themes that many share. Appel breaks ties by hash besides. Median of three runs up to a \
                million pairs, one run above. Targets: 2 seconds for 2,000 × 200, a minute for 20,000 × 1,000; `appel assign` is the \
                whole program, from the JSON file of the problem to that of the answer with its explanations.
                """,
            columns: ["files × reviewers", "affinities", "Appel", "`appel assign`", "OR-Tools", "ratio to OR-Tools"])
        for (files, reviewers, target) in [(2_000, 200, 2.0), (20_000, 1_000, 60.0)] {
            for kind in BenchAffinity.allCases {
                let problem = kind.problem(files: files, reviewers: reviewers)
                try measure(problem, kind, python, target: target, into: &subject)
            }
        }
        if python.isEmpty { subject.fellShort("OR-Tools could not be fetched from PyPI, so that there is nothing beside it.") }
        return subject
    }

    private func measure(
        _ problem: AssignmentProblem, _ kind: BenchAffinity, _ python: String, target: Double, into subject: inout Subject
    ) throws {
        let size = "\(Figures.whole(Double(problem.applications.count))) × \(Figures.whole(Double(problem.reviewers.count)))"
        let rounds = problem.applications.count * problem.reviewers.count <= 1_000_000 ? 3 : 1
        let (file, json) = ("\(workFolder)/assign.bin", "\(workFolder)/assign.json")
        try Data(bytes(problem)).write(to: URL(fileURLWithPath: file))
        try Data(text(problem)).write(to: URL(fileURLWithPath: json))
        var (own, whole, other) = (Samples(), Samples(), Samples())
        for _ in 0..<rounds {
            var total = 0
            own.add(try seconds { total = try problem.assign().totalAffinity })
            whole.add(try seconds { try Program.run(["\(programs)/appel", "assign", "--problem", json, "--json"]) })
            guard !python.isEmpty else { continue }
            let said = try Program.run([python, "\(checkout)/scripts/ortools-assign.py", file]).split(separator: " ")
            guard let found = said.first.flatMap({ Int($0) }), let time = said.last.flatMap({ Double($0.dropLast()) }) else {
                throw BenchFailure("OR-Tools said \(said)")
            }
            guard found == total else { throw BenchFailure("\(size), \(kind.rawValue): Appel finds \(total), OR-Tools \(found)") }
            other.add(time)
        }
        subject.add(
            size, kind.rawValue, Figures.milliseconds(own.median), Figures.milliseconds(whole.median),
            python.isEmpty ? "–" : Figures.milliseconds(other.median), python.isEmpty ? "–" : Figures.ratio(own.median / other.median))
        if whole.median > target {
            subject.fellShort("\(size), \(kind.rawValue): \(Figures.decimals(whole.median, 1)) seconds, of \(Figures.decimals(target, 0)).")
        }
    }

    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).seconds
    }

    /// The problem as the script for OR-Tools reads it.
    private func bytes(_ problem: AssignmentProblem) -> [UInt8] {
        let head = [problem.applications.count, problem.reviewers.count, problem.reviewsPerApplication]
        var bytes = (head + problem.reviewers.map { $0.maxLoad ?? problem.applications.count })
            .flatMap { number in withUnsafeBytes(of: Int32(number).littleEndian) { Array($0) } }
        for application in problem.applications {
            var row = [UInt8](repeating: 0, count: problem.reviewers.count)
            for affinity in application.affinities { row[affinity.reviewer] = affinity.points < 0 ? 255 : UInt8(affinity.points) }
            bytes += row
        }
        return bytes
    }

    private func text(_ problem: AssignmentProblem) -> [UInt8] {
        var text = Array("{\"call\": \"bench\", \"reviewsPerApplication\": \(problem.reviewsPerApplication), \"reviewers\": [".utf8)
        let reviewers = problem.reviewers.map { "{\"id\": \"\($0.id)\", \"minLoad\": 0, \"maxLoad\": \($0.maxLoad ?? 0)}" }
        text += Array((reviewers.joined(separator: ", ") + "], \"applications\": [").utf8)
        let names = problem.reviewers.map { Array("\"\($0.id)\": ".utf8) }
        for (index, application) in problem.applications.enumerated() {
            text += Array("\(index == 0 ? "" : ",")\n{\"id\": \"\(application.id)\", \"affinity\": {".utf8)
            for (place, affinity) in application.affinities.enumerated() {
                if place > 0 { text += [UInt8(ascii: ","), UInt8(ascii: " ")] }
                text += names[affinity.reviewer] + Array(String(affinity.points).utf8)
            }
            text += Array("}}".utf8)
        }
        return text + Array("]}\n".utf8)
    }
}

/// What reviewers know.
enum BenchAffinity: String, CaseIterable {
    case full = "in full"
    case few
    case themes = "by themes"

    /// - Returns: a problem in which every reviewer has a tenth more places than the even share.
    func problem(files: Int, reviewers: Int) -> AssignmentProblem {
        var random = BenchRandom(state: 20_270_331)
        let known = (0..<reviewers).map { _ in (0..<3).map { _ in random.number(10) } }
        return AssignmentProblem(
            call: "bench", reviewsPerApplication: 3,
            reviewers: (0..<reviewers).map { .init(id: "R\($0)", maxLoad: files * 33 / (reviewers * 10)) },
            applications: (0..<files).map { file in
                let theme = min(random.number(10), random.number(10))
                let affinities = (0..<reviewers).compactMap { reviewer -> AssignmentProblem.Affinity? in
                    let points: Int? =
                        switch self {
                        case .full: random.number(105)
                        case .few: random.number(100) < 2 ? random.number(100) + 1 : nil
                        case .themes: known[reviewer].count { $0 == theme } * 30 + (random.number(10) == 0 ? 10 : 0)
                        }
                    return points.map { .init(reviewer: reviewer, points: $0 > 100 ? AssignmentProblem.conflict : $0) }
                }
                return .init(id: "A\(file)", affinities: affinities)
            })
    }
}

private struct BenchRandom {
    var state: UInt64

    mutating func number(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}
