/// ClamAV's scanner, reached on its socket by the command `zINSTREAM`: pieces, each behind its length as four bytes, the highest
/// first, and a length of zero behind the last.
package struct Clamd: Sendable {
    package enum Address: Hashable, Sendable {
        case unix(String)
        case tcp(host: String, port: String)
    }

    /// How long it may take.
    package struct Limits: Sendable {
        package var connecting = Duration.seconds(3)
        package var scanning = Duration.seconds(60)

        package init() {}
    }

    let address: Address
    let limits: Limits

    package init(_ address: Address, limits: Limits = Limits()) { (self.address, self.limits) = (address, limits) }

    /// Begins to scan a document.
    package func scanning() -> Scanning { Scanning(self) }

    /// Scans a document that is to come in, and sees that it still is the one that was looked at.
    ///
    /// - Throws: `FileFault` or `ZipError` where the document cannot be read.
    package func scan(_ document: IncomingDocument) throws -> ScanVerdict {
        var hash = RunningDigest()
        var scanning = scanning()
        try document.forEachPiece { piece in
            hash.add(piece)
            scanning.add(piece)
        }
        let verdict = scanning.finish()
        guard verdict != .clean || hash.finish() == document.digest else { throw FileFault.changed }
        return verdict
    }

    /// - Parameter isWhole: whether the scanner had the whole document. What it finds in a part is found; that it finds nothing
    ///   in a part says nothing.
    package static func verdict(_ answer: String, isWhole: Bool) -> ScanVerdict {
        let prefix = "stream: "
        if answer == prefix + "OK", isWhole { return .clean }
        if answer.hasPrefix(prefix), answer.hasSuffix(" FOUND") {
            let name = answer.dropFirst(prefix.count).dropLast(" FOUND".count)
            if !name.isEmpty { return .infected(shown(String(name))) }
        }
        if answer.contains("size limit exceeded") { return .unscanned(.tooLarge) }
        return .unscanned(.unexpected(shown(answer)))
    }

    /// What somebody else's program says, in a form that a terminal may be given.
    private static func shown(_ text: String) -> String {
        String(text.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "?" : Character($0) })
    }
}

extension Clamd.Address {
    /// `/run/clamav/clamd.ctl`, `unix:/run/clamav/clamd.ctl`, `host:3310` or `[::1]:3310`.
    package init?(_ text: String) {
        let path = text.hasPrefix("unix:") ? String(text.dropFirst("unix:".count)) : text
        if path.hasPrefix("/") {
            self = .unix(path)
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = String(text[..<colon])
        let port = String(text[text.index(after: colon)...])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, let number = UInt16(port), number > 0 else { return nil }
        self = .tcp(host: host, port: port)
    }
}
