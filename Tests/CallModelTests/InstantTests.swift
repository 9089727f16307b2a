import Testing

@testable import CallModel

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2027-03-31T22:00:00Z", 1_806_530_400_000_000),
        ("1969-12-31T23:59:59.999999Z", -1), ("2024-02-29T12:30:00Z", 1_709_209_800_000_000)
    ])
    func `an instant is written and read as ISO 8601 in UTC`(text: String, microseconds: Int64) {
        #expect(Instant(iso8601: text) == Instant(microseconds: microseconds))
        #expect(Instant(microseconds: microseconds).iso8601 == text)
    }

    @Test func `an offset is taken into account`() {
        #expect(Instant(iso8601: "2027-04-01T00:00+02:00") == Instant(iso8601: "2027-03-31T22:00:00Z"))
        #expect(Instant(iso8601: "2027-03-31T17:00:00-05:00") == Instant(iso8601: "2027-03-31T22:00:00Z"))
    }

    @Test(arguments: ["", "2027", "2027-02-29T00:00:00Z", "2027-01-01T24:00:00Z", "2027-01-01T00:00:00", "2027-01-01T00:60Z"])
    func `what is no instant is refused`(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func `every day of eight centuries survives the round trip`() {
        for days in stride(from: Int64(-200_000), through: 100_000, by: 1) {
            let date = CalendarDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
        }
    }

    @Test func `months are counted as a statute counts them`() throws {
        let founded = try #require(CalendarDate("2026-04-02"))
        #expect(try founded.months(until: #require(CalendarDate("2027-04-01"))) == 11)
        #expect(try founded.months(until: #require(CalendarDate("2027-04-02"))) == 12)
    }
}
