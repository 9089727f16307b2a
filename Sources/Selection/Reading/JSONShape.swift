/// What a JSON document has to look like: which keys, and what is under each.
package indirect enum JSONShape: Sendable {
    case text
    case whole
    case flag
    /// One of some words.
    case word([String])
    case list(JSONShape)
    /// Whatever there is, but no key twice: what has a reader of its own.
    case anything
    /// With what people call it, for sentences: "a line".
    case object(String, [JSONMember])
}

/// One key of an object.
package struct JSONMember: Sendable {
    let name: String
    let bytes: [UInt8]
    let shape: JSONShape
    /// Whether it may be left out, or `null`.
    let isOptional: Bool

    package static func required(_ name: String, _ shape: JSONShape) -> JSONMember {
        JSONMember(name: name, bytes: Array(name.utf8), shape: shape, isOptional: false)
    }

    package static func optional(_ name: String, _ shape: JSONShape) -> JSONMember {
        JSONMember(name: name, bytes: Array(name.utf8), shape: shape, isOptional: true)
    }
}

/// Where a document is not what it has to be.
package struct JSONShapeFault: Error, Hashable, Sendable {
    package let line: Int
    package let column: Int
    /// `lines[0].reserve`; empty for the document itself.
    package let path: String
    package let sentence: String
}

package struct JSONShapeFaults: Error, Hashable, Sendable {
    package let faults: [JSONShapeFault]
}

/// How the names of one or more documents are spelt.
///
/// One name can be written with different bytes: an accented letter is one character or two. Swift takes them for equal, and a digest
/// or another program does not: who names something twice has to write it the same way.
package struct JSONSpellings: Sendable {
    private var known: [String: [UInt8]] = [:]

    package init() {}

    /// - Returns: whether the text was met before with other bytes.
    mutating func differs(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = known[text] else {
            known[text] = bytes
            return false
        }
        return first != bytes
    }
}
