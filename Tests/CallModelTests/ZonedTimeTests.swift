import Testing

@testable import CallModel

@Suite struct ZonedTimeTests {
    private let brussels = "Europe/Brussels"

    @Test(arguments: [
        ("2027-02-01 09:00", "2027-02-01T08:00:00Z"), ("2027-07-01 09:00", "2027-07-01T07:00:00Z"),
        ("2027-03-28 01:59", "2027-03-28T00:59:00Z"), ("2027-03-28 03:00", "2027-03-28T01:00:00Z"),
        ("2027-10-31 01:59", "2027-10-30T23:59:00Z"), ("2027-10-31 03:00", "2027-10-31T02:00:00Z"),
        ("2027-10-31 02:30+02:00", "2027-10-31T00:30:00Z"), ("2027-10-31 02:30+01:00", "2027-10-31T01:30:00Z")
    ])
    func `a wall clock in Brussels is one instant`(text: String, instant: String) throws {
        #expect(try ZonedTime.resolve(text, zone: brussels).get().instant == Instant(iso8601: instant))
    }

    @Test(arguments: ["2027-03-28 02:00", "2027-03-28 02:30", "2027-03-28 02:59:59"])
    func `a time that summer time skips does not exist`(text: String) {
        #expect(throws: ZonedTimeFault.nonexistent(text, zone: brussels)) {
            try ZonedTime.resolve(text, zone: brussels).get()
        }
    }

    @Test(arguments: ["2027-10-31 02:00", "2027-10-31 02:59:59"])
    func `a time that happens twice needs its offset`(text: String) {
        #expect(throws: ZonedTimeFault.ambiguous(text, zone: brussels, offsets: ["+02:00", "+01:00"])) {
            try ZonedTime.resolve(text, zone: brussels).get()
        }
    }

    @Test(arguments: [
        ("2024-04-01 23:59", "2024-04-01T22:00:00Z"), ("2027-04-01 23:59:30", "2027-04-01T22:00:00Z"),
        ("2027-04-01 12:00", "2027-04-01T10:00:00Z"), ("2027-03-27 23:59", "2027-03-27T23:00:00Z"),
        ("2027-04-01 23:58", "2027-04-01T21:58:00Z")
    ])
    func `a closing at 23:59 lasts until the end of its minute`(text: String, end: String) throws {
        let closing = try ZonedTime.resolve(text, zone: brussels, isClosing: true).get()
        #expect(closing.instant == Instant(iso8601: end))
        #expect(closing.at == text)
    }

    /// In Beirut the night of 25 March 2028 goes from 23:59 to 01:00: there is no midnight to close at.
    @Test func `a closing before a midnight that does not exist still has its end`() throws {
        let closing = try ZonedTime.resolve("2028-03-25 23:59", zone: "Asia/Beirut", isClosing: true).get()
        #expect(closing.instant == Instant(iso8601: "2028-03-25T22:00:00Z"))
        #expect(ZonedTime.wallClock(of: closing.instant, in: "Asia/Beirut") == LocalTime("2028-03-26 01:00"))
    }

    @Test(arguments: ["", "CET", "GMT+1", "Brussels", "Europe/Atlantis"])
    func `only a zone by its name is a zone`(zone: String) {
        guard case .failure(.unknownZone(zone, _)) = ZonedTime.resolve("2027-01-01 00:00", zone: zone) else {
            Issue.record("\(zone) was accepted")
            return
        }
    }

    @Test func `a summer offset in winter is refused`() {
        #expect(throws: ZonedTimeFault.wrongOffset("2027-01-15 12:00+02:00", zone: brussels, offsets: ["+01:00"])) {
            try ZonedTime.resolve("2027-01-15 12:00+02:00", zone: brussels).get()
        }
    }

    @Test(arguments: [
        ("2027-04-01T21:59:59Z", "2027-04-01 23:59:59"), ("2027-04-01T22:00:00Z", "2027-04-02 00:00:00"),
        ("1969-12-31T23:00:00Z", "1970-01-01 00:00:00")
    ])
    func `an instant is shown on the clock of its zone`(instant: String, clock: String) throws {
        #expect(ZonedTime.wallClock(of: try #require(Instant(iso8601: instant)), in: brussels) == LocalTime(clock))
    }

    @Test(arguments: [
        ZonedTimeFault.unreadable("x"), .unknownZone("x", suggestion: "y"), .unknownZone("x", suggestion: nil),
        .nonexistent("x", zone: "z"), .ambiguous("x", zone: "z", offsets: ["+01:00", "+02:00"]),
        .wrongOffset("x", zone: "z", offsets: []), .wrongOffset("x", zone: "z", offsets: ["+01:00"])
    ])
    func `every fault is said in three languages`(fault: ZonedTimeFault) {
        #expect(Set([fault.message.french, fault.message.dutch, fault.message.english]).count == 3)
    }
}
