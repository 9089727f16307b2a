import ArgumentParser
import CallModel
import Exchange
import Testing

@testable import appel

@Suite struct OptionTests {
    @Test(arguments: [
        ("secretariat", ActorName.secretariat), ("college", .college), ("finance", .finance),
        ("applicant:0207.373.429", .applicant("0207.373.429")), ("reviewer:M03", .reviewer("M03")), ("chair:M01", .chair("M01"))
    ])
    func `who acts is read as it is written`(text: String, actor: ActorName) {
        #expect(ActorName(argument: text) == actor)
        #expect(actor.defaultValueDescription == text)
    }

    @Test(arguments: ["", "mayor", "applicant", "applicant:", "college:1", "secretariat:", "system", "Reviewer:M03"])
    func `nobody else acts`(text: String) {
        #expect(ActorName(argument: text) == nil)
    }

    @Test(arguments: [("3d", 259_200), ("12h", 43_200), ("1w2d", 777_600), ("1d30m", 88_200), ("90s", 90)])
    func `a length of time is read by its units`(text: String, seconds: Int64) {
        #expect(TimeLength(argument: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "3", "d", "-3d", "3x", "1d1d", "0d", "1.5h", "9999999999d", "٣d", "999999999w", "106000000w", "522w7d", "11w3650d"
    ])
    func `what is no length of time is refused`(text: String) {
        #expect(TimeLength(argument: text) == nil)
    }

    @Test(arguments: [("8000", 800_000), ("8000.5", 800_050), ("7900.00", 790_000)])
    func `an amount is a plain decimal`(text: String, cents: Int64) throws {
        #expect(try AmountArgument.read(text) == Cents(cents))
    }

    @Test(arguments: [
        ("8.000,00", AmountFault.grouped), ("8000,00", .decimalComma), ("-1", .negative), ("€8", .currency), ("1e3", .exponent),
        ("", .noNumber)
    ])
    func `an amount in any other form is refused, in the words of an import`(text: String, fault: AmountFault) throws {
        let words = ["grant", "pay-first", "brussels-2027", "BXL27-001", "--amount", text]
        let error = try #require(throws: (any Error).self) { try Appel.parseAsRoot(words) }
        #expect(Appel.exitCode(for: error).rawValue == CommandStatus.usage.rawValue)
        #expect(Appel.fullMessage(for: error).contains(fault.message.text(in: .ofEnvironment)))
    }

    @Test(arguments: [
        ["application", "submit", "brussels-2027"], ["application", "submit", "brussels-2027", "BXL27-001", "--all"],
        ["allocate"], ["allocate", "brussels-2027", "--problem", "p.json"], ["allocate", "brussels-2027", "--partial"],
        ["call", "list", "--data", ""], ["db", "stop", "--data", ""], ["log", "export", "-", "--json"], ["db", "backup", "-"],
        ["export", "awards", "brussels-2027", "--json", "--format", "csv"], ["workflow", "--json", "--format", "dot"],
        ["organisation", "edit", "AF-40"], ["organisation", "edit", "AF-40", "--seat", "0100"],
        ["organisation", "edit", "AF-40", "--name", "a\u{1B}b"], ["call", "begin", "brussels-2027", "party"],
        ["call", "cancel", "brussels-2027"], ["call", "list", "--lang", "de"],
        ["decision", "reserve", "brussels-2027", "BXL27-015", "--rank", "3000000000", "--as", "college"]
    ])
    func `a command line that cannot be meant is refused with the parser's code`(words: [String]) {
        let error = #expect(throws: (any Error).self) { try Appel.parseAsRoot(words) }
        #expect(error.map { Appel.exitCode(for: $0).rawValue } == CommandStatus.usage.rawValue)
    }
}
