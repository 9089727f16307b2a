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

    /// Examines one file; nil where it was not filed, or was withdrawn.
    package func findings(on reference: String, of code: String) async throws(ServiceError) -> FileFindings? {
        try await question { db in
            let call = try db.call(code: code)
            let file = try db.file(reference, of: call.id)
            // What its association filed before counts; what is left of the money does only until it is admitted.
            let files = file.grantable == nil ? try db.files(of: call.id) : try db.files(of: file.organisation).filter { $0.call == call.id }
            return try examine(files, of: call, only: file, db).first
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
            try ApplicationMachine.permit(.declareAdmissible, by: request.actor)
            let files = try db.lockFiles(of: loaded.call.id)
            let ruling = Dictionary(rulings.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            let marker = Dictionary(markers.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            let decisions = try examine(files, of: loaded.call, markers: marker, db)
                .filter { $0.file.obstacleToAdmissibility(at: loaded.now) == nil }
                .map { examined in
                    let reference = examined.file.reference
                    return (examined, Self.admissibility(of: examined, ruling[reference], marker[reference], in: &batch))
                }
            let admitted = Set(decisions.filter { $0.1.action == .declareAdmissible }.map(\.0.file.id))
            let refusedByMarker = Set(decisions.filter { $0.0.failsByMarker }.map(\.0.file.id))
            let faults =
                NamedFile.faults(
                    rulings.map { NamedFile(reference: $0.reference, row: $0.row, list: "rulings") }, files
                ) { $0.obstacleToAdmissibility(at: loaded.now) }
                + NamedFile.faults(
                    markers.map { NamedFile(reference: $0.reference, row: $0.row, list: "markers") }, files
                ) { file in
                    if let obstacle = file.obstacleToAdmissibility(at: loaded.now) { return obstacle }
                    if admitted.contains(file.id) { return nil }
                    guard refusedByMarker.contains(file.id) else { return .markerUnused(on: file) }
                    // The guards ask an admissible file's marker for its reason; here the marker is what refuses.
                    return marker[file.reference]?.reasonMissing(declared: file.summary?.declaredMarker)
                }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            var outcome = BulkOutcome()
            for (examined, command) in decisions {
                var file = examined.file
                let context = ApplicationContext(
                    now: loaded.now, actor: request.actor, call: loaded.call,
                    failingRules: examined.isErased ? ["erased"] : examined.failures.map(\.rule))
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
        // Against a rule that fails a ruling of "admissible" does not help: the guards refuse it, and name the rule.
        let isAdmissible = examined.obstacles.isEmpty || ruling?.ruling == .admissible
        guard isAdmissible, ruling?.ruling != .inadmissible else {
            let why = ruling?.reason ?? (examined.failsByMarker ? marker?.reason : nil)
            return .declareInadmissible(examined.reason(why, in: &batch))
        }
        let declared = examined.file.summary?.declaredMarker
        let verified = marker.map(\.marker) ?? declared
        let why = marker?.reason ?? ruling?.reason
        return .declareAdmissible(
            MarkerRuling(marker: verified, reason: reason(why, in: &batch), bound: examined.bounds.first))
    }

    /// Applies every rule to every file that was filed and not withdrawn.
    ///
    /// - Parameters:
    ///   - markers: the rulings on gender markers that are being made: a rule goes by them, not by the declaration.
    ///   - one: the only file to apply them to; the others are what it is seen beside.
    func examine(
        _ files: [Application], of call: Call, markers: [String: ImportedMarker] = [:], only one: Application? = nil,
        _ db: borrowing Connection
    ) throws -> [FileFindings] {
        let regulation = try regulation(of: call, db)
        let filed = files.filter { $0.submittedAt != nil && $0.state != .withdrawn }
            .filter { file in one.map { $0.organisation == file.organisation } ?? true }
            .sorted { ($0.submittedAt ?? .distantFuture, $0.id) < ($1.submittedAt ?? .distantFuture, $1.id) }
        let bodies = try db.documents((one.map { [$0] } ?? filed).compactMap { $0.summary?.content })
        let organisations =
            if let one { try db.organisations([one.organisation]) } else {
                Dictionary(uniqueKeysWithValues: try db.organisations().map { ($0.id, $0.organisation) })
            }
        let pastGrants = try db.pastGrants()
        let zone = regulation.definition.calendar.closes.zone
        let book = LineBook(regulation.definition, files)
        var earlier: [OrganisationID: [EarlierFile]] = [:]
        return try filed.compactMap { file in
            guard let organisation = organisations[file.organisation], let submitted = file.submittedAt else { return nil }
            defer {
                let category = file.summary?.category ?? ""
                earlier[file.organisation, default: []].append(EarlierFile(reference: file.reference, category: category))
            }
            guard one.map({ $0.id == file.id }) ?? true else { return nil }
            guard let body = file.summary.flatMap({ bodies[$0.content] }) else {
                return FileFindings(file: file, organisation: organisation, findings: [], bounds: [], isErased: true)
            }
            let content = try LogJSON.decode(ApplicationContent.self, from: body)
            let day = ZonedTime.wallClock(of: submitted, in: zone)?.date ?? CalendarDate(daysSince1970: 0)
            let screening = file.screening(declared: content.gender.marker, ruled: markers[file.reference])
            let circumstances = FileCircumstances(
                submittedOn: day, earlierFiles: earlier[file.organisation] ?? [],
                pastGrants: pastGrants[file.organisation] ?? [], gender: screening)
            let bounds = regulation.awardBounds(
                on: content.facts, of: organisation, in: circumstances,
                remaining: book.mostLeft(
                    for: content.facts, reserved: (screening?.effective ?? content.gender.marker) == .principal))
            return FileFindings(
                file: file, organisation: organisation,
                findings: regulation.findings(on: content.facts, of: organisation, in: circumstances),
                // What was kept at the admission stands, whatever became of the money since.
                bounds: file.grantable.map { [$0] } ?? bounds, isErased: false)
        }
    }
}

extension ImportedMarker {
    /// What to tell where the marker goes down without a word why.
    fileprivate func reasonMissing(declared: GenderMarker?) -> Message? {
        var screening = GenderScreening(declared: declared)
        do throws(GenderScreeningFault) {
            try screening.verify(marker, reason: reason)
            return nil
        } catch {
            return error.message
        }
    }
}

extension FileFindings {
    /// A rule on the gender marker stands in the way.
    fileprivate var failsByMarker: Bool { failures.contains { $0.failure?.isAboutGenderMarker == true } }

    /// What keeps the file from being admissible, each with what the applicant is told: every failing rule, a complement that
    /// did not come.
    fileprivate var obstacles: [(code: String, message: Message?)] {
        var obstacles = failures.map { (code: $0.rule, message: $0.message) }
        if isErased { obstacles.append(("erased", .contentErased)) }
        if file.complementDue != nil { obstacles.append(("complementOverdue", .complementMissing)) }
        return obstacles
    }

    /// The reason for which the file is inadmissible, in the applicant's language and as it stands today: registers and lists
    /// change, and the reason must not.
    fileprivate func reason(_ ruling: String?, in batch: inout Batch) -> Reason {
        let language = organisation.language.language
        let sentences = [ruling].compactMap { $0 } + obstacles.compactMap { $0.message?.text(in: language) }
        return Service.reason(sentences.joined(separator: " "), codes: obstacles.map(\.code), in: &batch)
    }
}

extension Message {
    fileprivate static let contentErased = Message(
        fr: "Le contenu du dossier a été effacé.", nl: "De inhoud van het dossier is gewist.",
        en: "The content of the file was erased.")
    fileprivate static let complementMissing = Message(
        fr: "Le complément demandé n'est pas arrivé dans le délai.", nl: "De gevraagde aanvulling kwam niet binnen de termijn.",
        en: "The complement that was asked for did not come in time.")
}

extension Application {
    /// The gender markers that the file has; nil while nothing but the declaration is known.
    fileprivate func screening(declared: GenderMarker?, ruled: ImportedMarker?) -> GenderScreening? {
        if let ruled {
            return GenderScreening(
                declared: declared, verified: GenderScreening.Step(marker: ruled.marker, reason: ruled.reason))
        }
        guard verifiedMarker != nil || isMarkerSettled else { return nil }
        return GenderScreening(
            declared: declared, verified: GenderScreening.Step(marker: verifiedMarker, reason: nil),
            final: isMarkerSettled ? GenderScreening.Step(marker: finalMarker, reason: nil) : nil)
    }

    /// Why the file's admissibility is not decided on now; `nil` where it is. A complement that may still come is waited for.
    fileprivate func obstacleToAdmissibility(at now: Instant) -> Message? {
        guard state == .submitted || state == .complementRequested else { return .withoutEffect(on: self) }
        if let due = complementDue, now < due { return .complementRunning(for: self) }
        return nil
    }
}

extension Instant {
    fileprivate static let distantFuture = Instant(microseconds: .max)
}
