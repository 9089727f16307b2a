import CallModel
import Exchange
import Foundation
import Testing

@Suite struct ShippedCallTests {
    @Test func `the Brussels call is clean and can open`() throws {
        let checked = try BrusselsFile.check(BrusselsFile.text())
        #expect(checked.faults.map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        #expect(checked.openingFaults.map { "\($0.position.line) \($0.path)" } == [])
        #expect(try #require(checked.definition).isComplete)
    }

    @Test func `its clock times become the instants that the law means`() throws {
        let calendar = try #require(BrusselsFile.check(BrusselsFile.text()).definition).calendar
        #expect(calendar.opens.instant == Instant(iso8601: "2027-02-01T08:00:00Z"))
        #expect(calendar.closes.instant == Instant(iso8601: "2027-04-01T22:00:00Z"))
        #expect(calendar.closes.day == CalendarDate("2027-04-01"))
        #expect(calendar.reviewsClose.instant == Instant(iso8601: "2027-05-14T22:00:00Z"))
    }

    @Test func `its figures are those of the regulation`() throws {
        let call = try #require(BrusselsFile.check(BrusselsFile.text()).definition)
        #expect(call.budgetLines.map(\.total) == [Cents(15_000_000)])
        #expect(call.categories.map(\.maxRequest) == [Cents(800_000), Cents(800_000), Cents(400_000)])
        let reserve = try #require(call.budgetLines.first?.reserve)
        #expect(reserve.amount == Cents(3_000_000))
        #expect(reserve.mode == .fence && reserve.unspent == .spillBack)
        #expect(call.scoring.criteria.reduce(0) { $0 + $1.weight * $1.scale.max } == 100)
    }

    @Test func `the frozen form reads back as the same rules`() throws {
        let call = try #require(BrusselsFile.check(BrusselsFile.text()).definition)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let frozen = try encoder.encode(call)
        #expect(try JSONDecoder().decode(CallDefinition.self, from: frozen) == call)
        #expect(try encoder.encode(JSONDecoder().decode(CallDefinition.self, from: frozen)) == frozen)
    }

    @Test func `the list of recipient countries is clean and knows its dates`() throws {
        let path = BrusselsFile.configuration + "/reference/dac-recipients.yaml"
        let checked = CountryList.check(try YAMLSource.read(path: path))
        #expect(checked.faults.map { "\($0.position.line) \($0.path)" } == [])
        let list = try #require(checked.list)
        let closing = try #require(CalendarDate("2027-04-01"))
        for country in ["CD", "GN", "MA", "SN", "PS", "NA"] { #expect(list.contains(country, on: closing)) }
        for country in ["BE", "FR", "RO", "QA"] { #expect(!list.contains(country, on: closing)) }
        #expect(list.contains("NR", on: try #require(CalendarDate("2025-12-31"))))
        #expect(!list.contains("NR", on: try #require(CalendarDate("2026-01-01"))))
        let all = list.groups.flatMap(\.countries)
        #expect(Set(all).count == all.count)
    }
}
