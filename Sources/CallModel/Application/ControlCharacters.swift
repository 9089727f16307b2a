extension StringProtocol {
    /// Whether the text holds characters that no reader sees and that a terminal, a letter or a register would act upon: those
    /// of C0, DEL and C1.
    ///
    /// - Parameter allowingLines: whether line ends and tabs may stand in it, as in a text of several paragraphs.
    package func holdsControls(allowingLines: Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.holdsControls(allowingLines) } ?? Array(utf8).holdsControls(allowingLines)
    }
}

extension RandomAccessCollection<UInt8> {
    fileprivate func holdsControls(_ allowingLines: Bool) -> Bool {
        // Nearly no text holds any, so first only whether it could: without a way out of the loop, many bytes go at once.
        var isSuspect: UInt8 = 0
        for byte in self { isSuspect |= byte < 0x20 || byte == 0x7F || byte == 0xC2 ? 1 : 0 }
        guard isSuspect != 0 else { return false }
        var previous: UInt8 = 0
        for byte in self {
            let isLine = byte == 0x09 || byte == 0x0A || byte == 0x0D
            if byte < 0x20 ? !(isLine && allowingLines) : byte == 0x7F { return true }
            // C1 is C2 80 to C2 9F; C2 A0 and further are letters and signs such as «.
            if previous == 0xC2, byte < 0xA0 { return true }
            previous = byte
        }
        return false
    }
}
