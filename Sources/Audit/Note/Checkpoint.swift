package import CallModel

/// How large a log was and which root its tree had, in the format of C2SP tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    /// Names the log; the name of the key that signs it.
    package let origin: String
    package let size: Int
    package let root: Digest

    package init(origin: String, size: Int, root: Digest) { (self.origin, self.size, self.root) = (origin, size, root) }

    /// Reads the text of a note. Further lines are extensions, which this program neither writes nor minds.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last == "", !lines[0].isEmpty, let size = Int(lines[1]), size >= 0, lines[1] == "\(size)",
            let bytes = Base64.bytes(lines[2]), let root = Digest(bytes: bytes)
        else { return nil }
        guard !lines.dropLast().dropFirst(3).contains("") else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// The text that is signed.
    package var text: String { "\(origin)\n\(size)\n\(Base64.text(root.bytes))\n" }
}

/// A checkpoint with the note that it was read from.
package struct SignedCheckpoint: Hashable, Sendable {
    package let checkpoint: Checkpoint
    package let note: SignedNote

    package init(_ checkpoint: Checkpoint, by key: SigningKey) throws {
        self.checkpoint = checkpoint
        note = try SignedNote(checkpoint.text, by: key)
    }

    package init?(_ text: String) {
        guard let note = SignedNote(text), let checkpoint = Checkpoint(note.text) else { return nil }
        (self.checkpoint, self.note) = (checkpoint, note)
    }

    package var description: String { note.description }

    /// What keeps a key from vouching for it.
    package func fault(under key: NoteKey) -> AuditFault? {
        guard checkpoint.origin == key.name else { return .otherLog(found: checkpoint.origin, expected: key.name) }
        return note.isSigned(by: key) ? nil : .badSignature(size: checkpoint.size, key: key.name)
    }

    /// Reads the notes of a file, one after the other with an empty line between them.
    ///
    /// - Returns: `nil` where a part of the file is no checkpoint.
    package static func all(in text: String) -> [SignedCheckpoint]? {
        var found: [SignedCheckpoint] = []
        var note = ""
        var isSigned = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
            if isSigned, line.isEmpty {
                guard let checkpoint = SignedCheckpoint(note) else { return nil }
                found.append(checkpoint)
                (note, isSigned) = ("", false)
                continue
            }
            if line.hasPrefix("— ") { isSigned = true }
            note += line + "\n"
        }
        guard text.hasSuffix("\n") else { return nil }
        if !note.isEmpty {
            guard let checkpoint = SignedCheckpoint(note) else { return nil }
            found.append(checkpoint)
        }
        return found.isEmpty ? nil : found
    }
}
