/// Finds the first byte sequence that is not UTF-8 in a file that comes in pieces.
///
/// A sequence may be cut between two pieces, so what is still expected is kept.
struct UTF8Check {
    /// Bytes seen so far.
    private(set) var offset = 0
    /// Where the character being read began.
    private var start = 0
    private var continuations = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// The offset in the file of the first ill-formed sequence, or nil while all is well.
    mutating func firstFault(in chunk: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < chunk.count {
            if continuations == 0 {
                index = UTF8Check.skipASCII(chunk, from: index)
                guard index < chunk.count else { break }
                start = offset + index
                guard begin(chunk[index]) else { return start }
            } else {
                guard chunk[index] >= lowest, chunk[index] <= highest else { return start }
                continuations -= 1
                (lowest, highest) = (0x80, 0xBF)
            }
            index += 1
        }
        offset += chunk.count
        return nil
    }

    /// The offset of a character that the end of the file cut off.
    var unfinished: Int? { continuations > 0 ? start : nil }

    /// Takes the first byte of a character of two to four bytes; the second byte's range keeps out long forms, surrogates
    /// and what lies above U+10FFFF.
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: continuations = 1
        case 0xE0: (continuations, lowest) = (2, 0xA0)
        case 0xED: (continuations, highest) = (2, 0x9F)
        case 0xE1...0xEF: continuations = 2
        case 0xF0: (continuations, lowest) = (3, 0x90)
        case 0xF1...0xF3: continuations = 3
        case 0xF4: (continuations, highest) = (3, 0x8F)
        default: return false
        }
        return true
    }

    private static func skipASCII(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= chunk.count,
            chunk.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < chunk.count, chunk[index] < 0x80 { index += 1 }
        return index
    }
}
