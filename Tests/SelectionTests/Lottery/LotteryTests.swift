import CallModel
import TestSupport
import Testing

@testable import Selection

@Suite struct LotteryTests {
    private static let key = "9319./2.5.8.10.12./9.18.26.34.41.45./"

    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        )
    ])
    func `the digests of RFC 1321`(message: String, digest: String) {
        let found = MD5.digest(of: Array(message.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(found == digest)
    }

    @Test func `the example of RFC 3797: its sources, its key and its selection`() throws {
        let sources = [["9319"], ["2", "5", "12", "8", "10"], ["9", "18", "26", "34", "41", "45"]]
        #expect(try Lottery.key(of: sources.map { $0.compactMap { LotteryNumber($0) } }) == Self.key)
        #expect(try Lottery.select(key: Self.key, pool: 25, count: 10) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13])
        let digests = (0..<3).map { number -> String in
            let frame = [UInt8(0), UInt8(number)]
            return MD5.digest(of: frame + Array(Self.key.utf8) + frame)
                .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        #expect(
            digests == [
                "990dd0a5692a029a98b5e01aa28f3459", "3691e55cb63fcc37914430b2f70b5ec6", "fe814edf564c190ac1d25753979990fa"
            ])
    }

    @Test(arguments: [
        ("007", "7."), ("0", "0."), ("000", "0."), ("1.50", "1.5"), ("0.25", "0.25"), ("1500.00", "1500."), ("12.0340", "12.034")
    ])
    func `a number has one form`(written: String, text: String) throws { #expect(try #require(LotteryNumber(written)).text == text) }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", "1 000", "1.2.3", "٣", "1234567890123456789"])
    func `what is no number is none`(written: String) { #expect(LotteryNumber(written) == nil) }

    @Test func `numbers of a source are sorted by their value`() throws {
        let numbers = ["10", "9.75", "9.8", "100", "0.5", "9"].compactMap { LotteryNumber($0) }
        #expect(try Lottery.key(of: [numbers]) == "0.59.9.759.810.100./")
    }

    @Test func `a whole draw is an order of the whole pool, and the first of it are any shorter draw`() throws {
        var random = SplitMix64(seed: 5)
        for pool in [1, 2, 25, 300] {
            let key = "\(random.next())./"
            let all = try Lottery.select(key: key, pool: pool, count: pool)
            #expect(all.sorted() == Array(1...pool))
            #expect(try Lottery.select(key: key, pool: pool, count: (pool + 1) / 2) == Array(all.prefix((pool + 1) / 2)))
        }
    }

    @Test func `the number of a draw has two bytes`() throws {
        let all = try Lottery.select(key: "1./", pool: 700, count: 700)
        #expect(Set(all).count == 700)
        // By the reference program: draws 257 and 258 are framed by 0x0100 and 0x0101.
        #expect(Array(all[256...257]) == [618, 388])
    }

    @Test func `what cannot be drawn is refused`() {
        #expect(throws: LotteryFault.emptyKey) { try Lottery.select(key: "", pool: 1, count: 1) }
        #expect(throws: LotteryFault.poolOutOfRange(0)) { try Lottery.select(key: "1./", pool: 0, count: 1) }
        #expect(throws: LotteryFault.poolOutOfRange(65_536)) { try Lottery.select(key: "1./", pool: 65_536, count: 1) }
        #expect(throws: LotteryFault.countOutOfRange(3, pool: 2)) { try Lottery.select(key: "1./", pool: 2, count: 3) }
        #expect(throws: LotteryFault.countOutOfRange(0, pool: 2)) { try Lottery.select(key: "1./", pool: 2, count: 0) }
        #expect(throws: LotteryFault.tooManyValues) { try Lottery.key(of: []) }
        #expect(throws: LotteryFault.tooManyValues) { try Lottery.key(of: [[]]) }
    }
}
