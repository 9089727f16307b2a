package import CallModel
import Postgres
package import Store
package import Workflow

/// A file as lists show it.
package struct FileView: Sendable {
    package let file: Application
    package let organisation: String
    /// Empty once the file's content was erased.
    package let title: String
}

/// Which files a list shows; an empty part asks for nothing.
package struct FileFilter: Hashable, Sendable {
    package var states: Set<ApplicationState>
    package var category: String?
    /// Looked for in reference, title and organisation, whatever the case.
    package var text: String?

    package init(states: Set<ApplicationState> = [], category: String? = nil, text: String? = nil) {
        (self.states, self.category, self.text) = (states, category, text)
    }
}

/// Everything about one file.
package struct FileDetail: Sendable {
    package let view: FileView
    package let call: Call
    /// `nil` once it was erased.
    package let content: ApplicationContent?
    package let history: [LoggedEvent]
    package let reasons: [String]
}

extension Service {
    package func files(of code: String, _ filter: FileFilter = FileFilter()) async throws(ServiceError) -> [FileView] {
        try await question(confined: true) { db in
            let call = try db.call(code: code)
            return try views(of: shown(of: call, db), db).filter { filter.admits($0) }
        }
    }

    /// A part of the list in the order of the references: those after one, at most so many.
    ///
    /// - Returns: the part, and whether more follow.
    package func files(
        of code: String, _ filter: FileFilter, after reference: String?, most: Int
    ) async throws(ServiceError) -> (files: [FileView], hasMore: Bool) {
        try await question(confined: true) { db in
            let call = try db.call(code: code)
            var found: [FileView]
            if owner == nil, filter.text?.isEmpty ?? true {
                let states = filter.states.isEmpty ? nil : Array(filter.states)
                let files = try db.files(of: call.id, in: states, category: filter.category, after: reference, most: most + 1)
                found = try views(of: files, db)
            } else {
                found = try views(of: shown(of: call, db), db).filter { view in
                    filter.admits(view) && reference.map { $0 < view.file.reference } ?? true
                }
                found.sort { $0.file.reference < $1.file.reference }
            }
            return (Array(found.prefix(most)), found.count > most)
        }
    }

    /// The files of a call that whoever asks may know of, as far as it may.
    private func shown(of call: Call, _ db: borrowing Connection) throws -> [Application] {
        guard let owner else { return try db.files(of: call.id) }
        return try db.files(of: owner).filter { $0.call == call.id }.map { file in
            try file.asMadeKnown(countedBy: db.history(of: .application, file.id.value))
        }
    }

    package func file(_ reference: String, of code: String) async throws(ServiceError) -> FileDetail {
        try await question(confined: true) { db in
            let call = try db.call(code: code)
            var file = try db.file(reference, of: call.id)
            try requireOwn(file, reference)
            try requireRuledOut(file, db)
            let body = try file.summary.flatMap { try db.documents([$0.content])[$0.content] }
            var history = try db.history(of: .application, file.id.value)
            if owner != nil {
                let known = try file.asMadeKnown(countedBy: history)
                history = try history.filter { event in try file.isMadeKnown(event) }
                file = known
            }
            let digests = try history.compactMap { try $0.event(of: ApplicationMachine.self).command.spokenReason?.text }
            let texts = try db.documents(digests)
            return FileDetail(
                view: try views(of: [file], db)[0], call: call,
                content: try body.map { try LogJSON.decode(ApplicationContent.self, from: $0) }, history: history,
                reasons: digests.compactMap { texts[$0] })
        }
    }

    func views(of files: [Application], _ db: borrowing Connection) throws -> [FileView] {
        let names = try db.organisationNames(Set(files.map(\.organisation)))
        let titles = try db.titles(files.compactMap { $0.summary?.content })
        return files.map { file in
            FileView(
                file: file, organisation: names[file.organisation] ?? "",
                title: file.summary.flatMap { titles[$0.content] } ?? "")
        }
    }
}

extension FileFilter {
    fileprivate func admits(_ view: FileView) -> Bool {
        guard states.isEmpty || states.contains(view.file.state) else { return false }
        guard category == nil || view.file.summary?.category == category else { return false }
        guard let text = text?.lowercased(), !text.isEmpty else { return true }
        return [view.file.reference, view.title, view.organisation].contains { $0.lowercased().contains(text) }
    }
}

extension ApplicationCommand {
    /// The reason that a person reads beside the decision.
    var spokenReason: Reason? {
        switch self {
        case .requestComplement(let request): request.reason
        case .declareAdmissible(let ruling), .settleMarker(let ruling): ruling.reason
        case .advise(let advice): advice.reason
        case .award(let award), .awardUrgently(let award), .amend(let award): award.departure
        case .reserve(let place): place.departure
        case .refuse(let refused): refused.reason
        case .withdraw(let reason), .declareInadmissible(let reason), .returnToReview(let reason), .annul(let reason),
            .dismiss(let reason), .appeal(let reason), .uphold(let reason), .overturn(let reason):
            reason
        case .create, .edit, .submit, .reinstate, .complement, .beginReview, .score, .ratify, .approve, .notify: nil
        }
    }
}
