import CallModel
package import Exchange
import Postgres
package import Store
import Workflow

// Organisations, members and earlier grants: registers that imports bring up to date. An import that was done before changes
// nothing.

extension Service {
    package func importOrganisations(
        _ records: [ImportedOrganisation], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import organisations \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importOrganisations.permit(request.actor)
            try db.lock(register: .organisations)
            let known = try db.organisations(records.map(\.organisation.reference))
            let changed = records.map(\.organisation).filter { known[$0.reference]?.organisation != $0 }
            try Self.refuseTakenNumbers(records, db)
            if !changed.isEmpty { try db.keep(organisations: changed) }
            let receipt = BulkReceipt(
                action: "import", changed: changed.count, unchanged: records.count - changed.count)
            return (receipt, try db.now())
        }
    }

    /// An enterprise number names one organisation: two references with the same one are two names for one body.
    private static func refuseTakenNumbers(_ records: [ImportedOrganisation], _ db: borrowing Connection) throws {
        let owners = try db.owners(of: records.compactMap(\.organisation.enterpriseNumber))
        let faults = records.compactMap { record -> InputFault? in
            guard let number = record.organisation.enterpriseNumber, let owner = owners[number],
                owner != record.organisation.reference
            else { return nil }
            return InputFault(
                row: record.row, field: "enterprise_number",
                message: Message(
                    fr: "Le numéro \(number) est déjà celui de l'organisation \(owner).",
                    nl: "Het nummer \(number) is al dat van organisatie \(owner).",
                    en: "The number \(number) already belongs to organisation \(owner)."))
        }
        guard faults.isEmpty else { throw ServiceError.faults(faults) }
    }

    package func organisations() async throws(ServiceError) -> [StoredOrganisation] {
        try await question(confined: true) { db in try db.organisations().filter { owner == nil || $0.id == owner } }
    }

    package func importEarlierGrants(
        _ records: [ImportedEarlierGrant], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import earlier grants \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importEarlierGrants.permit(request.actor)
            let known = try db.organisations(records.map(\.organisation))
            var faults: [InputFault] = []
            let grants = records.compactMap { record -> EarlierGrant? in
                guard let organisation = known[record.organisation] else {
                    faults.append(.unknownOrganisation(record.organisation, row: record.row))
                    return nil
                }
                return EarlierGrant(
                    organisation: organisation.id, edition: record.edition, awarded: record.awarded,
                    accepted: record.accepted, refunded: record.refunded, closed: record.isClosed)
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let changed = try db.keep(earlierGrants: grants)
            return (
                BulkReceipt(action: "import", changed: changed, unchanged: records.count - changed), try db.now()
            )
        }
    }

    package func importMembers(
        _ records: [ImportedMember], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import members \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importMembers.permit(request.actor)
            try db.lock(register: .members)
            let known = Set(try db.members().map(\.member))
            let members = records.map {
                Member(code: $0.code, name: $0.name, email: $0.email, language: $0.language, isExternal: $0.isExternal)
            }
            let changed = members.filter { !known.contains($0) }
            if !changed.isEmpty { try db.keep(members: changed) }
            let receipt = BulkReceipt(
                action: "import", changed: changed.count, unchanged: records.count - changed.count)
            return (receipt, try db.now())
        }
    }

    package func members() async throws(ServiceError) -> [StoredMember] {
        try await question { try $0.members() }
    }
}

extension InputFault {
    static func unknownOrganisation(_ reference: String, row: Int?) -> InputFault {
        InputFault(
            row: row, field: "organisation",
            message: Message(
                fr: "L'organisation \(reference) n'est pas connue : importez-la d'abord.",
                nl: "De organisatie \(reference) is niet bekend: importeer ze eerst.",
                en: "The organisation \(reference) is not known: import it first."))
    }

    static func unknownFile(_ reference: String, row: Int?, list: String? = nil) -> InputFault {
        InputFault(
            row: row, list: list, field: "reference",
            message: Message(
                fr: "Il n'y a pas de dossier \(reference) dans cet appel.",
                nl: "Er is geen dossier \(reference) in deze oproep.",
                en: "There is no file \(reference) in this call."))
    }

    static func unknownMember(_ code: String, row: Int?) -> InputFault {
        InputFault(
            row: row, field: "member",
            message: Message(
                fr: "Le membre \(code) n'est pas connu : importez-le d'abord.",
                nl: "Het lid \(code) is niet bekend: importeer het eerst.",
                en: "The member \(code) is not known: import it first."))
    }
}
