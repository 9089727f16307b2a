import CallModel
import Exchange
import Foundation
import Testing

@Suite struct FormFileTests {
    @Test func `every type of question is read, and the frozen form reads back as the same`() throws {
        let definition = try FormFile.definition()
        #expect(Set(definition.fields.map(\.type.kind)) == Set(FieldType.Kind.allCases))
        #expect(definition.form.count == 7 && definition.fields.count == 24)
        #expect(definition.field("team")?.personal == true)
        #expect(definition.field("pitch")?.type == .text(minLength: 0, maxLength: 400, maxWords: 40))
        let frozen = try JSONEncoder().encode(definition)
        #expect(try JSONDecoder().decode(CallDefinition.self, from: frozen) == definition)
    }

    private static let breakages: [Breakage] = [
        Breakage(
            "{ field: approach, is", "{ field: aproach, is", .dangling(.question, "aproach", suggestion: "approach"),
            "form[0].fields[9].showIf.field"),
        Breakage(
            "{ field: approach, is: [works]", "{ field: approach, is: [work]",
            .unknownValue("work", allowed: ["training", "works"], suggestion: "works"), "form[0].fields[9].showIf.is[0]"),
        Breakage(
            "{ field: approach, is: [works]", "{ field: reach, is: [works]", .conditionLooksAhead("reach"), "form[0].fields[9].showIf.field"
        ),
        Breakage(
            "{ field: permit, is", "{ field: permit-number, is", .conditionLooksAhead("permit-number"), "form[0].fields[10].showIf.field"),
        Breakage("{ field: permit, is", "{ field: pitch, is", .conditionNeedsChoice("pitch"), "form[0].fields[10].showIf.is"),
        Breakage(
            "{ field: requested, above: \"5000.00\" }", "{ field: requested, is: [works] }", .conditionNeedsChoice("requested"),
            "form[0].fields[12].showIf.is"),
        Breakage("{ field: land, above", "{ field: base, above", .conditionNeedsNumber("base"), "form[0].fields[11].showIf.above"),
        Breakage("{ field: land, above: \"1000.00\"", "{ field: land, above: much", .notDecimal("much"), "form[0].fields[11].showIf.above"),
        Breakage("{ field: land, above: \"1000.00\" }", "{ field: land }", .missingKey("is"), "form[0].fields[11].showIf.is"),
        Breakage(
            "[\"0-11\", \"12-17\"", "[\"0-12\", \"12-17\"", .ageBandsOverlap(AgeBand(from: 0, to: 12), AgeBand(from: 12, to: 17)),
            "form[1].fields[0].ages[1]"),
        Breakage("[\"0-11\", \"12-17\"", "[\"0-11\", \"17-12\"", .notAgeBand("17-12"), "form[1].fields[0].ages[1]"),
        Breakage("min: -10.5", "min: 90", .boundsReversed(lowest: "90", highest: "80"), "form[0].fields[2].min"),
        Breakage("decimals: 2", "decimals: 9", .outOfRange("9", lowest: 0, highest: 6), "form[0].fields[2].decimals"),
        Breakage("maxWords: 40", "maxWord: 40", .unknownKey("maxWord", suggestion: "maxWords"), "form[0].fields[0].maxWord"),
        Breakage("atLeast: 1, atMost: 5", "atLeast: 6, atMost: 5", .boundsReversed(lowest: "6", highest: "5"), "form[1].fields[1].atLeast"),
        Breakage("type: people,", "type: people, personal: false,", .unknownKey("personal", suggestion: nil), "form[1].fields[1].personal"),
        Breakage("type: cofunding", "type: budget", .partPlacedTwice(.budget), "form[4].type", at: "id: funders"),
        Breakage(
            "- id: people\n", "- id: project\n", .duplicateIdentifier("project"), "form[1].id",
            at: "- id: project\n    label: { fr: Les personnes"),
        Breakage("id: dangers", "id: taps", .duplicateIdentifier("taps"), "form[2].fields[1].id", at: "id: taps, type: risks")
    ]

    @Test(arguments: breakages)
    func `each fault of a form is found at its line, alone, with three messages`(breakage: Breakage) throws {
        let range = try #require(FormFile.form.range(of: breakage.old), "the form no longer has \(breakage.old)")
        let text = try FormFile.text(FormFile.form.replacingCharacters(in: range, with: breakage.new))
        let faults = try BrusselsFile.check(text).faults
        #expect(faults.map(\.kind) == [breakage.kind])
        let fault = try #require(faults.first)
        #expect(fault.path.description == breakage.path)
        if !breakage.path.hasSuffix("showIf.is") {
            #expect(fault.position.line == BrusselsFile.line(of: breakage.place, in: text))
        }
        let message = fault.message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
    }

    @Test func `two conditions that wait for one another are found`() throws {
        let cycle = FormFile.form.replacing(
            "{ id: permit, type: boolean, label: { fr: a, nl: b }, required: true, showIf: { field: approach, is: [works] } }",
            with: "{ id: permit, type: boolean, label: { fr: a, nl: b }, required: true, showIf: { field: again, is: [true] } }"
                + "\n      - { id: again, type: boolean, label: { fr: a, nl: b }, required: true, showIf: { field: permit, is: [true] } }"
        )
        let faults = try BrusselsFile.check(FormFile.text(cycle)).faults
        #expect(faults.map(\.kind) == [.conditionLooksAhead("again")])
    }

    @Test func `a missing text of a section or a unit leaves a draft that cannot open`() throws {
        let text = try FormFile.text().replacing("{ fr: mètres, nl: meter }", with: "{ fr: mètres }")
            .replacing("{ fr: Les personnes, nl: De mensen }", with: "{ nl: De mensen }")
        let checked = try BrusselsFile.check(text)
        #expect(checked.faults == [])
        #expect(checked.openingFaults.map(\.path.description) == ["form[0].fields[2].unit", "form[1].label"])
    }

    @Test func `there are 17 goals and 169 targets, and the sectors have their days`() throws {
        #expect(SDGTarget.goals.count == 17 && SDGTarget.all.count == 169 && Set(SDGTarget.all).count == 169)
        for target in ["1.1", "1.b", "3.d", "5.2", "17.9", "17.19"] { #expect(SDGTarget.isKnown(target)) }
        for target in ["", "5", "5.7", "1.c", "17.20", "18.1", "5.A"] { #expect(!SDGTarget.isKnown(target)) }
        let closing = try #require(CalendarDate("2027-04-01"))
        for code in ["14030", "15160", "15180", "72010"] { #expect(SectorCode.isListed(code, on: closing)) }
        for code in ["23010", "92010", "99999", "14033"] { #expect(!SectorCode.isListed(code, on: closing)) }
        #expect(SectorCode.isListed("23010", on: try #require(CalendarDate("2020-02-28"))))
        #expect(!SectorCode.isListed("23010", on: try #require(CalendarDate("2020-02-29"))))
        #expect(!SectorCode.isListed("25030", on: try #require(CalendarDate("2017-12-31"))))
    }

    @Test(arguments: [
        ("0", "0"), ("-12.50", "-12.50"), ("0.000001", "0.000001"), ("999999999999.999999", "999999999999.999999"), ("-0.5", "-0.5")
    ])
    func `a decimal number keeps its digits`(text: String, written: String) throws {
        #expect(try #require(DecimalNumber(text)).description == written)
    }

    @Test(arguments: ["", ".", "1.", ".5", "+1", "1e3", "1,5", "1 000", "--1", "1.0000001", "1234567890123", "½"])
    func `what is no decimal number is none`(text: String) { #expect(DecimalNumber(text) == nil) }

    @Test func `decimal numbers compare by value`() throws {
        let sorted = try ["-3", "-2.5", "0", "0.10", "0.2", "12", "12.000001"].map { try #require(DecimalNumber($0)) }
        #expect(sorted.shuffled().sorted() == sorted)
        #expect(DecimalNumber("1.50") == DecimalNumber("1.5") && Set([DecimalNumber("1.50"), DecimalNumber("1.5")]).count == 1)
    }
}
