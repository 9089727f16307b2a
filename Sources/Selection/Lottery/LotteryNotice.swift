package import CallModel

/// What is published of a lottery before the entropy exists. Nothing of it may change afterwards.
package struct LotteryNotice: Hashable, Codable, Sendable {
    package enum Purpose: String, CaseIterable, Codable, Sendable {
        /// Files that nothing else in the regulation separates: the draw orders them.
        case ties
        /// Files whose rank is too uncertain to say on which side of the line they fall.
        case tieZone
    }

    package let format: String
    package let call: String
    package let purpose: Purpose
    package let publishedAt: Instant
    package let publishedBy: String
    /// The files in the order in which they are numbered, from 1.
    package let pool: [String]
    /// How many are drawn.
    package let count: Int
    /// What the numbers will be taken from, in the order of the key.
    package let sources: [String]
    /// No number may be from before this moment.
    package let entropyFrom: Instant
    /// For a tie zone: how many files the money was thought to reach, and the seed of the estimate.
    package let fund: Int?
    package let seed: Int?
    /// The lotteries of the same purpose that were called off before this one was published; nil where none was.
    package let calledOff: [CalledOff]?

    /// A lottery that this one takes the place of: whoever checks the one sees that there was the other, and why it decides nothing.
    package struct CalledOff: Hashable, Codable, Sendable {
        package let lottery: Int64
        /// From when on its numbers could be known.
        package let entropyFrom: Instant
        package let cancelledAt: Instant
        package let reason: String

        package init(lottery: Int64, entropyFrom: Instant, cancelledAt: Instant, reason: String) {
            (self.lottery, self.entropyFrom, self.cancelledAt, self.reason) = (lottery, entropyFrom, cancelledAt, reason)
        }
    }

    package static let format = "appel-lottery/1"

    package init(
        call: String, purpose: Purpose, publishedAt: Instant, publishedBy: String, pool: [String], count: Int, sources: [String],
        entropyFrom: Instant, fund: Int? = nil, seed: Int? = nil, calledOff: [CalledOff]? = nil
    ) {
        format = Self.format
        (self.call, self.purpose, self.publishedAt, self.publishedBy) = (call, purpose, publishedAt, publishedBy)
        (self.pool, self.count, self.sources) = (pool, count, sources)
        (self.entropyFrom, self.fund, self.seed, self.calledOff) = (entropyFrom, fund, seed, calledOff)
    }

    /// Everything that makes this no lottery.
    package var faults: [LotteryRefusal] {
        var faults: [LotteryRefusal] = format == Self.format ? [] : [.unknownFormat(format)]
        var seen: Set<String> = []
        faults += pool.filter { !seen.insert($0).inserted }.map { .drawnTwice($0) }
        if !(1...Lottery.largestPool).contains(pool.count) { faults.append(.selection(.poolOutOfRange(pool.count))) }
        if count < 1 || count > pool.count { faults.append(.selection(.countOutOfRange(count, pool: pool.count))) }
        if !(1...Lottery.most).contains(sources.count) { faults.append(.selection(.tooManyValues)) }
        faults += sources.enumerated().filter { $1.allSatisfy(\.isWhitespace) }.map { .sourceUnnamed($0.offset + 1) }
        if entropyFrom <= publishedAt { faults.append(.publishedLate(publishedAt, entropy: entropyFrom)) }
        return faults
    }
}

/// What one source gave, and when.
package struct EntropyValue: Hashable, Codable, Sendable {
    package let source: String
    package let date: Instant
    /// As the source wrote them.
    package let values: [String]

    package init(source: String, date: Instant, values: [String]) {
        (self.source, self.date, self.values) = (source, date, values)
    }
}

/// What was drawn.
package struct LotteryDraw: Hashable, Codable, Sendable {
    package let drawnAt: Instant
    package let drawnBy: String
    package let entropy: [EntropyValue]
    package let key: String
    /// The numbers in the pool, in the order in which they came.
    package let selected: [Int]
    /// The files with these numbers.
    package let applications: [String]
}

/// Why a lottery decides nothing.
package struct LotteryCancellation: Hashable, Codable, Sendable {
    package let cancelledAt: Instant
    package let cancelledBy: String
    package let reason: String

    package init(at instant: Instant, by actor: String, reason: String) {
        (cancelledAt, cancelledBy, self.reason) = (instant, actor, reason)
    }
}

/// A lottery as anybody can check it.
package struct LotteryFile: Hashable, Codable, Sendable {
    package let notice: LotteryNotice
    package let draw: LotteryDraw?
    package let cancellation: LotteryCancellation?

    package init(notice: LotteryNotice, draw: LotteryDraw? = nil, cancellation: LotteryCancellation? = nil) {
        (self.notice, self.draw, self.cancellation) = (notice, draw, cancellation)
    }
}
