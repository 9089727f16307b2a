import Testing

@testable import CallModel

/// The City of Brussels' call of 2024: ceilings of 8,000 and 4,000 euros, open until 1 April 2024 at 23:59:59.
@Suite struct BrusselsCases {
    @Test func `8,000 euros pass and 8,000.01 are blocked`() throws {
        var file = Judging(.categoryCeiling)
        #expect(try file.failures() == [])
        file.content.requested = Cents(800_001)
        #expect(try file.failures() == [.aboveCeiling(requested: Cents(800_001), ceiling: euro(8000))])
    }

    @Test func `an awareness project that asks 6,000 euros is refused by its category's 4,000`() throws {
        var file = Judging(.categoryCeiling)
        file.content.category = "city"
        file.content.requested = euro(6000)
        #expect(try file.failures() == [.aboveCeiling(requested: euro(6000), ceiling: euro(4000))])
        #expect(try file.binding() == AwardBound(source: .rule("r1", article: "Art. 1"), amount: euro(4000)))
    }

    @Test func `23:59:59 on 1 April 2024 is in time and 00:00:00 on 2 April is late, in summer time`() throws {
        let closing = try ZonedTime.resolve("2024-04-01 23:59", zone: "Europe/Brussels", isClosing: true).get().instant
        let last = try #require(Instant(iso8601: "2024-04-01T23:59:59+02:00"))
        let late = try #require(Instant(iso8601: "2024-04-02T00:00:00+02:00"))
        #expect(last < closing && !(late < closing))
        // Both stamps as they are kept.
        #expect(last.iso8601 == "2024-04-01T21:59:59Z")
        #expect(late.iso8601 == "2024-04-01T22:00:00Z")
        // One day earlier the clock went from 02:00 to 03:00.
        let gap = ZonedTime.resolve("2024-03-31 02:30", zone: "Europe/Brussels")
        #expect(gap == .failure(.nonexistent("2024-03-31 02:30", zone: "Europe/Brussels")))
    }

    @Test func `a refused file gets all its failing rules with their values and articles`() throws {
        var file = Judging(
            .legalForm(allowed: [.asbl]), .categoryCeiling, .validIBAN, .applicant(.recognisedNGO(.excluded)),
            .maximumShareOfTotal(percent: 80))
        file.organisation.legalForm = .deFactoAssociation
        file.organisation.isRecognisedNGO = nil
        file.content.requested = Cents(800_001)
        #expect(
            try file.failures() == [
                .legalForm(.deFactoAssociation, allowed: [.asbl]),
                .aboveCeiling(requested: Cents(800_001), ceiling: euro(8000)), .notStated(.recognition),
                .shareExceeded(requested: Cents(800_001), total: euro(10_000), percent: 80)
            ])
    }

    @Test func `a marker 2 that the service lowers to 1 with a reason leaves the reserve, and not screened never enters it`()
        throws
    {
        var screening = GenderScreening(declared: .principal)
        #expect(!screening.opensReserve)
        try screening.verify(.principal)
        #expect(screening.opensReserve)
        #expect(throws: GenderScreeningFault.reasonMissing(from: .principal, to: .significant)) {
            try screening.verify(.significant)
        }
        try screening.verify(.significant, reason: "l'égalité n'est pas l'objectif premier")
        #expect(!screening.opensReserve && screening.declared == .principal)
        var unscreened = GenderScreening(declared: nil)
        try unscreened.verify(nil)
        #expect(!unscreened.opensReserve && unscreened.effective == nil)
    }
}
