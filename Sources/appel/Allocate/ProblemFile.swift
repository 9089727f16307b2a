import Foundation
import Selection

/// A problem of allocation in a file of its own.
enum ProblemFile {
<<<<<<< HEAD
    static func read(_ path: String) throws -> AllocationProblem {
        var spellings = JSONSpellings()
        return try read(path, &spellings)
    }

    static func read(_ path: String, _ spellings: inout JSONSpellings) throws -> AllocationProblem {
        try ShapedFile.read(
            path, AllocationProblem.shape, &spellings, what: "the problem cannot be read",
            next: "correct \(path); `appel help allocate` names its keys")
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
        let data = try InputFile.bytes(path)
        do throws(JSONShapeFaults) {
            try JSONShapeReader.check(Array(data), shape, &spellings)
        } catch {
            throw Failure(.faultyInput, what, at: error.faults.map { text($0, in: path) }, next: next)
        }
=======
    static func read(_ path: String) throws -> AllocationProblem { try readWithRules(path).problem }

    /// A problem, or a certificate in which one stands with its rules.
    static func readWithRules(_ path: String) throws -> (problem: AllocationProblem, rules: AllocationRules?) {
        let found = try read(Content.self, path, next: "`appel help allocate`")
        return (found.problem, found.rules)
    }

    private struct Content: Decodable {
        let problem: AllocationProblem
        let rules: AllocationRules?

        private enum Keys: String, CodingKey { case problemSHA256, problem, rules }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Keys.self)
            let isCertificate = keys.contains(.problemSHA256)
            problem = isCertificate ? try keys.decode(AllocationProblem.self, forKey: .problem) : try AllocationProblem(from: decoder)
            rules = isCertificate ? try keys.decode(AllocationRules.self, forKey: .rules) : nil
        }
    }

    /// - Parameter next: what names the keys of such a file.
    static func read<Document: Decodable>(_ type: Document.Type, _ path: String, next: String) throws -> Document {
>>>>>>> 9fb0288500df27736c8fb9cfc32b777ac8759b5f
        do {
            // The decoder knows no byte order mark.
            return try JSONDecoder().decode(Content.self, from: Data(data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data[...]))
        } catch let error as DecodingError {
<<<<<<< HEAD
            throw Failure(.faultyInput, what, at: ["\(path): \(sentence(error))"], next: next)
=======
            let what = type == Content.self ? "problem" : "certificate"
            throw Failure(
                .faultyInput, "the \(what) cannot be read", at: ["\(path): \(sentence(error))"],
                next: "correct \(path); \(next) names its keys")
>>>>>>> 9fb0288500df27736c8fb9cfc32b777ac8759b5f
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
