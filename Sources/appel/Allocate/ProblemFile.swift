import Foundation
import Selection

/// A problem of allocation in a file of its own.
enum ProblemFile {
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
        do {
            return try JSONDecoder().decode(type, from: try InputFile.bytes(path))
        } catch let error as DecodingError {
            let what = type == Content.self ? "problem" : "certificate"
            throw Failure(
                .faultyInput, "the \(what) cannot be read", at: ["\(path): \(sentence(error))"],
                next: "correct \(path); \(next) names its keys")
        }
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(place(context))the key \(key.stringValue) is missing"
        case .valueNotFound(_, let context): "\(place(context))a value is missing"
        case .typeMismatch(let type, let context): "\(place(context))expected \(name(of: type))"
        case .dataCorrupted(let context): "\(place(context))\(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    /// What people call the type of a value.
    private static func name(of type: Any.Type) -> String {
        switch type {
        case is Int.Type, is Int64.Type: "a whole number"
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is [Any].Type: "a list"
        default: "another kind of value"
        }
    }

    /// `applications[3].requestedCents: `
    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.reduce(into: "") { text, key in
            if let index = key.intValue { text += "[\(index)]" } else { text += text.isEmpty ? key.stringValue : ".\(key.stringValue)" }
        }
        return path.isEmpty ? "" : path + ": "
    }
}
