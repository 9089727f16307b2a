import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store

/// Corrects what the register says of an organisation. Its reference and its number name it, and stay.
enum OrganisationPlan {
    static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let reference = try visit.parameter("organisation")
        guard let known = try await visit.service().organisations().first(where: { $0.organisation.reference == reference })?.organisation
        else { throw HTTPError(.notFound) }
        var plan = Plan(
            path: "office/organisations/\(reference)/edit", title: "\(visit.say("office.correct")) – \(known.name)",
            button: visit.say("office.correct"), back: "office/organisations/\(reference)"
        ) { visit, fields, command in
            let changes = try changes(fields, known, visit)
            let receipt = try await visit.site.service.editOrganisation(reference, changes, command)
            let rows = differences(known, changes, visit)
            return Plan.Outcome(
                sentences: [receipt.changed == 0 ? visit.say("office.nothingChangesYet") : visit.say("office.whatChanges")],
                tables: rows.isEmpty
                    ? []
                    : [
                        TableView(
                            visit.say("office.whatChanges"), rows, visit,
                            columns: [
                                .text(visit.message("office.what")), .flexible(visit.message("office.before")),
                                .flexible(visit.message("office.after"))
                            ], isPaged: false)
                    ])
        }
        plan.lead = [visit.say("office.correctLead")]
        plan.fields = fields(known, typed, visit)
        return plan
    }

    private static func fields(_ known: Organisation, _ typed: FormFields, _ visit: Visit) -> [Field] {
        func line(_ name: String, _ word: Message, _ value: String, type: String = "text", className: String = "") -> Field {
            Field(
                name, word.text(in: visit.language).capitalizedFirst, .line(type: type, className: className),
                values: [typed[name] ?? value])
        }
        return [
            line("name", Words.name, known.name),
            Field(
                "legalForm", Words.legalForm.text(in: visit.language).capitalizedFirst,
                .select(LegalForm.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: visit.language)) }),
                values: [typed["legalForm"] ?? known.legalForm.rawValue]),
            line("foundedOn", Words.founded, "\(known.foundedOn)", type: "date", className: "short"),
            line("seatPostcode", Words.seat, known.seatPostcode, className: "short"),
            line("activityPostcodes", Words.activity, known.activityPostcodes.joined(separator: ", ")),
            line("iban", Words.account, known.iban),
            Field(
                "language", Words.language.text(in: visit.language).capitalizedFirst,
                .select(
                    PreferredLanguage.allCases.map {
                        Field.Choice($0.rawValue, visit.site.vocabulary.text("common.ownName", in: $0.language))
                    }), values: [typed["language"] ?? known.language.rawValue]),
            line("email", Words.email, known.email, type: "email"),
            Field(
                "recognised", visit.say("office.recognisedNGO"),
                .radios([
                    Field.Choice("", visit.say("office.notStated")), Field.Choice("yes", visit.say("office.yes")),
                    Field.Choice("no", visit.say("office.no"))
                ]), values: [typed["recognised"] ?? known.isRecognisedNGO.map { $0 ? "yes" : "no" } ?? ""]),
            line("resources", Words.annualResources, known.annualResources?.amount.decimal ?? "", className: "number"),
            Field(
                "resourcesYear", visit.say("office.accountsOf"), .line(type: "number", className: "number"),
                values: [typed["resourcesYear"] ?? known.annualResources.map { "\($0.year)" } ?? ""])
        ]
    }

    /// What was typed, where it is not what stands already.
    private static func changes(_ fields: FormFields, _ known: Organisation, _ visit: Visit) throws -> OrganisationChanges {
        func refuse(_ name: String, _ word: String) -> Plan.Faults {
            Plan.Faults(faults: [FieldFault(field: Field.id(of: name), visit.say(word))])
        }
        var changes = OrganisationChanges()
        changes.name = try fields.required("name", visit)
        changes.legalForm = fields["legalForm"].flatMap(LegalForm.init(rawValue:))
        changes.foundedOn = try fields.date("foundedOn", visit)
        changes.seatPostcode = fields.text("seatPostcode")
        changes.activityPostcodes = fields.text("activityPostcodes").map { text in
            text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        }
        if let iban = fields.text("iban"), iban != known.iban {
            guard IBAN(iban) != nil else { throw refuse("iban", "office.noAccount") }
            changes.iban = iban
        }
        changes.language = fields["language"].flatMap(PreferredLanguage.init(rawValue:))
        let email = try fields.required("email", visit)
        guard email.contains("@"), !email.contains(where: \.isWhitespace) else { throw refuse("email", "office.noEmail") }
        changes.email = email
        changes.isRecognisedNGO = fields.text("recognised").map { $0 == "yes" }
        if let amount = try fields.amount("resources", visit) {
            guard let year = try fields.number("resourcesYear", visit), AnnualResources.years.contains(year) else {
                throw refuse("resourcesYear", "office.noYear")
            }
            changes.annualResources = AnnualResources(year: year, amount: amount)
        }
        return changes
    }

    private static func differences(_ known: Organisation, _ changes: OrganisationChanges, _ visit: Visit) -> [FigureRow] {
        let corrected = changes.applied(to: known)
        let (before, after) = (known.facts(in: visit.language).pairs, corrected.facts(in: visit.language).pairs)
        let names = known.name == corrected.name ? [] : [FigureRow(Words.name.text(in: visit.language), known.name, corrected.name)]
        return names
            + zip(before, after).dropFirst().filter { $0.value != $1.value }.map { FigureRow($0.name, $0.value, $1.value) }
    }
}
