package import CallModel
package import Exchange
import Postgres
import Store
package import Workflow

/// What every rule of the regulation says about one file.
package struct FileFindings: Sendable {
    package let file: Application
    package let organisation: Organisation
    package let findings: [RuleFinding]
    /// What limits the file's award, the smallest first: that one binds. Empty for an erased file.
    package let bounds: [AwardBound]
    /// Documents of people are gone when the file was erased; then there is nothing left to examine.
    package let isErased: Bool

    package var failures: [RuleFinding] { findings.filter { $0.failure != nil } }
}

extension Service {
    /// Examines every filed file of a call: all failing rules, with the values that failed and the article.
    package func admissibilityReport(of code: String) async throws(ServiceError) -> [FileFindings] {
        try await question { db in
            let call = try db.call(code: code)
            return try examine(try db.files(of: call.id), of: call, db)
        }
    }

    /// Decides on the admissibility of every file that awaits it: what passes is admissible, what fails a rule is not, with
    /// the rules as the reason. All or nothing.
    ///
    /// - Parameters:
    ///   - rulings: decisions by hand, each with its reason, for what no rule can see.
    ///   - markers: gender markers that the secretariat verified otherwise than declared.
    package func decideAdmissibility(
        of code: String, rulings: [ImportedRuling], markers: [ImportedMarker], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "admissibility \(code) \(rulings) \(markers)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            let files = try db.lockFiles(of: loaded.call.id)
            try Self.refuseUnknown(rulings.map { ($0.reference, $0.row) } + markers.map { ($0.reference, $0.row) }, files)
            let ruling = Dictionary(rulings.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            let marker = Dictionary(markers.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            var outcome = BulkOutcome()
            for examined in try examine(files, of: loaded.call, db) where examined.file.isAwaitingAdmissibility {
                var file = examined.file
                // A complement that may still come is waited for.
                if let due = file.complementDue, loaded.now < due { continue }
                let command = Self.admissibility(
                    of: examined, ruling[file.reference], marker[file.reference], in: &batch)
                let context = ApplicationContext(
                    now: loaded.now, actor: request.actor, call: loaded.call,
                    failingRules: examined.failures.map(\.rule))
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        ApplicationMachine.self, &file, command, context,
                        definitionVersion: loaded.call.definitionVersion)
                    return file.state.name
                }
            }
            return (try outcome.receipt("decideAdmissibility"), loaded.now)
        }
    }

    private static func admissibility(
        of examined: FileFindings, _ ruling: ImportedRuling?, _ marker: ImportedMarker?, in batch: inout Batch
    ) -> ApplicationCommand {
        let failing = examined.failures.map(\.rule)
        if let ruling, ruling.ruling == .inadmissible {
            return .declareInadmissible(reason(ruling.reason, codes: failing, in: &batch))
        }
        guard failing.isEmpty, examined.file.complementDue == nil, !examined.isErased else {
            return .declareInadmissible(
                Reason(codes: failing.isEmpty ? [examined.isErased ? "erased" : "complementOverdue"] : failing))
        }
        let declared = examined.file.summary?.declaredMarker
        let verified = marker.map(\.marker) ?? declared
        return .declareAdmissible(MarkerRuling(marker: verified, reason: reason(marker?.reason, in: &batch)))
    }

    static func refuseUnknown(_ named: [(reference: String, row: Int)], _ files: [Application]) throws(ServiceError) {
        let known = Set(files.map(\.reference))
        let faults = named.filter { !known.contains($0.reference) }.map {
            InputFault.unknownFile($0.reference, row: $0.row)
        }
        guard faults.isEmpty else { throw .faults(faults) }
    }

    /// Applies every rule to every file that was filed and not withdrawn.
    func examine(
        _ files: [Application], of call: Call, _ db: borrowing Connection
    ) throws -> [FileFindings] {
        let regulation = try regulation(of: call, db)
        let filed = files.filter { $0.submittedAt != nil && $0.state != .withdrawn }
            .sorted { ($0.submittedAt ?? .distantFuture, $0.id) < ($1.submittedAt ?? .distantFuture, $1.id) }
        let bodies = try db.documents(filed.compactMap { $0.summary?.content })
        let organisations = Dictionary(uniqueKeysWithValues: try db.organisations().map { ($0.id, $0.organisation) })
        let pastGrants = try db.pastGrants()
        let zone = regulation.definition.calendar.closes.zone
        var earlier: [OrganisationID: [EarlierFile]] = [:]
        return try filed.compactMap { file in
            guard let organisation = organisations[file.organisation], let submitted = file.submittedAt else { return nil }
            defer {
                let category = file.summary?.category ?? ""
                earlier[file.organisation, default: []].append(EarlierFile(reference: file.reference, category: category))
            }
            guard let body = file.summary.flatMap({ bodies[$0.content] }) else {
                return FileFindings(file: file, organisation: organisation, findings: [], bounds: [], isErased: true)
            }
            let content = try LogJSON.decode(ApplicationContent.self, from: body)
            let day = ZonedTime.wallClock(of: submitted, in: zone)?.date ?? CalendarDate(daysSince1970: 0)
            let circumstances = FileCircumstances(
                submittedOn: day, earlierFiles: earlier[file.organisation] ?? [],
                pastGrants: pastGrants[file.organisation] ?? [])
            return FileFindings(
                file: file, organisation: organisation,
                findings: regulation.findings(on: content.facts, of: organisation, in: circumstances),
                bounds: regulation.awardBounds(on: content.facts, of: organisation, in: circumstances), isErased: false)
        }
    }
}

extension Application {
    fileprivate var isAwaitingAdmissibility: Bool { state == .submitted || state == .complementRequested }
}

extension Instant {
    fileprivate static let distantFuture = Instant(microseconds: .max)
}
