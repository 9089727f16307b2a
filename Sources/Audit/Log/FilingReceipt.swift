package import CallModel

/// What an applicant keeps to show what was filed, and that the log says so.
///
/// It holds the applicant's own content, so that it needs no database; whoever has it can compute every digest in it anew.
package struct FilingReceipt: Hashable, Codable, Sendable {
    /// What kind of file this is: always "receipt".
    package let appel: String
    package let format: Int
    package let call: String
    package let reference: String
    /// The lines of the file's stream, from its first event to its last filing.
    package let events: [String]
    package let content: Content
    /// `nil` until a checkpoint covers the filing.
    package let inclusion: Inclusion?

    /// What was filed: SHA-256(salt ‖ body) is the digest that the log holds.
    package struct Content: Hashable, Codable, Sendable {
        package let digest: Digest
        /// In hexadecimal.
        package let salt: String
        /// The text whose UTF-8 bytes were digested.
        package let body: String

        package init(digest: Digest, salt: [UInt8], body: String) {
            (self.digest, self.salt, self.body) = (digest, NoteKey.hex(salt), body)
        }
    }

    /// Where the last of the events is in the tree of a checkpoint.
    package struct Inclusion: Hashable, Codable, Sendable {
        package let leaf: Int
        package let path: [Digest]
        /// The signed note.
        package let checkpoint: String

        package init(leaf: Int, path: [Digest], checkpoint: String) {
            (self.leaf, self.path, self.checkpoint) = (leaf, path, checkpoint)
        }
    }

    package static let format = 1
    /// The actions that hand something in.
    package static let filings: Set<String> = ["submit", "complement"]

    package init(call: String, reference: String, events: [String], content: Content, inclusion: Inclusion?) {
        (appel, format) = ("receipt", Self.format)
        (self.call, self.reference, self.events, self.content, self.inclusion) = (call, reference, events, content, inclusion)
    }
}

extension FilingReceipt {
    /// What a receipt that holds good shows.
    package struct Verified: Hashable, Sendable {
        /// The event of the filing.
        package let filing: LogLine
        /// Every event of the receipt, the filing last.
        package let lines: [LogLine]
        /// The call's number in the log, and what the receipt says it is called: the log shows whether it is.
        package let call: CallName
        /// The signed checkpoint that covers it; `nil` while there is none.
        package let checkpoint: Checkpoint?
        package let leaf: Int?
    }

    package struct CallName: Hashable, Sendable {
        package let number: Int64
        package let code: String
    }

    /// Checks everything in it that can be checked without the log.
    ///
    /// - Parameter key: of the log; without it the signature is not looked at.
    package func verified(under key: NoteKey?) throws(AuditFault) -> Verified {
        let lines = events.compactMap { LogLine(Array($0.utf8)) }
        guard lines.count == events.count, let filing = lines.last, filing.stream.machine == "application",
            Self.filings.contains(filing.action)
        else { throw .notAFiling }
        var before: LogLine?
        for line in lines {
            guard line.stream == filing.stream, line.version == (before?.version ?? 0) + 1, line.previous == before?.leaf
            else { throw .notAFiling }
            before = line
        }
        let call = CallName(number: try namedCall(), code: self.call)
        try checkContent()
        guard let inclusion else { return Verified(filing: filing, lines: lines, call: call, checkpoint: nil, leaf: nil) }
        guard let signed = SignedCheckpoint(inclusion.checkpoint) else {
            throw .notIncluded(leaf: inclusion.leaf, size: 0)
        }
        if let key, let fault = signed.fault(under: key) { throw fault }
        let checkpoint = signed.checkpoint
        guard
            MerkleProof.includes(
                leaf: filing.leaf, at: inclusion.leaf, size: checkpoint.size, root: checkpoint.root, path: inclusion.path)
        else { throw .notIncluded(leaf: inclusion.leaf, size: checkpoint.size) }
        return Verified(filing: filing, lines: lines, call: call, checkpoint: checkpoint, leaf: inclusion.leaf)
    }

    /// The number of the call in the first event, which names the file as the receipt does.
    private func namedCall() throws(AuditFault) -> Int64 {
        guard let created = events.first.flatMap({ PayloadText(Array($0.utf8)) }), let number = created.integer("call") else {
            throw .notAFiling
        }
        guard let named = created.string("reference"), named.utf8.elementsEqual(reference.utf8) else {
            throw .otherReference(reference)
        }
        return number
    }

    /// The digest is the content's own, and the last one that the events name.
    private func checkContent() throws(AuditFault) {
        // Salt and body are digested as one text: only the length of the salt says where one ends and the other begins.
        let body = Array(content.body.utf8)
        guard let salt = Self.salt(hex: content.salt), JSONSyntax.isValue(body), MerkleHash.plain(salt + body) == content.digest,
            events.reversed().lazy.compactMap(Self.digestOfContent).first == content.digest.hex
        else { throw .otherContent }
    }

    /// The digest of a file's content that an event's payload names, in hexadecimal.
    package static func digestOfContent(_ event: String) -> String? {
        guard let payload = FlatObject(Array(event.utf8))?.unquoted("payload") else { return nil }
        guard let name = payload.ranges(of: "\"content\":\"").first else { return nil }
        let hex = payload[name.upperBound...].prefix(64)
        return Digest(hex: String(hex)).map(\.hex)
    }

    /// 16 bytes in 32 hexadecimal digits of lower case; nothing else is a salt.
    private static func salt(hex: String) -> [UInt8]? {
        // A digest is read as strictly, from twice as many digits.
        guard hex.utf8.count == 32 else { return nil }
        return Digest(hex: hex + hex).map { Array($0.bytes.prefix(16)) }
    }
}
