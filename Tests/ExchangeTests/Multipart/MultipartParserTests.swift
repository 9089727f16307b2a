import Testing

@testable import Exchange

struct MultipartParserTests {
    private static let type = "multipart/form-data; boundary=\"--x y\""
    private static let body =
        "----x y\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n----x y\r\n"
        + "content-disposition: form-data; name=\"document\"; filename=\"a%22;b.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        + "one\r\n----x two\r\n--\r\n----x y\r\nContent-Disposition: form-data; name=empty\r\n\r\n\r\n----x y--\r\nrest"

    /// What a body holds, whatever the sizes of its pieces.
    private static func read(_ bytes: [UInt8], by size: Int, type: String = type) throws -> [MultipartParser.Event] {
        var parser = try MultipartParser(contentType: type)
        var events: [MultipartParser.Event] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            try parser.take(Array(bytes[start..<min(start + size, bytes.count)])) { event in
                if case .piece(let more) = event, case .piece(let before)? = events.last {
                    events[events.count - 1] = .piece(before + more)
                } else {
                    events.append(event)
                }
            }
        }
        try parser.finish()
        return events
    }

    @Test func theSizesOfThePiecesDoNotMatter() throws {
        let expected: [MultipartParser.Event] = [
            .field(name: "csrf", value: "token"), .documentBegins(name: "document", fileName: "a\";b.pdf"),
            .piece(Array("one\r\n----x two\r\n--".utf8)), .documentEnds, .field(name: "empty", value: "")
        ]
        for size in 1...Self.body.utf8.count { #expect(try Self.read(Array(Self.body.utf8), by: size) == expected, "\(size)") }
    }

    @Test func whatIsCutShortIsNotTakenForWhole() {
        let bytes = Array(Self.body.utf8)
        let end = bytes.count - "--\r\nrest".utf8.count
        for count in stride(from: 0, to: end, by: 7) {
            #expect(throws: MultipartFault.self) { try Self.read(Array(bytes[..<count]), by: 64) }
        }
    }

    @Test func noMemoryIsGivenToAnybody() {
        let head = "----x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        #expect(throws: MultipartFault.fieldTooLong(name: "a")) {
            try Self.read(Array(head.utf8) + [UInt8](repeating: 97, count: 200_000), by: 4096)
        }
        #expect(throws: MultipartFault.headersTooLong) {
            try Self.read(Array("----x y\r\n".utf8) + [UInt8](repeating: 97, count: 20_000), by: 4096)
        }
        let parts = (0..<70).map { _ in head + "x\r\n" }.joined()
        #expect(throws: MultipartFault.tooManyParts) { try Self.read(Array(parts.utf8), by: 4096) }
        #expect(throws: MultipartFault.malformed) { try Self.read(Array("hello, this is no form at all".utf8), by: 4096) }
        for type in ["text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a\u{1}b"] {
            #expect(throws: MultipartFault.noBoundary) { try MultipartParser(contentType: type) }
        }
    }

    @Test func aReceiptIsADocumentWhoseTableIsRight() throws {
        var document = PDFDocument(title: "Reçu (1)", language: "fr")
        document.add(.title, "Accusé de réception")
        for line in 0..<120 { document.add(.text, "Ligne \(line) – 8 000,00 €") }
        let bytes = document.bytes
        let text = bytes.map { Character(UnicodeScalar($0)) }
        let whole = String(text)
        let start = try #require(whole.split(separator: "startxref\n").last?.split(separator: "\n").first.flatMap { Int($0) })
        #expect(String(text[start...].prefix(4)) == "xref")
        let rows = String(text[start...]).split(separator: "\n").dropFirst(3).prefix { $0.hasSuffix(" n ") }
        for (place, row) in rows.enumerated() {
            let offset = try #require(Int(row.prefix(10)))
            #expect(String(text[offset...]).hasPrefix("\(place + 1) 0 obj"))
        }
        #expect(rows.count > 8 && whole.contains("/Count 3") && whole.contains("Re\u{E7}u \\(1\\)"))
    }
}
