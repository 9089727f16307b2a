import CallModel
package import Exchange
import Postgres
import Store
import Workflow

// What the affinity of members and files is made of. The secretariat brings it in, with the register of members.

extension Service {
    /// Brings in what members declare to know; what they declared before is replaced.
    package func importExpertise(
        _ records: [ImportedExpertise], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import expertise \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importMembers.permit(request.actor)
            try db.lock(register: .members)
            let members = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.member.code, $0.id) })
            let themes = try themes(db)
            let faults = records.flatMap { record in
                (members[record.member] == nil ? [InputFault.unknownMember(record.member, row: record.row)] : [])
                    + record.themes.filter { themes?.knows($0) == false }.map { InputFault.unknownTheme($0, row: record.row) }
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let known = try db.expertise()
            let changed = records.compactMap { record -> (member: MemberID, expertise: Expertise)? in
                let expertise = Expertise(themes: record.themes, countries: record.countries, languages: record.languages)
                guard let member = members[record.member], known[member] != expertise else { return nil }
                return (member, expertise)
            }
            if !changed.isEmpty { try db.keep(expertise: changed) }
            let receipt = BulkReceipt(action: "import", changed: changed.count, unchanged: records.count - changed.count)
            return (receipt, try db.now())
        }
    }

    /// Brings in what members say of reviewing files of a call.
    package func importPreferences(
        of code: String, _ records: [ImportedPreference], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import preferences \(code) \(records)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.importMembers.permit(request.actor)
            let panel = try Panellists(of: loaded.call.id, db)
            var faults: [InputFault] = []
            let preferences = records.compactMap { record -> StoredPreference? in
                guard let file = panel.files[record.reference], let member = panel.members[record.member] else {
                    faults += panel.faults(record.reference, record.member, row: record.row)
                    return nil
                }
                return StoredPreference(member: member, application: file.id, preference: record.preference)
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let known = Set(try db.preferences(of: loaded.call.id))
            let changed = preferences.filter { !known.contains($0) }
            if !changed.isEmpty { try db.keep(preferences: changed) }
            let receipt = BulkReceipt(action: "import", changed: changed.count, unchanged: records.count - changed.count)
            return (receipt, loaded.now)
        }
    }
}

/// What a theme can be: a category of a call, or a purpose of aid, whole or its group.
private struct Themes {
    let categories: Set<String>

    func knows(_ theme: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return categories.contains(theme) || [3, 5].contains(theme.utf8.count) && theme.utf8.allSatisfy(digits.contains)
    }
}

extension Service {
    /// nil while there is no call, and so nothing to compare with.
    private func themes(_ db: borrowing Connection) throws -> Themes? {
        let calls = try db.calls()
        guard !calls.isEmpty else { return nil }
        return Themes(categories: Set(try calls.flatMap { try regulation(of: $0, db).definition.categories.map(\.id) }))
    }
}

extension InputFault {
    fileprivate static func unknownTheme(_ theme: String, row: Int) -> InputFault {
        InputFault(
            row: row, field: "themes",
            message: Message(
                fr: "\(theme) n'est ni une catégorie d'un appel ni un code d'objectif (trois ou cinq chiffres).",
                nl: "\(theme) is geen categorie van een oproep en geen doelcode (drie of vijf cijfers).",
                en: "\(theme) is neither a category of a call nor a purpose code (three or five digits)."))
    }
}
