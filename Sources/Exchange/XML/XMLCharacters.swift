/// The characters that XML 1.0 can hold (§2.2): the others have no form in it, not even an escaped one.
enum XMLCharacters {
    static func isAllowed(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// The text without what XML cannot hold.
    static func kept(of text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isAllowed) else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.filter(isAllowed))
        return String(kept)
    }
}
