/// A text with signatures below it, in the format of C2SP signed-note.
package struct SignedNote: Hashable, Sendable {
    /// Ends with a line feed; the signatures are of these bytes.
    package let text: String
    package let signatures: [Signature]

    package struct Signature: Hashable, Sendable {
        package let name: String
        let keyHash: [UInt8]
        let bytes: [UInt8]
    }

    /// Begins the line of a signature: an em dash and a blank.
    private static let mark = "— "

    /// Reads a note: its text, an empty line, one signature a line.
    package init?(_ note: String) {
        // The last empty line parts them: the text may have others.
        guard note.hasSuffix("\n"), let gap = note.ranges(of: "\n\n").last else { return nil }
        text = String(note[...gap.lowerBound])
        let lines = note[gap.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        var signatures: [Signature] = []
        for line in lines {
            guard line.hasPrefix(Self.mark) else { return nil }
            let parts = line.dropFirst(Self.mark.count).split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2, NoteKey.isName(parts[0]), let bytes = Base64.bytes(parts[1]), bytes.count > 4 else { return nil }
            signatures.append(
                Signature(name: String(parts[0]), keyHash: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4))))
        }
        guard !signatures.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) else { return nil }
        self.signatures = signatures
    }

    /// Signs a text that ends with a line feed.
    package init(_ text: String, by key: SigningKey) throws {
        self.text = text
        let bytes = try key.signature(of: Array(text.utf8))
        signatures = [Signature(name: key.verifier.name, keyHash: key.verifier.hash, bytes: bytes)]
    }

    /// The whole note.
    package var description: String {
        text + "\n"
            + signatures.map { "\(Self.mark)\($0.name) \(Base64.text($0.keyHash + $0.bytes))\n" }.joined()
    }

    /// Whether a key has signed it, and every signature that names the key is good. Signatures by other keys say nothing.
    package func isSigned(by key: NoteKey) -> Bool {
        let own = signatures.filter { $0.name == key.name && $0.keyHash == key.hash }
        return !own.isEmpty && own.allSatisfy { key.isSignature($0.bytes, of: Array(text.utf8)) }
    }
}
