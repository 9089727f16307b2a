/// Reads a problem file, and goes on after a fault, so that all are found at once.
struct AssignmentReader {
    private var faults: [AssignmentFault] = []
    private var names = ReviewerNames()
    private var problem = AssignmentProblem(reviewsPerApplication: 0, reviewers: [], applications: [])

    static func read(_ bytes: [UInt8]) throws -> AssignmentProblem {
        var reader = AssignmentReader()
        var scanner = JSONScanner(bytes)
        do {
            try reader.problem(&scanner)
            try scanner.end()
        } catch let error as JSONScanner.SyntaxError {
            let place = "line \(error.line), column \(error.column)"
            throw AssignmentFaults(reader.faults + [AssignmentFault(place, .syntax(error.sentence))])
        }
        return try reader.finished()
    }

    /// The problem, where nothing is wrong with it.
    private mutating func finished() throws -> AssignmentProblem {
        for (index, application) in problem.applications.enumerated() {
            for affinity in application.affinities {
                guard let name = names.unknown(affinity.reviewer) else { continue }
                faults.append(AssignmentFault("applications[\(index)].affinity.\(name)", .noReviewer(name)))
            }
            for (place, reviewer) in application.assigned.enumerated() {
                guard let name = names.unknown(reviewer) else { continue }
                faults.append(AssignmentFault("applications[\(index)].assigned[\(place)]", .noReviewer(name)))
            }
        }
        names.renumber(&problem)
        // What could not be read is not found empty or wrong besides.
        let places = Set(faults.map(\.path))
        let first =
            faults
            + problem.faults.filter { fault in
                !places.contains(fault.path) && !places.contains { fault.path.hasPrefix($0 + ".") }
            }
        guard first.isEmpty else { throw AssignmentFaults(first) }
        return problem
    }

    private mutating func problem(_ scanner: inout JSONScanner) throws {
        guard try scanner.kind() == .object else { throw scanner.error("expected an object with reviewers and applications") }
        var keys = Keys(required: ["reviewsPerApplication", "reviewers", "applications"])
        try scanner.object { scanner, text in
            let key = name(text, scanner, "a key of the problem")
            guard keys.claim(key, "", &faults) else { return try scanner.skip() }
            switch key {
            case "call": problem.call = try string(&scanner, key) ?? ""
            case "reviewsPerApplication": problem.reviewsPerApplication = try number(&scanner, key) ?? 1
            case "objective":
                guard let text = try string(&scanner, key) else { return }
                if let objective = AssignmentProblem.Objective(rawValue: text) {
                    problem.objective = objective
                } else {
                    faults.append(AssignmentFault(key, .objective(text)))
                }
            case "reviewers":
                try list(&scanner, key) { try $0.reviewer(&$1, "\(key)[\($2)]") }
            case "applications":
                try list(&scanner, key) { try $0.application(&$1, "\(key)[\($2)]") }
            default:
                faults.append(AssignmentFault(key, .unknownKey(of: .problem)))
                try scanner.skip()
            }
        }
        keys.finish("", &faults)
        if problem.reviewsPerApplication == 0, !keys.has("reviewsPerApplication") { problem.reviewsPerApplication = 1 }
    }

    private mutating func reviewer(_ scanner: inout JSONScanner, _ path: String) throws {
        guard try isObject(&scanner, path) else { return problem.reviewers.append(AssignmentProblem.Reviewer(id: "")) }
        var reviewer = AssignmentProblem.Reviewer(id: "")
        var keys = Keys(required: ["id"])
        try scanner.object { scanner, text in
            let key = name(text, scanner, path)
            guard keys.claim(key, path, &faults) else { return try scanner.skip() }
            switch key {
            case "id": reviewer.id = try string(&scanner, "\(path).id") ?? ""
            case "minLoad": reviewer.minLoad = try number(&scanner, "\(path).minLoad", orNull: true) ?? 0
            case "maxLoad": reviewer.maxLoad = try number(&scanner, "\(path).maxLoad", orNull: true)
            default:
                faults.append(AssignmentFault("\(path).\(key)", .unknownKey(of: .reviewer)))
                try scanner.skip()
            }
        }
        keys.finish(path, &faults)
        names.define(reviewer.id, problem.reviewers.count)
        problem.reviewers.append(reviewer)
    }

    private mutating func application(_ scanner: inout JSONScanner, _ path: String) throws {
        guard try isObject(&scanner, path) else { return problem.applications.append(AssignmentProblem.Application(id: "")) }
        var application = AssignmentProblem.Application(id: "")
        var keys = Keys(required: ["id"])
        try scanner.object { scanner, text in
            let key = name(text, scanner, path)
            guard keys.claim(key, path, &faults) else { return try scanner.skip() }
            switch key {
            case "id": application.id = try string(&scanner, "\(path).id") ?? ""
            case "affinity": application.affinities = try affinities(&scanner, path)
            case "assigned":
                try list(&scanner, "\(path).assigned") { reader, scanner, index in
                    let place = "\(path).assigned[\(index)]"
                    guard let id = try reader.string(&scanner, place) else { return }
                    application.assigned.append(reader.names.number(id))
                }
            default:
                faults.append(AssignmentFault("\(path).\(key)", .unknownKey(of: .application)))
                try scanner.skip()
            }
        }
        keys.finish(path, &faults)
        problem.applications.append(application)
    }

    private mutating func affinities(_ scanner: inout JSONScanner, _ path: String) throws -> [AssignmentProblem.Affinity] {
        var affinities: [AssignmentProblem.Affinity] = []
        affinities.reserveCapacity(names.count)
        guard try isObject(&scanner, "\(path).affinity") else { return [] }
        try scanner.object { scanner, text in
            let place: Int
            if let next = names.next(text, scanner) {
                place = next
            } else {
                place = names.number(name(text, scanner, "\(path).affinity"))
            }
            if try scanner.kind() == .number, let points = try scanner.whole() {
                affinities.append(AssignmentProblem.Affinity(reviewer: place, points: points))
            } else {
                if try scanner.kind() != .number { try scanner.skip() }
                faults.append(AssignmentFault("\(path).affinity.\(name(text, scanner, path))", .expected(.whole)))
            }
        }
        return affinities
    }

    // Values

    private mutating func name(_ text: JSONScanner.Text, _ scanner: JSONScanner, _ path: String) -> String {
        if let name = scanner.string(text) { return name }
        faults.append(AssignmentFault(path, .notUTF8))
        return ""
    }

    private mutating func string(_ scanner: inout JSONScanner, _ path: String) throws -> String? {
        if try scanner.kind() == .string { return name(try scanner.text(), scanner, path) }
        faults.append(AssignmentFault(path, .expected(.text)))
        try scanner.skip()
        return nil
    }

    private mutating func number(_ scanner: inout JSONScanner, _ path: String, orNull: Bool = false) throws -> Int? {
        switch try scanner.kind() {
        case .number: if let number = try scanner.whole() { return number }
        case .literal: if try scanner.literal() == nil, orNull { return nil }
        default: try scanner.skip()
        }
        faults.append(AssignmentFault(path, .expected(.whole)))
        return nil
    }

    private mutating func isObject(_ scanner: inout JSONScanner, _ path: String) throws -> Bool {
        if try scanner.kind() == .object { return true }
        faults.append(AssignmentFault(path, .expected(.object)))
        try scanner.skip()
        return false
    }

    private mutating func list(
        _ scanner: inout JSONScanner, _ path: String, _ body: (inout AssignmentReader, inout JSONScanner, Int) throws -> Void
    ) throws {
        guard try scanner.kind() == .array else {
            faults.append(AssignmentFault(path, .expected(.list)))
            return try scanner.skip()
        }
        try scanner.array { try body(&self, &$0, $1) }
    }
}

/// The keys of one object.
private struct Keys {
    let required: [String]
    private var seen: Set<String> = []

    init(required: [String]) { self.required = required }

    func has(_ key: String) -> Bool { seen.contains(key) }

    /// - Returns: whether the key comes for the first time.
    mutating func claim(_ key: String, _ path: String, _ faults: inout [AssignmentFault]) -> Bool {
        if seen.insert(key).inserted { return true }
        faults.append(AssignmentFault(path.isEmpty ? key : "\(path).\(key)", .givenTwice))
        return false
    }

    func finish(_ path: String, _ faults: inout [AssignmentFault]) {
        for key in required where !seen.contains(key) {
            faults.append(AssignmentFault(path.isEmpty ? key : "\(path).\(key)", .missing))
        }
    }
}
