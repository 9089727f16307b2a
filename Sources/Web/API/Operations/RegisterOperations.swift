import CallModel
import Exchange
import HTTPTypes
import Presentation
import Selection
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Registers"

    /// Organisations, earlier grants, members and what ties them.
    static let registers: [Operation] = [
        .list(
            "listOrganisations", "/organisations", in: chapter, "Organisations; an applicant sees its own.", .asking(.organisations),
            [.text("text", "Looked for in reference, number, name and e-mail address.")], key: \.organisation.reference
        ) { visit -> [OrganisationRow] in
            let wanted = visit.query("text")?.lowercased() ?? ""
            return try await visit.service.organisations().map { OrganisationRow(organisation: $0.organisation) }.filter { row in
                let places = [
                    row.organisation.reference, row.organisation.enterpriseNumber?.description ?? "", row.organisation.name,
                    row.organisation.email
                ]
                return wanted.isEmpty || places.contains { $0.lowercased().contains(wanted) }
            }
        }
        .noting("organisations"),
        .read(
            "getOrganisation", "/organisations/{organisation}", in: chapter, "One organisation.", .asking(.organisations)
        ) { visit -> OrganisationRow in OrganisationRow(organisation: try await visit.organisation().organisation) }
        .noting("organisation"),
        .command(
            "editOrganisation", .patch, "/organisations/{organisation}", in: chapter, "Corrects what an organisation says of itself.",
            .doing(.editOrganisation)
        ) { (visit, input: OrganisationInput) -> BulkReceipt in
            let known = try await visit.organisation().organisation.reference
            return try await visit.site.service.editOrganisation(known, try input.changes(), try visit.command())
        },
        .upload(
            "importOrganisations", "/organisations/import", in: chapter, "Brings organisations in, all or none.",
            .doing(.importOrganisations), listTypes,
            [.flag("accountsAsDeclared", "Keep an account that cannot exist, for the rules to judge.")]
        ) { visit, file -> BulkReceipt in
            let records = try Import.organisations(file.records, checkingAccounts: try !visit.flag("accountsAsDeclared"))
            return try await visit.site.service.importOrganisations(records, try visit.command())
        },
        table("importBoards", "/organisations/import-boards", "Brings in who leads organisations.", .doing(.importBoards)) {
            try await $0.site.service.importBoards(try Import.boards($1), try $0.command())
        },
        .list(
            "listEarlierGrants", "/earlier-grants", in: chapter, "What organisations received before.", .asking(.earlierGrants),
            key: { "\($0.organisation) \($0.edition)" }
        ) { visit -> [EarlierGrantRow] in try await visit.service.earlierGrants().map(EarlierGrantRow.init) }
        .noting("earlier grants"),
        table("importEarlierGrants", "/earlier-grants/import", "Brings earlier grants in.", .doing(.importEarlierGrants)) {
            try await $0.site.service.importEarlierGrants(try Import.earlierGrants($1), try $0.command())
        },
        .list("listMembers", "/members", in: chapter, "The members of the council.", .asking(.members), key: \.code) {
            visit -> [MemberRow] in
            try await visit.service.members().map { MemberRow($0.member) }
        }
        .noting("members"),
        table("importMembers", "/members/import", "Brings members in.", .doing(.importMembers)) {
            try await $0.site.service.importMembers(try Import.members($1), try $0.command())
        },
        table("importExpertise", "/members/import-expertise", "Brings in what members know.", .doing(.importMembers)) {
            try await $0.site.service.importExpertise(try Import.expertise($1), try $0.command())
        },
        table("importTies", "/members/import-ties", "Brings in what ties members to organisations.", .doing(.importTies)) {
            try await $0.site.service.importTies(try Import.ties($1), try $0.command())
        },
        table(
            "importPreferences", "/calls/{call}/preferences/import", "Brings in which files members would like to review.",
            .doing(.importMembers)
        ) {
            try await $0.site.service.importPreferences(
                of: try $0.parameter("call"), try Import.preferences($1), try $0.command())
        },
        .list("listConflicts", "/calls/{call}/conflicts", in: chapter, "Conflicts of interest.", .asking(.conflicts), key: \.key) {
            visit -> [ConflictRow] in
            try await visit.service.conflicts(of: try visit.parameter("call")).map(ConflictRow.init)
        }
        .noting("conflicts"),
        .read(
            "suggestConflicts", "/calls/{call}/conflicts/suggestions", in: chapter, "Ties that look like conflicts of interest.",
            .asking(.conflicts)
        ) { visit -> [ConflictSuggestion] in try await visit.service.conflictSuggestions(of: try visit.parameter("call")) }
        .noting("conflicts"),
        .read(
            "listConflictImpacts", "/calls/{call}/conflicts/impacts", in: chapter, "What rulings on conflicts changed.",
            .asking(.conflicts)
        ) { visit -> [ImpactView] in try await visit.service.conflictImpacts(of: try visit.parameter("call")) }
        .noting("conflicts"),
        table("importConflicts", "/calls/{call}/conflicts/import", "Records conflicts of interest.", .doing(.declareConflict)) {
            try await $0.site.service.declareConflicts(of: try $0.parameter("call"), try Import.conflicts($1), try $0.command())
        }
        .signing,
        .command(
            "declareConflict", "/calls/{call}/files/{file}/conflicts", in: chapter, "Declares a conflict of interest.",
            .doing(.declareConflict)
        ) { (visit, input: ConflictInput) -> ConflictReceipt in
            let record = ImportedConflict(
                declaredBy: input.member, on: try visit.parameter("file"), ground: input.ground, note: input.note)
            return try await visit.site.service.declareConflicts(
                of: try visit.parameter("call"), [record], try visit.command())
        }
        .signing,
        .command(
            "pinConflict", .put, "/calls/{call}/files/{file}/conflicts/{member}", in: chapter, "Rules on a conflict of interest.",
            .doing(.pinConflict)
        ) { (visit, input: PinInput) -> ConflictReceipt in
            try await visit.site.service.pinConflict(
                of: try visit.parameter("call"), try visit.parameter("file"), member: try visit.parameter("member"), input.ruling,
                reason: input.reason, try visit.command())
        }
    ]

    /// The types in which lists come that may also be JSON.
    static let listTypes = ["text/csv", "application/json"]

    private static func table<Value: Codable & Sendable>(
        _ id: String, _ path: String, _ summary: String, _ access: Access,
        _ perform: @escaping @Sendable (APIVisit, ImportFile) async throws -> Value
    ) -> Operation {
        .upload(id, path, in: chapter, summary, access, ["text/csv"]) { visit, file in try await perform(visit, file.records) }
    }
}

struct ConflictInput: Codable {
    let member: String
    let ground: ConflictGround
    let note: String?
}

struct PinInput: Codable {
    let ruling: ConflictRuling
    let reason: String
}

/// What is corrected; what is left out stays.
struct OrganisationInput: Codable {
    let name: String?
    let legalForm: LegalForm?
    let foundedOn: CalendarDate?
    let seatPostcode: String?
    let activityPostcodes: [String]?
    let iban: String?
    let language: PreferredLanguage?
    let email: String?
    let isRecognisedNGO: Bool?

    func changes() throws -> OrganisationChanges {
        var changes = OrganisationChanges()
        (changes.name, changes.legalForm, changes.foundedOn) = (name, legalForm, foundedOn)
        (changes.seatPostcode, changes.activityPostcodes, changes.iban) = (seatPostcode, activityPostcodes, iban)
        (changes.language, changes.email, changes.isRecognisedNGO) = (language, email, isRecognisedNGO)
        return changes
    }
}

extension ConflictRow {
    var key: String { "\(reference) \(member)" }
}

extension UploadedFile {
    /// The file as the imports read it.
    var records: ImportFile { ImportFile(name: type == "application/json" ? "body.json" : "body.csv", bytes: bytes) }
}

extension APIVisit {
    /// The organisation that the path names, by reference or enterprise number.
    func organisation() async throws -> StoredOrganisation {
        let name = try parameter("organisation")
        let reference = EnterpriseNumber(name)?.digits ?? name
        guard let found = try await service.organisations().first(where: { $0.organisation.reference == reference }) else {
            throw StoreError.notFound(kind: "organisation", name: name)
        }
        return found
    }
}
