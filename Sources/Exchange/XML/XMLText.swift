/// Builds an XML document element by element, into a buffer that the caller empties: memory does not grow with the document.
///
/// Indented by two blanks where an element holds elements; a text stands alone in its element, so that no blank is added to it.
struct XMLText {
    private(set) var bytes: [UInt8] = []
    private var open: [String] = []
    /// Whether the element that was opened last holds nothing yet.
    private var isEmpty = false

    typealias Attribute = (name: String, value: String)

    init() { bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8) }

    /// Opens an element, and closes it after `body`.
    mutating func element(_ name: String, _ attributes: [Attribute] = [], _ body: (inout XMLText) -> Void) {
        start(name, attributes)
        body(&self)
        end()
    }

    /// An element that holds a text.
    mutating func element(_ name: String, _ attributes: [Attribute] = [], text: String) {
        tag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        escape(text, inAttribute: false)
        bytes.append(contentsOf: "</\(name)>".utf8)
    }

    /// An element with attributes alone.
    mutating func empty(_ name: String, _ attributes: [Attribute] = []) {
        tag(name, attributes)
        bytes.append(contentsOf: "/>".utf8)
    }

    mutating func start(_ name: String, _ attributes: [Attribute] = []) {
        tag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        open.append(name)
        isEmpty = true
    }

    /// Closes the element that was opened last.
    mutating func end() {
        let name = open.removeLast()
        if !isEmpty { line() }
        isEmpty = false
        bytes.append(contentsOf: "</\(name)>".utf8)
        if open.isEmpty { bytes.append(Byte.lineFeed) }
    }

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func tag(_ name: String, _ attributes: [Attribute]) {
        line()
        isEmpty = false
        bytes.append(contentsOf: "<\(name)".utf8)
        for attribute in attributes {
            bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
            escape(attribute.value, inAttribute: true)
            bytes.append(Byte.quote)
        }
    }

    private mutating func line() {
        bytes.append(Byte.lineFeed)
        bytes.append(contentsOf: repeatElement(Byte.space, count: 2 * open.count))
    }

    private mutating func escape(_ text: String, inAttribute: Bool) {
        for byte in XMLCharacters.kept(of: text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case Byte.quote where inAttribute: bytes.append(contentsOf: "&quot;".utf8)
            // Else a reader would make a line feed or a blank of them.
            case Byte.carriageReturn: bytes.append(contentsOf: "&#13;".utf8)
            case Byte.lineFeed where inAttribute: bytes.append(contentsOf: "&#10;".utf8)
            case Byte.tab where inAttribute: bytes.append(contentsOf: "&#9;".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
