import CallModel
import Exchange
import Foundation
import Testing

@Suite struct CountryListTests {
    @Test func `every fault of a list is reported at its line`() throws {
        let text = """
            format: 1
            id: DAC list
            title: { fr: Liste, nl: Lijst }
            groups:
              - name: now
                from: 2024-13-01
                countries: [CD, Congo, no, GN]
                unitl: 2025-12-31

            """
        let faults = CountryList.check(try YAMLSource.parse(Data(text.utf8))).faults
        let found = Dictionary(faults.map { ($0.kind, $0.position.line) }, uniquingKeysWith: min)
        #expect(
            found == [
                .badIdentifier("DAC list"): 2, .missingKey("source"): 1, .notDate("2024-13-01"): 6,
                .notCountry("Congo"): 7, .notCountry("no"): 7, .unknownKey("unitl", suggestion: "until"): 8
            ])
        #expect(faults.count == 6)
        #expect(faults.allSatisfy { Set([$0.message.french, $0.message.dutch, $0.message.english]).count == 3 })
    }
}
