extension String {
    /// The text on one line, without characters that would move the cursor or colour the screen: a file's content must not
    /// be able to disguise itself.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
        var clean = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            clean.append(scalar.isUnprintable ? " " : scalar)
        }
        return String(clean)
    }
}

extension Unicode.Scalar {
    /// Controls, and the marks that turn the direction of what follows.
    fileprivate var isUnprintable: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        }
    }
}
