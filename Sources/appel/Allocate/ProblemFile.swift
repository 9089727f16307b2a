import Foundation
import Selection

/// A problem of allocation in a file of its own.
enum ProblemFile {
    static func read(_ path: String) throws -> AllocationProblem { try readWithRules(path).problem }

    /// A problem, or a certificate in which one stands with its rules.
    static func readWithRules(_ path: String) throws -> (problem: AllocationProblem, rules: AllocationRules?) {
        var spellings = JSONSpellings()
        return try readWithRules(path, &spellings)
    }

    static func readWithRules(
        _ path: String, _ spellings: inout JSONSpellings
    ) throws -> (problem: AllocationProblem, rules: AllocationRules?) {
        let data = try InputFile.bytes(path)
        let what = "the problem cannot be read"
        let next = "correct \(path); `appel help allocate` names its keys"
        guard JSONShapeReader.keys(of: Array(data)).contains("problemSHA256") else {
            return (try ShapedFile.read(data, of: path, AllocationProblem.shape, &spellings, what: what, next: next), nil)
        }
        let certificate: AllocationCertificate = try ShapedFile.read(
            data, of: path, AllocationCertificate.shape, &spellings, what: what, next: next)
        guard let problem = certificate.problem else {
            throw Failure(.faultyInput, what, at: ["\(path): problem: is missing"], next: next)
        }
        return (problem, certificate.rules)
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
            // The decoder knows no byte order mark.
            return try JSONDecoder().decode(Content.self, from: Data(data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data[...]))
        } catch let error as DecodingError {
            throw Failure(.faultyInput, what, at: ["\(path): \(sentence(error))"], next: next)
        }
    }

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
