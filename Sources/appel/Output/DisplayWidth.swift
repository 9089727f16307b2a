extension String {
    /// How many columns a terminal gives this text.
    var displayWidth: Int {
        // Plain ASCII, the common case, needs no table.
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }
    func rightAligned(in width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) + self }

    /// The text in at most so many columns, with a mark where something was left out.
    func shortened(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var kept = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            // One column is for the mark.
            guard used < width else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Character {
    /// A character takes the columns of its widest part: marks and joiners add none.
    var displayWidth: Int {
        if unicodeScalars.contains("\u{FE0F}") { return 2 }
        return unicodeScalars.map(\.displayWidth).max() ?? 0
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return Self.wide.contains { $0.contains(value) } || properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// East Asian wide and fullwidth characters (Unicode Standard Annex 11), as blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x17000...0x18AFF, 0x1B000...0x1B2FB, 0x20000...0x3FFFD
    ]
}
