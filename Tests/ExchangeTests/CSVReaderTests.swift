import Exchange
import TestSupport
import Testing

@Suite struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1;5\t2\n", [["a", "b"], ["1;5", "2"]]),
        ("\"a,b,c\";d\n1;2\n", [["a,b,c", "d"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}\n\na;b\n", [["a", "b"]]),
        ("a,b\n\"x \"\"y\"\"\",\"\"\n", [["a", "b"], ["x \"y\"", ""]]),
        ("a,b\n\"x\r\ny\",\"z\rw\"\n", [["a", "b"], ["x\r\ny", "z\rw"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a\n\"\"\n", [["a"], [""]]),
        ("a,b\n\n\r\n1,2,\n", [["a", "b"], ["1", "2", ""]]),
        ("", [])
    ])
    func `cells come out as they were meant`(text: String, expected: [[String]]) {
        let reading = Reading(Array(text.utf8))
        #expect(reading.rows == expected)
        #expect(reading.error == nil)
    }

    @Test func `rows keep their physical line`() {
        let reading = Reading(Array("a,b\r\n\"1\n2\r3\r\n4\",x\r\n\r\ny,\"z\n\"\nlast,1".utf8))
        #expect(reading.lines == [1, 2, 7, 9])
    }

    @Test(arguments: [
        ("a,b\n1,\"x\ny", CSVError.unterminatedQuote(line: 2, column: 2)),
        ("a,b\n\"1\"x,2\n", .textAfterQuote(line: 2, column: 1)),
        ("a,b\n1,\"2\n\" \n", .textAfterQuote(line: 3, column: 2)),
        ("a,b\n1,x\"y\"\n", .quoteInsideText(line: 2, column: 2)),
        ("a,b\n1,\u{0}\n", .nulByte(line: 2, column: 2)),
        ("a,b\n\"\n\u{0}\",1\n", .nulByte(line: 3, column: 1)),
        ("a,b\n1,\"\"\u{0}\n", .nulByte(line: 2, column: 2)),
        ("a,b\n1,12345678901\n", .cellTooLong(line: 2, column: 2, limit: 10)),
        ("a,b\n1,\"123456\n8901\"\n", .cellTooLong(line: 3, column: 2, limit: 10)),
        ("a,b\n1,2,3,4,5\n", .tooManyColumns(line: 2, limit: 4))
    ])
    func `what is no table is an error with its place`(text: String, expected: CSVError) {
        #expect(Reading(Array(text.utf8), limits: CSVLimits(cell: 10, columns: 4)).error == expected)
    }

    @Test(
        arguments: [
            ([0x61, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0xE9, 0x0A], 1, 2, 2, 6, CSVError.ForeignEncoding.windows1252),
            ([0x61, 0x0A, 0x31, 0xC3], 1, 2, 1, 3, .windows1252),
            ([0x61, 0x0A, 0xED, 0xA0, 0x80], 1, 2, 1, 2, .windows1252),
            ([0x61, 0x0A, 0xE0, 0x80, 0x80], 1, 2, 1, 2, .windows1252),
            ([0x61, 0x0A, 0xF4, 0x90, 0x80, 0x80], 1, 2, 1, 2, .windows1252),
            ([0x61, 0x0A, 0xC0, 0xAF], 1, 2, 1, 2, .windows1252),
            ([0xE9, 0x0A], 0, 1, 1, 0, .windows1252),
            ([0xFF, 0xFE, 0x61, 0x00], 0, 1, 1, 0, .utf16)
        ] as [([UInt8], Int, Int, Int, Int, CSVError.ForeignEncoding)])
    func `a foreign encoding is named with the byte`(
        bytes: [UInt8], rows: Int, line: Int, column: Int, offset: Int, likely: CSVError.ForeignEncoding
    ) {
        let reading = Reading(bytes)
        #expect(reading.rows.count == rows)
        #expect(reading.error == .invalidUTF8(line: line, column: column, offset: offset, likely: likely))
    }

    /// Everything that a cut could break: marks, quotes, line ends, characters of several bytes, and each error.
    private static let delicate: [[UInt8]] = [
        Array("\u{FEFF}a;\"b;\"\"c\";d\r\n1;\"é\r\n😀\"\"\";\r\n\r\n\"\";x;\"y\"\r\rz;€;\"\n\"".utf8),
        Array("a,b\r\n1,\"x\r\ny".utf8),
        Array("a,b\r\n\"1\" ,2\r\n".utf8),
        Array("a,b\r\n1,2\r\né".utf8) + [0xE2, 0x82, 0x2C, 0x0A],
        Array("a,b\n1,\u{0}\n".utf8),
        [0xEF, 0xBB, 0x61, 0x0A],
        Array("a\n1,2\nx\"\n".utf8)
    ]

    @Test(arguments: delicate)
    func `a file cut anywhere reads the same`(bytes: [UInt8]) {
        let whole = Reading(bytes)
        for first in 0...bytes.count {
            #expect(Reading(bytes, cuts: [first]) == whole)
            for second in first...bytes.count where second - first < 4 {
                #expect(Reading(bytes, cuts: [first, second]) == whole)
            }
        }
        #expect(Reading(bytes, cuts: Array(1..<max(2, bytes.count))) == whole)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `any bytes cut anywhere read the same`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let alphabet: [[UInt8]] = [
            [0x2C], [0x3B], [0x09], [0x22], [0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0x62, 0x63], [0xC3, 0xA9],
            [0xE2, 0x82, 0xAC], [0xEF, 0xBB, 0xBF]
        ]
        // Seldom, so that most of the soup is read to its end.
        let poison: [[UInt8]] = [[0x00], [0xC3], [0xE2, 0x82], [0xFF]]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            let source = Int.random(in: 0..<80, using: &generator) == 0 ? poison : alphabet
            bytes += source.randomElement(using: &generator) ?? []
        }
        let limits = CSVLimits(cell: Int.random(in: 3...40, using: &generator), columns: 12)
        let whole = Reading(bytes, limits: limits)
        for _ in 0..<20 {
            let cuts = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Int.random(in: 0...bytes.count, using: &generator)
            }
            #expect(Reading(bytes, cuts: cuts.sorted(), limits: limits) == whole)
        }
    }
}
