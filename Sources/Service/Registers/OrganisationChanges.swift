package import CallModel
import Postgres
import Store
import Workflow

/// What is to be corrected of an organisation; `nil` leaves a part as it is. Its reference and its number name it and stay.
package struct OrganisationChanges: Hashable, Sendable {
    package var name: String?
    package var legalForm: LegalForm?
    package var foundedOn: CalendarDate?
    package var seatPostcode: String?
    package var activityPostcodes: [String]?
    package var iban: String?
    package var language: PreferredLanguage?
    package var email: String?
    package var isRecognisedNGO: Bool?
    package var annualResources: AnnualResources?

    package init() {}

    package func applied(to organisation: Organisation) -> Organisation {
        var changed = organisation
        changed.name = name ?? changed.name
        changed.legalForm = legalForm ?? changed.legalForm
        changed.foundedOn = foundedOn ?? changed.foundedOn
        changed.seatPostcode = seatPostcode ?? changed.seatPostcode
        changed.activityPostcodes = activityPostcodes ?? changed.activityPostcodes
        changed.iban = iban ?? changed.iban
        changed.language = language ?? changed.language
        changed.email = email ?? changed.email
        changed.isRecognisedNGO = isRecognisedNGO ?? changed.isRecognisedNGO
        changed.annualResources = annualResources ?? changed.annualResources
        return changed
    }
}

extension Service {
    /// Corrects one organisation of the register, named by its reference.
    package func editOrganisation(
        _ reference: String, _ changes: OrganisationChanges, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "edit organisation \(reference) \(changes)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.editOrganisation.permit(request.actor)
            // What it reads is what it changes, whoever imports at the same time.
            try db.lock(register: .organisations)
            guard let known = try db.organisations([reference])[reference]?.organisation else {
                throw StoreError.notFound(kind: "organisation", name: reference)
            }
            let changed = changes.applied(to: known)
            let differs = changed != known
            if differs { try db.keep(organisations: [changed]) }
            return (BulkReceipt(action: "edit", changed: differs ? 1 : 0, unchanged: differs ? 0 : 1), try db.now())
        }
    }
}
