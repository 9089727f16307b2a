import Foundation

/// Keys of a document that its decoder has passed over: those that are not there any more when what was read is written again.
///
/// For a part of a document that has no shape of its own because it has many, such as the rules of a call.
enum UnknownKeys {
    /// - Parameters:
    ///   - document: JSON as it was handed over.
    ///   - key: the part to look at.
    ///   - read: what was made of that part.
    /// - Returns: `definition.allocation.roundTo`, in their order in the alphabet.
    static func of(_ document: Data, _ key: String, read: some Encodable) throws -> [String] {
        let given = (try JSONSerialization.jsonObject(with: document) as? [String: Any])?[key]
        let known = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(read), options: .fragmentsAllowed)
        return given.map { unknown($0, known, key) } ?? []
    }

    private static func unknown(_ given: Any, _ known: Any?, _ path: String) -> [String] {
        if let given = given as? [String: Any] {
            let known = known as? [String: Any] ?? [:]
            return given.keys.sorted().flatMap { key -> [String] in
                // Of a value that may be left out, `null` says the same.
                guard let value = given[key], !(value is NSNull) else { return [] }
                let place = "\(path).\(key)"
                return known[key].map { unknown(value, $0, place) } ?? [place]
            }
        }
        guard let given = given as? [Any], let known = known as? [Any], known.count == given.count else { return [] }
        return given.indices.flatMap { unknown(given[$0], known[$0], "\(path)[\($0)]") }
    }
}
