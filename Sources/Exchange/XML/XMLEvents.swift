import CLibXML2

/// Why an XML file cannot be read.
package struct XMLFault: Error, Hashable, Sendable {
    package let line: Int
    package let reason: String
}

/// Reads an XML document from its start to its end and tells each element as it opens and closes, with its text: no tree is
/// kept.
///
/// The parser is libxml2's, which reads names and characters of any kind without trapping; its own limits of depth and length
/// stay in force. A document type is refused: banks send none, and entities are a way to fill the memory or to read other files.
struct XMLEvents: ~Copyable {
    /// An element that has just closed or opened.
    struct Element {
        /// The names from the root to the element, without prefixes.
        let path: [String]
        let namespace: String
        let attributes: [String: String]
        /// The texts directly in it, in one; empty when it opens.
        let text: String

        var name: String { path.last ?? "" }
    }

    private struct Frame {
        let attributes: [String: String]
        let namespace: String
        var text = ""
    }

    private let reader: xmlTextReaderPtr
    private let opened: (Element) -> Void
    private let closed: (Element) -> Void
    private var path: [String] = []
    private var frames: [Frame] = []

    static func read(
        _ bytes: [UInt8], opened: @escaping (Element) -> Void = { _ in }, closed: @escaping (Element) -> Void
    ) throws(XMLFault) {
        // Before the parser, which would begin to read it.
        guard !bytes.contains("<!DOCTYPE".utf8) else { throw XMLFault(line: 1, reason: hasDocumentType) }
        let outcome = bytes.withUnsafeBufferPointer { buffer -> Result<Void, XMLFault> in
            let quiet = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            guard let count = Int32(exactly: buffer.count),
                let reader = buffer.withMemoryRebound(
                    to: CChar.self, { xmlReaderForMemory($0.baseAddress, count, nil, nil, Int32(quiet)) })
            else { return .failure(XMLFault(line: 1, reason: "it is no XML")) }
            var events = XMLEvents(reader: reader, opened: opened, closed: closed)
            do throws(XMLFault) { return .success(try events.run()) } catch { return .failure(error) }
        }
        try outcome.get()
    }

    private init(reader: xmlTextReaderPtr, opened: @escaping (Element) -> Void, closed: @escaping (Element) -> Void) {
        (self.reader, self.opened, self.closed) = (reader, opened, closed)
        xmlResetLastError()
    }

    deinit { xmlFreeTextReader(reader) }

    private mutating func run() throws(XMLFault) {
        while true {
            switch xmlTextReaderRead(reader) {
            case 1: try take(xmlTextReaderNodeType(reader))
            case 0: return
            default: throw fault
            }
        }
    }

    private mutating func take(_ type: Int32) throws(XMLFault) {
        switch xmlReaderTypes(UInt32(max(0, type))) {
        case XML_READER_TYPE_ELEMENT:
            // An element without content has no end of its own.
            let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
            open()
            if isEmpty { close() }
        case XML_READER_TYPE_END_ELEMENT: close()
        case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            if !frames.isEmpty { frames[frames.count - 1].text += Self.text(xmlTextReaderConstValue(reader)) }
        case XML_READER_TYPE_DOCUMENT_TYPE: throw XMLFault(line: line, reason: Self.hasDocumentType)
        default: break
        }
    }

    private mutating func open() {
        path.append(Self.text(xmlTextReaderConstLocalName(reader)))
        let namespace = Self.text(xmlTextReaderConstNamespaceUri(reader))
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard xmlTextReaderIsNamespaceDecl(reader) != 1 else { continue }
            attributes[Self.text(xmlTextReaderConstName(reader))] = Self.text(xmlTextReaderConstValue(reader))
        }
        xmlTextReaderMoveToElement(reader)
        frames.append(Frame(attributes: attributes, namespace: namespace))
        opened(Element(path: path, namespace: namespace, attributes: attributes, text: ""))
    }

    private mutating func close() {
        guard let frame = frames.popLast() else { return }
        closed(
            Element(path: path, namespace: frame.namespace, attributes: frame.attributes, text: frame.text.withoutOuterBlanks))
        path.removeLast()
    }

    private var line: Int { max(1, Int(xmlTextReaderGetParserLineNumber(reader))) }

    private var fault: XMLFault {
        guard let error = xmlGetLastError(), let message = error.pointee.message else {
            return XMLFault(line: line, reason: "it is no XML")
        }
        return XMLFault(line: max(1, Int(error.pointee.line)), reason: String(cString: message).withoutOuterBlanks)
    }

    private static let hasDocumentType = "it has a document type"

    private static func text(_ pointer: UnsafePointer<xmlChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}

extension String {
    fileprivate var withoutOuterBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}
