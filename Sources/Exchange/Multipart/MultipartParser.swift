/// What is wrong with the body of a form with documents (RFC 7578).
package enum MultipartFault: Error, Hashable, Sendable {
    /// The type of the body names no boundary, or one that RFC 2046 does not allow.
    case noBoundary
    /// It does not begin with the boundary, or goes on wrongly behind it.
    case malformed
    /// The headers of a part are longer than any browser's.
    case headersTooLong
    case tooManyParts
    /// A field that is no document is longer than any that the page has.
    case fieldTooLong(name: String)
    /// It ended before its last boundary: the connection was lost.
    case cutShort
}

/// Reads the body of a form with documents piece by piece, and holds no more of it than a boundary may take: however long a document
/// is, memory stays as it is. How long it may be is for whoever takes the pieces.
package struct MultipartParser {
    package enum Event: Equatable, Sendable {
        /// A field that is no document, whole.
        case field(name: String, value: String)
        case documentBegins(name: String, fileName: String)
        case piece([UInt8])
        case documentEnds
    }

    package static let mostParts = 64
    package static let mostHeaderBytes = 8 << 10
    package static let mostFieldBytes = 64 << 10

    private enum State: Equatable {
        /// Before the first boundary.
        case start
        /// Behind a boundary: a new line begins a part, two hyphens end the body.
        case behindBoundary
        case headers
        case field(String)
        case document
        case over
    }

    /// Line end, two hyphens, boundary.
    private let delimiter: [UInt8]
    private var waiting: [UInt8] = []
    private var state = State.start
    private var parts = 0

    /// - Parameter contentType: `multipart/form-data; boundary=…`.
    package init(contentType: String) throws(MultipartFault) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"), let boundary = Self.boundary(in: contentType) else {
            throw .noBoundary
        }
        delimiter = Array("\r\n--".utf8) + boundary
        // The first boundary stands without a line end before it: one is put there.
        waiting = Array("\r\n".utf8)
    }

    /// Takes the next bytes. What follows the last boundary is thrown away, as RFC 2046 has it.
    ///
    /// - Throws: `MultipartFault`, and whatever `event` throws.
    package mutating func take(_ bytes: [UInt8], _ event: (Event) throws -> Void) throws {
        guard state != .over else { return }
        waiting += bytes
        while try step(event) {}
    }

    /// Tells that nothing follows.
    package func finish() throws(MultipartFault) {
        guard state == .over else { throw .cutShort }
    }

    /// - Returns: whether there may be more to do with what waits.
    private mutating func step(_ event: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .over:
            waiting = []
            return false
        case .start:
            guard waiting.count >= delimiter.count else { return false }
            guard waiting.starts(with: delimiter) else { throw MultipartFault.malformed }
            waiting.removeFirst(delimiter.count)
            state = .behindBoundary
            return true
        case .behindBoundary: return try beginPart()
        case .headers: return try readHeaders(event)
        case .field(let name): return try readField(name, event)
        case .document: return try readDocument(event)
        }
    }

    private mutating func beginPart() throws -> Bool {
        // Blanks may stand behind a boundary.
        let blanks = waiting.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        guard blanks <= 64 else { throw MultipartFault.malformed }
        guard waiting.count >= blanks + 2 else { return false }
        let mark = waiting[blanks..<blanks + 2]
        if mark.elementsEqual("--".utf8) {
            state = .over
            waiting = []
            return false
        }
        guard mark.elementsEqual("\r\n".utf8) else { throw MultipartFault.malformed }
        parts += 1
        guard parts <= Self.mostParts else { throw MultipartFault.tooManyParts }
        waiting.removeFirst(blanks + 2)
        state = .headers
        return true
    }

    private mutating func readHeaders(_ event: (Event) throws -> Void) throws -> Bool {
        guard let end = waiting.firstPlace(of: Array("\r\n\r\n".utf8)) else {
            guard waiting.count <= Self.mostHeaderBytes else { throw MultipartFault.headersTooLong }
            return false
        }
        guard end <= Self.mostHeaderBytes, let headers = String(validating: waiting[..<end], as: UTF8.self) else {
            throw end > Self.mostHeaderBytes ? MultipartFault.headersTooLong : .malformed
        }
        waiting.removeFirst(end + 4)
        let line = headers.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line, let name = Self.parameter("name", of: line) else { throw MultipartFault.malformed }
        if let fileName = Self.parameter("filename", of: line) {
            try event(.documentBegins(name: name, fileName: fileName))
            state = .document
        } else {
            state = .field(name)
        }
        return true
    }

    private mutating func readField(_ name: String, _ event: (Event) throws -> Void) throws -> Bool {
        guard let end = waiting.firstPlace(of: delimiter) else {
            guard waiting.count <= Self.mostFieldBytes + delimiter.count else { throw MultipartFault.fieldTooLong(name: name) }
            return false
        }
        guard end <= Self.mostFieldBytes else { throw MultipartFault.fieldTooLong(name: name) }
        guard let value = String(validating: waiting[..<end], as: UTF8.self) else { throw MultipartFault.malformed }
        try event(.field(name: name, value: value))
        waiting.removeFirst(end + delimiter.count)
        state = .behindBoundary
        return true
    }

    private mutating func readDocument(_ event: (Event) throws -> Void) throws -> Bool {
        if let end = waiting.firstPlace(of: delimiter) {
            if end > 0 { try event(.piece(Array(waiting[..<end]))) }
            try event(.documentEnds)
            waiting.removeFirst(end + delimiter.count)
            state = .behindBoundary
            return true
        }
        // What may be the beginning of a boundary waits.
        let sure = waiting.count - (delimiter.count - 1)
        guard sure > 0 else { return false }
        try event(.piece(Array(waiting[..<sure])))
        waiting.removeFirst(sure)
        return false
    }

    // MARK: Headers

    private static func boundary(in type: String) -> [UInt8]? {
        guard let text = parameter("boundary", of: type[...]), (1...70).contains(text.utf8.count), !text.hasSuffix(" ") else { return nil }
        let allowed = Set("'()+_,-./:=? ".utf8)
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || allowed.contains($0) })
        else { return nil }
        return bytes
    }

    /// A parameter of a header, quoted or not. Browsers write a quotation mark within a name as `%22`.
    private static func parameter(_ wanted: String, of header: Substring) -> String? {
        var rest = header
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value: String
            if rest.first == "\"" {
                let inside = rest.dropFirst()
                guard let end = inside.firstIndex(of: "\"") else { return nil }
                value = String(inside[..<end].replacing("%22", with: "\"").replacing("%0D%0A", with: " "))
                rest = inside[inside.index(after: end)...]
            } else {
                value = String(rest.prefix { $0 != ";" && $0 != " " })
            }
            if name == wanted { return value }
        }
        return nil
    }
}

extension Array<UInt8> {
    /// Where `wanted` begins.
    fileprivate func firstPlace(of wanted: [UInt8]) -> Int? {
        guard let first = wanted.first, count >= wanted.count else { return nil }
        var place = 0
        while place <= count - wanted.count {
            guard let next = self[place...(count - wanted.count)].firstIndex(of: first) else { return nil }
            if self[next..<next + wanted.count].elementsEqual(wanted) { return next }
            place = next + 1
        }
        return nil
    }
}
