import Foundation
import FoundationXML

/// Why an XML file cannot be read.
package struct XMLFault: Error, Hashable, Sendable {
    package let line: Int
    package let reason: String
}

/// Reads an XML document from its start to its end and tells each element as it closes, with its text: no tree is kept.
///
/// A document type is refused: banks send none, and entities are a way to fill the memory or to read other files.
final class XMLEvents: NSObject, XMLParserDelegate {
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

    private let opened: (Element) -> Void
    private let closed: (Element) -> Void
    private var path: [String] = []
    private var frames: [Frame] = []
    /// As it is written, with its prefix.
    private var root: String?
    /// How many elements of the root's name have closed.
    private var ends = 0

    private init(opened: @escaping (Element) -> Void, closed: @escaping (Element) -> Void) {
        (self.opened, self.closed) = (opened, closed)
    }

    static func read(
        _ bytes: [UInt8], opened: @escaping (Element) -> Void = { _ in }, closed: @escaping (Element) -> Void
    ) throws(XMLFault) {
        // Before the parser, which would begin to expand.
        guard !bytes.contains("<!DOCTYPE".utf8) else { throw XMLFault(line: 1, reason: "it has a document type") }
        let events = XMLEvents(opened: opened, closed: closed)
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = events
        guard parser.parse() else {
            throw XMLFault(line: parser.lineNumber, reason: parser.parserError?.localizedDescription ?? "it is no XML")
        }
        // The parser is content with a document that ends in the middle, and reads none that follows: two files in one.
        guard let root = events.root, events.path.isEmpty else { throw XMLFault(line: parser.lineNumber, reason: "it is cut off") }
        guard bytes.ranges(of: Array("</\(root)>".utf8)).count <= max(1, events.ends) else {
            throw XMLFault(line: parser.lineNumber, reason: "another document follows")
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if path.isEmpty { root = qualifiedName ?? name }
        path.append(name)
        frames.append(Frame(attributes: attributes, namespace: namespaceURI ?? ""))
        opened(Element(path: path, namespace: namespaceURI ?? "", attributes: attributes, text: ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !frames.isEmpty { frames[frames.count - 1].text += text }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if !frames.isEmpty { frames[frames.count - 1].text += String(decoding: block, as: UTF8.self) }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if (qualifiedName ?? name) == root { ends += 1 }
        let frame = frames.removeLast()
        let text = frame.text.trimmingCharacters(in: .whitespacesAndNewlines)
        closed(Element(path: path, namespace: frame.namespace, attributes: frame.attributes, text: text))
        path.removeLast()
    }
}
