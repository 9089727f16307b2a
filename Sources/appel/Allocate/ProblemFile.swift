import Foundation
import Selection

/// A problem of allocation in a file of its own, in one of its forms.
enum ProblemFile {
    /// Scores as they are; with the rules for them where they stand in a certificate.
    case bare(AllocationProblem, AllocationRules?)
    /// A call one step before its scores, which it makes by its own rules.
    case scored(ScoredCall)

    var problem: AllocationProblem {
        switch self {
        case .bare(let problem, _): problem
        case .scored(let call): call.problem
        }
    }

    /// The rules that stand in the file, if any do.
    var rules: AllocationRules? {
        switch self {
        case .bare(_, let rules): rules
        case .scored(let call): call.definition.allocationRules
        }
    }

    /// What its own rules make of it.
    func allocation() throws -> Allocation {
        if case .scored(let call) = self { call.allocation } else { try problem.allocate(by: rules ?? AllocationRules()) }
    }

    func scenario(_ changes: ScenarioChanges) throws -> Scenario {
        switch self {
        case .bare(let problem, let rules): try problem.scenario(changes, by: rules ?? AllocationRules())
        case .scored(let call): try call.scenario(changes)
        }
    }

    static func read(_ path: String) throws -> ProblemFile {
        var spellings = JSONSpellings()
        return try read(path, &spellings)
    }

    static func read(_ path: String, _ spellings: inout JSONSpellings) throws -> ProblemFile {
        let data = try InputFile.bytes(path)
        let what = "the problem cannot be read"
        let next = "correct \(path); `appel help allocate` names its keys"
        let keys = JSONShapeReader.keys(of: Array(data))
        if keys.contains("format"), keys.contains("definition") {
            let source: ScoredProblem = try ShapedFile.read(data, of: path, ScoredProblem.shape, &spellings, what: what, next: next)
            let unknown = try UnknownKeys.of(ShapedFile.withoutMark(data), "definition", read: source.definition)
            guard unknown.isEmpty else {
                throw Failure(.faultyInput, what, at: unknown.map { "\(path): \($0): is no key of the rules of a call" }, next: next)
            }
            do throws(ScoredCallFault) {
                return .scored(try ScoredCall(source))
            } catch {
                throw Failure(.faultyInput, what, at: ["\(path): \(error.sentence)"], next: next)
            }
        }
        guard keys.contains("problemSHA256") else {
            return .bare(try ShapedFile.read(data, of: path, AllocationProblem.shape, &spellings, what: what, next: next), nil)
        }
        let certificate: AllocationCertificate = try ShapedFile.read(
            data, of: path, AllocationCertificate.shape, &spellings, what: what, next: next)
        guard let problem = certificate.problem else {
            throw Failure(.faultyInput, what, at: ["\(path): problem: is missing"], next: next)
        }
        return .bare(problem, certificate.rules)
    }
}

/// A JSON file that has exactly the keys of its kind, each once.
enum ShapedFile {
    /// - Parameters:
    ///   - spellings: of the files that go with it.
    ///   - what: the heading of what is wrong.
    ///   - next: what to do then.
    static func read<Content: Decodable>(
        _ path: String, _ shape: JSONShape, _ spellings: inout JSONSpellings, what: String, next: String
    ) throws -> Content {
        try read(try InputFile.bytes(path), of: path, shape, &spellings, what: what, next: next)
    }

    /// The same of bytes that were read already.
    static func read<Content: Decodable>(
        _ data: Data, of path: String, _ shape: JSONShape, _ spellings: inout JSONSpellings, what: String, next: String
    ) throws -> Content {
        do throws(JSONShapeFaults) {
            try JSONShapeReader.check(Array(data), shape, &spellings)
        } catch {
            throw Failure(.faultyInput, what, at: error.faults.map { text($0, in: path) }, next: next)
        }
        do {
            return try JSONDecoder().decode(Content.self, from: withoutMark(data))
        } catch let error as DecodingError {
            throw Failure(.faultyInput, what, at: ["\(path): \(sentence(error))"], next: next)
        }
    }

    /// The bytes as a decoder wants them, which knows no byte order mark.
    static func withoutMark(_ data: Data) -> Data { data.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(data.dropFirst(3)) : data }

    /// `problem.json:3:14: lines[0].reservd: is no key of a line`
    private static func text(_ fault: JSONShapeFault, in file: String) -> String {
        "\(file):\(fault.line):\(fault.column): \(fault.path.isEmpty ? "" : fault.path + ": ")\(fault.sentence)"
    }

    /// What the shape does not say: a text that is no moment, say.
    private static func sentence(_ error: DecodingError) -> String {
        let context: DecodingError.Context
        switch error {
        case .keyNotFound(_, let found), .valueNotFound(_, let found), .typeMismatch(_, let found), .dataCorrupted(let found):
            context = found
        @unknown default: return "the file cannot be read"
        }
        let path = context.codingPath.reduce(into: "") { text, key in
            if let index = key.intValue { text += "[\(index)]" } else { text += text.isEmpty ? key.stringValue : ".\(key.stringValue)" }
        }
        return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
}
