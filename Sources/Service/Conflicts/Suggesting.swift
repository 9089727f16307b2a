import CallModel
package import Exchange
import Postgres
package import Selection
import Store
import Workflow

extension Service {
    /// Members and files that have something in common and on which nobody has ruled: a declaration or a pin, either way, ends the
    /// suggestion. Nothing is in force by it.
    package func conflictSuggestions(of code: String) async throws(ServiceError) -> [ConflictSuggestion] {
        try await question { db in
            let call = try db.call(code: code)
            let ties = Dictionary(grouping: try db.memberTies(), by: \.member).mapValues { $0.map(\.tie) }
            let boards = Dictionary(grouping: try db.boards(), by: \.organisation).mapValues { $0.map(\.name) }
            let panel = try Panellists(of: call.id, db)
            let ruled = Set(
                try db.declaredConflicts(of: call.id).map { ConflictInForce($0.conflict) }
                    + standingPins(of: call.id, db).keys + db.conflicts(of: call.id))
            let matcher = ConflictMatcher(
                try db.members().map {
                    ConflictProfile(member: $0.member.code, name: $0.member.name, email: $0.member.email, ties: ties[$0.id] ?? [])
                })
            let files = panel.files.values.filter { $0.state != .draft && $0.state != .withdrawn }.sorted { $0.reference < $1.reference }
            let organisations = try db.organisations(Set(files.map(\.organisation)))
            let contents = try db.documents(files.compactMap { $0.summary?.content })
            return try files.flatMap { file -> [ConflictSuggestion] in
                guard let organisation = organisations[file.organisation] else { return [] }
                // Erased contents name nobody any more.
                let content = try file.summary.flatMap { contents[$0.content] }
                    .map { try LogJSON.decode(ApplicationContent.self, from: $0) }
                let candidate = ConflictCandidate(
                    reference: file.reference, organisation, board: boards[file.organisation] ?? [], content)
                return matcher.suggestions(for: candidate).filter { suggestion in
                    panel.members[suggestion.member]
                        .map { !ruled.contains(ConflictInForce(member: $0, application: file.id)) } ?? false
                }
            }
        }
    }

    /// Keeps the boards of the organisations that the file names, as it has them: whoever is not there any more is forgotten.
    package func importBoards(_ records: [ImportedBoardMember], _ request: Request) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import boards \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importBoards.permit(request.actor)
            try db.lock(register: .organisations)
            let known = try db.organisations(records.map(\.organisation))
            let faults = records.filter { known[$0.organisation] == nil }
                .map { InputFault.unknownOrganisation($0.organisation, row: $0.row) }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let people = records.compactMap { record -> BoardMember? in
                guard let name = record.name, let organisation = known[record.organisation] else { return nil }
                return BoardMember(organisation: organisation.id, name: name, office: record.office)
            }
            let changed = try db.replace(boardsOf: Set(known.values.map(\.id)), with: people)
            return (BulkReceipt(action: "import", changed: changed, unchanged: max(0, people.count - changed)), try db.now())
        }
    }

    /// Keeps the ties of the members that the file names, as it has them: what is not there any more is forgotten.
    package func importTies(_ records: [ImportedTie], _ request: Request) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import ties \(records)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.importTies.permit(request.actor)
            try db.lock(register: .members)
            let known = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.member.code, $0.id) })
            let faults = records.filter { known[$0.member] == nil }.map { InputFault.unknownMember($0.member, row: $0.row) }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let ties = records.compactMap { record -> StoredTie? in
                guard let tie = record.tie, let member = known[record.member] else { return nil }
                return StoredTie(member: member, tie: tie)
            }
            let changed = try db.replace(tiesOf: Set(records.compactMap { known[$0.member] }), with: ties)
            return (BulkReceipt(action: "import", changed: changed, unchanged: max(0, ties.count - changed)), try db.now())
        }
    }
}

extension ConflictCandidate {
    fileprivate init(reference: String, _ organisation: Organisation, board: [String], _ content: ApplicationContent?) {
        self.init(
            reference: reference, organisation: organisation.name, enterpriseNumber: organisation.enterpriseNumber, board: board,
            contact: content?.contact.name ?? "", emails: [organisation.email, content?.contact.email ?? ""],
            postcodes: [organisation.seatPostcode] + organisation.activityPostcodes,
            partners: (content?.partners.map(\.name) ?? []) + (content?.cofunders?.map(\.name) ?? []),
            texts: content?.writtenTexts ?? [])
    }
}

extension ApplicationContent {
    /// Whatever may name a person, save for the contact.
    fileprivate var writtenTexts: [String] {
        [title, summary] + partners.map(\.name) + answers.sorted { $0.key < $1.key }.flatMap(\.value.texts)
            + (budgetItems?.map(\.label) ?? []) + (goods?.map(\.label) ?? [])
    }
}

extension AnswerValue {
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let texts): texts
        case .integer, .flag: []
        case .record(let parts): parts.sorted { $0.key < $1.key }.flatMap(\.value.texts)
        case .records(let records): records.flatMap(\.texts)
        }
    }
}
