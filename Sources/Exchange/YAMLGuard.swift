/// Refuses YAML that could cost more to read than its size, before the parser sees it.
///
/// The parser compares the keys of a mapping with one another. A key that is an alias of aliases would make it unfold
/// them all, so an anchor that is used by an alias is looked for in the text itself; anchors that nothing uses are
/// harmless and refused afterwards, in the tree.
enum YAMLGuard {
    static func check(_ text: String) throws(YAMLSourceError) {
        var anchors: [Substring: Int] = [:]
        var aliases: [Substring] = []
        var line = 1
        var previous = UInt8(ascii: "\n")
        let bytes = Substring(text).utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), startsToken(after: previous) {
                let name = Substring(bytes[next...].prefix { !endsName($0) })
                if byte == UInt8(ascii: "&") {
                    if anchors[name] == nil { anchors[name] = line }
                } else {
                    aliases.append(name)
                }
            }
            previous = byte
            index = next
        }
        for alias in aliases {
            if !alias.isEmpty, let line = anchors[alias] { throw .anchor(line: line) }
        }
    }

    private static func startsToken(after byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "["),
            UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
