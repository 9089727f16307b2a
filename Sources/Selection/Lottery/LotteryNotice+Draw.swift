package import CallModel

/// Why there is no draw, or why one is not what its notice leads to.
package enum LotteryRefusal: Error, Hashable, Sendable {
    case selection(LotteryFault)
    case unknownFormat(String)
    /// One file twice in the pool.
    case drawnTwice(String)
    /// A source without a name, by its place: nobody could know what the numbers will be taken from.
    case sourceUnnamed(Int)
    /// The entropy could have been known when the lottery was published.
    case publishedLate(Instant, entropy: Instant)
    /// A source of the notice has no numbers, or numbers come from a source that is not in it, or in another order.
    case otherSources(expected: [String], found: [String])
    case notNumber(String, source: String)
    /// A number of this source is older than the notice, or than the moment that the notice gives.
    case entropyTooOld(source: String, date: Instant, earliest: Instant)
    /// A number from a time that has not come.
    case entropyAhead(source: String, date: Instant)
    case otherKey(expected: String, found: String)
    case otherSelection
    case otherNotice
}

extension LotteryNotice {
    /// Draws: refused for numbers that could have been known when the lottery was published.
    package func draw(_ entropy: [EntropyValue], at now: Instant, by actor: String) throws(LotteryRefusal) -> LotteryDraw {
        if let fault = faults.first { throw fault }
        guard entropy.map(\.source) == sources else {
            throw .otherSources(expected: sources, found: entropy.map(\.source))
        }
        var numbers: [[LotteryNumber]] = []
        for value in entropy {
            let earliest = max(entropyFrom, publishedAt)
            guard value.date >= earliest else {
                throw .entropyTooOld(source: value.source, date: value.date, earliest: earliest)
            }
            guard value.date <= now else { throw .entropyAhead(source: value.source, date: value.date) }
            var read: [LotteryNumber] = []
            for text in value.values {
                guard let number = LotteryNumber(text) else { throw .notNumber(text, source: value.source) }
                read.append(number)
            }
            numbers.append(read)
        }
        do throws(LotteryFault) {
            let key = try Lottery.key(of: numbers)
            let selected = try Lottery.select(key: key, pool: pool.count, count: count)
            return LotteryDraw(
                drawnAt: now, drawnBy: actor, entropy: entropy, key: key, selected: selected,
                applications: selected.map { pool[$0 - 1] })
        } catch {
            throw .selection(error)
        }
    }
}

extension LotteryFile {
    /// Draws again, from nothing but this file.
    ///
    /// - Parameter published: the notice as somebody kept it before the draw, where somebody did.
    /// - Returns: everything that is not as it should be.
    package func check(against published: LotteryNotice? = nil) -> [LotteryRefusal] {
        var found = notice.faults
        if let published, published != notice { found.append(.otherNotice) }
        guard let draw, found.isEmpty else { return found }
        do throws(LotteryRefusal) {
            let again = try notice.draw(draw.entropy, at: draw.drawnAt, by: draw.drawnBy)
            if again.key != draw.key { found.append(.otherKey(expected: again.key, found: draw.key)) }
            if again.selected != draw.selected || again.applications != draw.applications { found.append(.otherSelection) }
        } catch {
            found.append(error)
        }
        return found
    }
}
