import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service
import Store

extension LegalForm: ExpressibleByArgument {}
extension PreferredLanguage: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

struct SearchOrganisations: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds organisations by a part of their reference, number, name or e-mail address.",
        discussion: "EXAMPLE\n  appel organisation search kimba")

    @Argument(help: "What to look for, whatever its case.")
    var text: String

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let wanted = text.lowercased()
            let found = try await desk.service.organisations().map(\.organisation).filter { organisation in
                let places = [
                    organisation.reference, organisation.enterpriseNumber?.description ?? "", organisation.name, organisation.email
                ]
                return places.contains { $0.lowercased().contains(wanted) }
            }
            let rows = found.sorted { $0.name < $1.name }.map { OrganisationRow(organisation: $0) }
            try desk.printer.list("organisations", rows)
        }
    }
}

struct EditOrganisation: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Corrects what the register says of an organisation.",
        discussion: """
            What is not named stays as it is. The reference and the enterprise number name the organisation, and cannot be changed.

            EXAMPLE
              appel organisation edit 1990.905.006 --email secretariat@bana-ya-kimba.example.org --activity 1000 --activity 1020
              appel organisation edit 1990.905.006 --annual-resources 48000.00 --accounts-year 2026
            """)

    @Argument(help: "Its reference, or its enterprise number.")
    var reference: String

    @Option(help: "Its name.")
    var name: String?

    @Option(help: "Its legal form.")
    var legalForm: LegalForm?

    @Option(help: ArgumentHelp("The day of its foundation.", valueName: "YYYY-MM-DD"))
    var founded: CalendarDate?

    @Option(help: "The postcode of its seat.")
    var seat: String?

    @Option(name: .customLong("activity"), help: "A postcode where it is active; repeat it for each, all others go.")
    var activities: [String] = []

    @Option(help: "Its account, as it declares it.")
    var iban: String?

    @Option(help: "The language in which it is written to: fr or nl.")
    var writtenTo: PreferredLanguage?

    @Option(help: "Its e-mail address.")
    var email: String?

    @Flag(inversion: .prefixedNo, help: "Whether it is a recognised NGO.")
    var ngo: Bool?

    @Option(parsing: .unconditional, help: "What it received in one closed year; with --accounts-year.", transform: AmountArgument.read)
    var annualResources: Cents?

    @Option(help: "The year of the accounts that --annual-resources is of.")
    var accountsYear: Int?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    private var changes: OrganisationChanges {
        var changes = OrganisationChanges()
        (changes.name, changes.legalForm, changes.foundedOn, changes.seatPostcode) = (name, legalForm, founded, seat)
        changes.activityPostcodes = activities.isEmpty ? nil : activities
        (changes.iban, changes.language, changes.email, changes.isRecognisedNGO) = (iban, writtenTo, email, ngo)
        if let accountsYear, let annualResources {
            changes.annualResources = AnnualResources(year: accountsYear, amount: annualResources)
        }
        return changes
    }

    /// The same checks as an import makes.
    func validate() throws {
        guard (accountsYear == nil) == (annualResources == nil) else {
            throw ValidationError("--annual-resources and --accounts-year go together.")
        }
        if let accountsYear, !AnnualResources.years.contains(accountsYear) {
            let years = AnnualResources.years
            throw Self.fault(.outOfRange(lowest: years.lowerBound, highest: years.upperBound), "--accounts-year")
        }
        guard changes != OrganisationChanges() else { throw ValidationError("Say what is to be corrected, such as --email.") }
        for (option, text) in [("--name", name), ("--iban", iban), ("--email", email)] {
            guard let text else { continue }
            if text.allSatisfy(\.isWhitespace) { throw Self.fault(.empty, option) }
            if text.holdsControls(allowingLines: false) { throw Self.fault(.controlCharacter, option) }
        }
        if let email, !EmailAddress.isPlausible(email) { throw Self.fault(.notEmail, "--email") }
        if let seat, !Postcode.isBelgian(seat) { throw Self.fault(.notPostcode, "--seat") }
        guard activities.allSatisfy(Postcode.isBelgian) else { throw Self.fault(.notPostcode, "--activity") }
        guard Set(activities).count == activities.count else { throw Self.fault(.repeated, "--activity") }
    }

    private static func fault(_ fault: CellFault, _ option: String) -> ValidationError {
        ValidationError("\(option): \(fault.message.text(in: .ofEnvironment))")
    }

    func run() async throws {
        try await options.atDesk { desk, request in
            let known = try await desk.organisation(reference).organisation.reference
            try desk.printer.show(try await desk.service.editOrganisation(known, changes, request))
        }
    }
}
