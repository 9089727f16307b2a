extension String {
    /// This text as one word of a shell's command line, for commands that are recommended to be typed.
    var quotedForShell: String {
        let plain = !isEmpty && utf8.allSatisfy { $0 > 0x7F || Self.harmless.contains($0) }
        return plain ? self : "'" + replacing("'", with: "'\\''") + "'"
    }

    private static let harmless = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,=".utf8)
}
