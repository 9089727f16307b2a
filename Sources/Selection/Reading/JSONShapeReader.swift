import CallModel

/// Compares a JSON text with the shape that it has to have: no key twice, none unknown, none missing, each value of its kind.
///
/// A decoder takes one of two values under one key and leaves unknown keys alone; what is signed, published or decided by may not
/// depend on which one a program takes.
package struct JSONShapeReader {
    private var faults: [JSONShapeFault] = []
    private var spellings: JSONSpellings

    /// More than these nobody reads.
    private static let mostFaults = 20

    /// - Parameter spellings: of the names that were read before; those of this text are added.
    package static func check(_ bytes: [UInt8], _ shape: JSONShape, _ spellings: inout JSONSpellings) throws(JSONShapeFaults) {
        var reader = JSONShapeReader(spellings: spellings)
        var scanner = JSONScanner(bytes)
        do {
            try reader.value(&scanner, shape, "")
            try scanner.end()
        } catch let error as JSONScanner.SyntaxError {
            reader.faults.append(JSONShapeFault(line: error.line, column: error.column, path: "", sentence: error.sentence))
        } catch {
            // The reader stopped where it had said enough.
        }
        guard reader.faults.isEmpty else { throw JSONShapeFaults(faults: reader.faults) }
        spellings = reader.spellings
    }

    /// The names of the outermost object, to tell one kind of document from another; none where the text is no object.
    package static func keys(of bytes: [UInt8]) -> Set<String> {
        var scanner = JSONScanner(bytes)
        var found: Set<String> = []
        try? scanner.object { scanner, key in
            if let name = scanner.string(key) { found.insert(name) }
            try scanner.skip()
        }
        return found
    }

    private init(spellings: JSONSpellings) { self.spellings = spellings }

    private struct Enough: Error {}

    private mutating func fault(_ scanner: JSONScanner, at offset: Int, _ path: String, _ sentence: String) throws {
        let place = scanner.error(sentence, at: offset)
        faults.append(JSONShapeFault(line: place.line, column: place.column, path: path, sentence: sentence))
        if faults.count == Self.mostFaults { throw Enough() }
    }

    private mutating func value(_ scanner: inout JSONScanner, _ shape: JSONShape, _ path: @autoclosure () -> String) throws {
        let start = scanner.start()
        let kind = try scanner.kind()
        switch (shape, kind) {
        case (.text, .string): _ = try text(&scanner, start, path())
        case (.word(let words), .string):
            let found = try text(&scanner, start, path())
            guard !words.contains(where: { $0.utf8.elementsEqual(found.utf8) }) else { return }
            let meant = nearest(to: found, among: words).map { "; did you mean \($0)?" } ?? ""
            try fault(scanner, at: start, path(), "\"\(found)\" is none of \(words.joined(separator: ", "))\(meant)")
        case (.whole, .number):
            guard try scanner.whole() == nil else { return }
            try fault(scanner, at: start, path(), "expected a whole number of at most 18 digits, without point or exponent")
        case (.flag, .literal):
            guard try scanner.literal() == nil else { return }
            try fault(scanner, at: start, path(), "expected true or false")
        case (.list(let element), .array):
            let list = path()
            try scanner.array { scanner, index in try value(&scanner, element, "\(list)[\(index)]") }
        case (.anything, .object):
            let place = path()
            var seen: Set<String> = []
            try scanner.object { scanner, key in
                let name = scanner.string(key) ?? "?"
                let under = place.isEmpty ? name : "\(place).\(name)"
                if !seen.insert(name).inserted { try fault(scanner, at: key.range.lowerBound - 1, under, "is given twice") }
                try value(&scanner, .anything, under)
            }
        case (.anything, .array):
            let list = path()
            try scanner.array { scanner, index in try value(&scanner, .anything, "\(list)[\(index)]") }
        case (.anything, _): try scanner.skip()
        case (.object(let what, let members), .object):
            try object(&scanner, what, members, start, path())
        default:
            try fault(scanner, at: start, path(), "expected \(Self.name(of: shape))")
            try scanner.skip()
        }
    }

    private mutating func object(
        _ scanner: inout JSONScanner, _ what: String, _ members: [JSONMember], _ start: Int, _ path: String
    ) throws {
        var seen: UInt64 = 0
        var unknown: [String] = []
        try scanner.object { scanner, key in
            let place = key.range.lowerBound - 1
            func under(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
            guard let index = member(of: members, key, scanner) else {
                let name = scanner.string(key) ?? "?"
                let isNew = !unknown.contains(name)
                unknown.append(name)
                let meant = nearest(to: name, among: members.map(\.name)).map { "; did you mean \($0)?" } ?? ""
                try fault(scanner, at: place, under(name), isNew ? "is no key of \(what)\(meant)" : "is given twice")
                return try scanner.skip()
            }
            let member = members[index]
            guard seen & 1 << index == 0 else {
                try fault(scanner, at: place, under(member.name), "is given twice")
                return try scanner.skip()
            }
            seen |= 1 << index
            if member.isOptional, try scanner.isNull() { return }
            try value(&scanner, member.shape, under(member.name))
        }
        for (index, member) in members.enumerated() where !member.isOptional && seen & 1 << index == 0 {
            try fault(scanner, at: start, path.isEmpty ? member.name : "\(path).\(member.name)", "is missing")
        }
    }

    private func member(of members: [JSONMember], _ key: JSONScanner.Text, _ scanner: JSONScanner) -> Int? {
        if !key.hasEscapes { return members.firstIndex { scanner.isText(key, $0.bytes) } }
        guard let name = scanner.string(key) else { return nil }
        return members.firstIndex { $0.bytes.elementsEqual(name.utf8) }
    }

    private mutating func text(_ scanner: inout JSONScanner, _ start: Int, _ path: @autoclosure () -> String) throws -> String {
        let found = try scanner.text()
        guard let text = scanner.string(found) else {
            try fault(scanner, at: start, path(), "the text is no UTF-8, or has an escape that does not exist")
            return ""
        }
        if !scanner.isPlain(found), spellings.differs(text) {
            try fault(scanner, at: start, path(), "\"\(text)\" stands elsewhere with other bytes: the same letters, composed otherwise")
        }
        return text
    }

    private static func name(of shape: JSONShape) -> String {
        switch shape {
        case .text: "a text"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .list: "a list"
        case .anything: "a value"
        case .object(let what, _): what
        }
    }
}

extension JSONScanner {
    /// Whether `null` is next; then it is passed.
    fileprivate mutating func isNull() throws -> Bool {
        var ahead = self
        guard try ahead.kind() == .literal, try ahead.literal() == nil else { return false }
        self = ahead
        return true
    }
}
