package import CallModel
package import Exchange
import Postgres
package import Store
package import Workflow

/// What holds of a whole list that may leave the house.
package struct ReleasedHead: Sendable {
    package let call: Call
    package let definition: CallDefinition
    package let now: Instant

    package func article(of line: String?) -> String? { definition.budgetLines.first { $0.id == line }?.budgetArticle }

    /// The day that an instant was where the call runs.
    package func day(_ instant: Instant?) -> CalendarDate? { Service.day(instant, of: definition) }
}

/// One file of such a list.
package struct ReleasedFile: Sendable {
    package let view: FileView
    /// Why the College departed from the advice, if it did.
    package let departure: String?
    /// Of a file that was turned down.
    package let codes: [String]
    /// In the applicant's language, as it was written down with the decision; empty once erased.
    package let reason: String
}

extension Service {
    /// Hands on one list of a call as it is read, in its order: refused until the results are released, and without what was
    /// decided since then and not made known yet.
    ///
    /// - Parameter body: runs on the session's own thread, and throws what it likes.
    package func released<Value: Sendable>(
        _ list: DecidedFiles, of code: String,
        _ body: @escaping @Sendable (ReleasedHead, RecordStream<ReleasedFile>) throws -> Value
    ) async throws -> Value {
        try await streaming { db in
            let call = try released(code, db)
            let head = ReleasedHead(call: call, definition: try regulation(of: call, db).definition, now: try db.now())
            return try body(head) { take in
                try db.forEachKnown(list, of: call.id) { files in
                    for file in try releasedFiles(files, list, db) { try take(file) }
                }
            }
        }
    }

    private func releasedFiles(
        _ files: [Application], _ list: DecidedFiles, _ db: borrowing Connection
    ) throws -> [ReleasedFile] {
        let ids = files.map(\.id)
        let names = try db.organisationNames(Set(files.map(\.organisation)))
        let titles = try db.titles(files.compactMap { $0.summary?.content })
        let refusals = list == .turnedDown ? try db.turnedDown(of: ids) : [:]
        let departures = list == .turnedDown ? refusals.compactMapValues(\.departure.text) : try db.departures(of: ids)
        let reasons = refusals.compactMapValues(\.reason.text)
        let digests = Array(departures.values) + Array(reasons.values)
        let texts = digests.isEmpty ? [:] : try db.documents(digests)
        return files.map { file in
            let view = FileView(
                file: file, organisation: names[file.organisation] ?? "",
                title: file.summary.flatMap { titles[$0.content] } ?? "")
            return ReleasedFile(
                view: view, departure: departures[file.id].flatMap { texts[$0] }, codes: refusals[file.id]?.reason.codes ?? [],
                reason: reasons[file.id].flatMap { texts[$0] } ?? "")
        }
    }
}
