import ArgumentParser
import CallModel
import Presentation
import Service
import Store
import Workflow

struct PersonCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "The people in the database.",
        discussion: "EXAMPLE\n  appel person erase --member M05 --reason \"End of the mandate.\" --dry-run",
        subcommands: [ErasePerson.self, ExportPerson.self])
}

struct ErasePerson: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Takes a person out of the database; the log still verifies.",
        discussion: """
            Of a member: name, code, address, declarations, justifications and reasons. Of an organisation: its address, and the \
            contents of its files with their contact persons and documents; of one that is a natural person, its name, number and \
            account too. The log keeps numbers and salted digests. Every table is searched at the end, without regard to capitals, \
            accents and the order of the words: as long as one still names the person, nothing is erased.

            The family name alone may be anybody's: texts in which it stands are shown, and nothing is erased until --family-name says \
            whether they go too.

            Files that are not over keep their people: a decision must be open to reasons and appeals. Backups that were made before \
            still hold the person.

            EXAMPLE
              appel person erase --member M05 --reason "End of the mandate." --dry-run
              appel person erase --member M01 --reason "End of the mandate." --family-name erase
              appel person erase --organisation 1990.905.006 --reason "Ten years after the last payment."
            """)

    @Option(help: "The code of the member.")
    var member: String?

    @Option(help: "The reference or the enterprise number of the organisation.")
    var organisation: String?

    @Option(help: "Why; kept, so that it must not name the person.")
    var reason: String

    @Option(help: "What becomes of texts with the family name alone: erase, or keep where they mean somebody else.")
    var familyName: FamilyNameRows?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (member == nil) != (organisation == nil) else { throw ValidationError("Name one: --member or --organisation.") }
        guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason is empty. Say why.") }
    }

    func run() async throws {
        try await options.atDesk { desk, request in
            let person: ErasedPerson
            if let organisation {
                person = .organisation(try await desk.organisation(organisation).organisation.reference)
            } else {
                person = .member(member ?? "")
            }
            let receipt = try await desk.service.erase(person, reason: reason, familyName: familyName, request)
            try desk.printer.show("erased", receipt) { _ in
                receipt.sentence.text(in: language) + "\n" + receipt.familyName.map { "  \($0.table): … \($0.excerpt) …\n" }.joined()
            }
        }
    }
}

struct ExportPerson: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints what is kept of a person, as JSON: what `person erase` would find.",
        discussion: """
            Rows of the database by their tables, without passwords, keys and digests. Whoever asks for his or her data is given what is \
            his or hers: a text that names the person may tell of others too, so that somebody looks at it first. That it was printed \
            stands in the access log. People with an account take their own from the page of the account.

            EXAMPLE
              appel person export --member M05 > m05.json
              appel person export --organisation 1990.905.006
            """)

    @Option(help: "The code of the member.")
    var member: String?

    @Option(help: "The reference or the enterprise number of the organisation.")
    var organisation: String?

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (member == nil) != (organisation == nil) else { throw ValidationError("Name one: --member or --organisation.") }
    }

    /// It is JSON, whatever is asked for.
    func run() async throws {
        try await options.atDesk { desk in
            var person = ErasedPerson.member(member ?? "")
            if let organisation { person = .organisation(try await desk.organisation(organisation).organisation.reference) }
            try Terminal.output.write(try await desk.service.export(person, Request(actor: .secretariat)).json)
        }
    }
}

extension FamilyNameRows: ExpressibleByArgument {}
