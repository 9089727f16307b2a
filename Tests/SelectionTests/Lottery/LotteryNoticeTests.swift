import CallModel
import Foundation
import Testing

@testable import Selection

@Suite struct LotteryNoticeTests {
    private static let published = Instant(microseconds: 1_000_000_000_000)
    private static let from = published.adding(days: 7)
    private static let drawn = from.adding(days: 1)

    private static let notice = LotteryNotice(
        call: "brussels-2027", purpose: .ties, publishedAt: published, publishedBy: "secretariat", pool: (1...25).map { "F\($0)" },
        count: 10, sources: ["Debt", "Pick 5", "Lotto"], entropyFrom: from)

    private static func entropy(_ date: Instant = from) -> [EntropyValue] {
        [
            EntropyValue(source: "Debt", date: date, values: ["9319"]),
            EntropyValue(source: "Pick 5", date: date, values: ["2", "5", "12", "8", "10"]),
            EntropyValue(source: "Lotto", date: date, values: ["9", "18", "26", "34", "41", "45"])
        ]
    }

    private static func file() throws -> LotteryFile {
        LotteryFile(notice: notice, draw: try notice.draw(entropy(), at: drawn, by: "secretariat"))
    }

    @Test func `a draw names the files of the numbers that the key draws, and its file verifies`() throws {
        let file = try Self.file()
        #expect(file.draw?.applications == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13].map { "F\($0)" })
        #expect(file.check(against: Self.notice).isEmpty)
        let again = try JSONDecoder().decode(LotteryFile.self, from: JSONEncoder().encode(file))
        #expect(again == file && again.check().isEmpty)
        #expect(LotteryFile(notice: Self.notice).check().isEmpty)
    }

    @Test func `numbers that could have been known are refused`() {
        let date = Self.from.adding(seconds: -1)
        #expect(throws: LotteryRefusal.entropyTooOld(source: "Debt", date: date, earliest: Self.from)) {
            try Self.notice.draw(Self.entropy(date), at: Self.drawn, by: "secretariat")
        }
        let ahead = Self.drawn.adding(seconds: 1)
        #expect(throws: LotteryRefusal.entropyAhead(source: "Debt", date: ahead)) {
            try Self.notice.draw(Self.entropy(ahead), at: Self.drawn, by: "secretariat")
        }
        let late = LotteryNotice(
            call: "c", purpose: .ties, publishedAt: Self.from, publishedBy: "s", pool: ["A", "B"], count: 1, sources: ["S"],
            entropyFrom: Self.from)
        #expect(late.faults == [.publishedLate(Self.from, entropy: Self.from)])
    }

    @Test func `other sources and what is no number are refused`() {
        #expect(throws: LotteryRefusal.self) {
            try Self.notice.draw(Self.entropy().reversed(), at: Self.drawn, by: "secretariat")
        }
        #expect(throws: LotteryRefusal.self) {
            try Self.notice.draw(Array(Self.entropy().dropLast()), at: Self.drawn, by: "secretariat")
        }
        var entropy = Self.entropy()
        entropy[0] = EntropyValue(source: "Debt", date: Self.from, values: ["nine"])
        #expect(throws: LotteryRefusal.notNumber("nine", source: "Debt")) {
            try Self.notice.draw(entropy, at: Self.drawn, by: "secretariat")
        }
    }

    @Test func `a file in which one thing was changed does not verify`() throws {
        let text = String(decoding: try JSONEncoder().encode(try Self.file()), as: UTF8.self)
        let changes = [
            ("\"F17\",\"F18\"", "\"F18\",\"F17\""), ("9319", "9320"), ("\"count\":10", "\"count\":11"), ("[17,7,", "[7,17,"),
            ("appel-lottery\\/1", "appel-lottery\\/2"), ("\"F25\"]", "\"F24\"]"), (Self.from.iso8601, Self.published.iso8601)
        ]
        for (old, new) in changes {
            let changed = text.replacing(old, with: new)
            #expect(changed != text, "\(old)")
            let file = try JSONDecoder().decode(LotteryFile.self, from: Data(changed.utf8))
            #expect(!file.check(against: Self.notice).isEmpty, "\(old)")
        }
    }

    @Test func `a draw from another notice than the published one is told`() throws {
        let other = LotteryNotice(
            call: "brussels-2027", purpose: .ties, publishedAt: Self.published, publishedBy: "secretariat", pool: ["B", "A"],
            count: 2, sources: ["Debt"], entropyFrom: Self.from)
        let entropy = [EntropyValue(source: "Debt", date: Self.from, values: ["9319"])]
        let file = LotteryFile(notice: other, draw: try other.draw(entropy, at: Self.drawn, by: "secretariat"))
        #expect(file.check().isEmpty)
        #expect(file.check(against: Self.notice) == [.otherNotice])
    }

    @Test func `every refusal says what is in the way in each language`() {
        let refusals: [LotteryRefusal] = [
            .selection(.emptyKey), .selection(.poolOutOfRange(0)), .selection(.countOutOfRange(2, pool: 1)), .selection(.tooManyValues),
            .unknownFormat("x"), .drawnTwice("A"), .publishedLate(Self.from, entropy: Self.from),
            .otherSources(expected: ["A"], found: ["B"]), .notNumber("x", source: "S"),
            .entropyTooOld(source: "S", date: Self.from, earliest: Self.from), .entropyAhead(source: "S", date: Self.from),
            .otherKey(expected: "1./", found: "2./"), .otherSelection, .otherNotice
        ]
        for refusal in refusals {
            #expect(Set(Language.allCases.map { refusal.message.text(in: $0) }).count == Language.allCases.count)
        }
    }
}
