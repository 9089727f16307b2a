package import CallModel

extension IATIActivities {
    /// Money for a part of a project's time.
    package struct Budget: Hashable, Sendable {
        package let period: ProjectPeriod
        package let amount: Cents
    }

    /// The award over the project's time: a budget of IATI lasts a year at most, so that a longer project has one for each,
    /// in proportion to its days, with every cent in one of them.
    package static func budgets(of award: OpenAward) -> [Budget] {
        let whole = award.period ?? ProjectPeriod(start: award.awardedOn, end: award.awardedOn)
        let days = whole.end.daysSince1970 - whole.start.daysSince1970 + 1
        var budgets: [Budget] = []
        var start = whole.start
        var given = Cents.zero
        while start <= whole.end {
            let end = min(whole.end, start.adding(months: 12).adding(days: -1))
            // Up to the end of this part, less what the earlier parts have: no remainder gets lost.
            let daysSoFar = end.daysSince1970 - whole.start.daysSince1970 + 1
            let (high, low) = award.awarded.value.multipliedFullWidth(by: daysSoFar)
            let soFar = Cents(days.dividingFullWidth((high, low)).quotient)
            budgets.append(Budget(period: ProjectPeriod(start: start, end: end), amount: soFar - given))
            given = soFar
            start = end.adding(days: 1)
        }
        return budgets
    }

    /// Equal shares in hundredths of a percent, which add up to 10,000: the first take what is left over.
    static func shares(_ count: Int) -> [Int] {
        (0..<count).map { 10_000 / count + ($0 < 10_000 % count ? 1 : 0) }
    }

    /// "33.34"
    static func percent(_ share: Int) -> String { Cents(Int64(share)).decimal }
}
