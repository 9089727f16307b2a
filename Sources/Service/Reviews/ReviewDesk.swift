import CallModel
import Postgres
import Store
import Workflow

/// Everything that decisions on the reviews of one call rest on, under its lock.
struct ReviewDesk {
    let call: Call
    let now: Instant
    let scales: [ClosedRange<Int32>]
    private let options: [Int: [Int32]]
    let panel: Panellists
    private let reviews: [Pair: Review]
    private let conflicts: Set<ConflictInForce>
    /// What whoever gives the command may know of the files.
    let sight: MemberSight

    private struct Pair: Hashable {
        let application: ApplicationID
        let member: MemberID
    }

    init(_ loaded: LoadedCall, _ definition: CallDefinition, for actor: Actor, _ db: borrowing Connection) throws {
        call = loaded.call
        now = loaded.now
        scales = definition.scoring.scales
        options = definition.scoring.optionPoints
        panel = try Panellists(of: call.id, db)
        reviews = Dictionary(
            try db.lockReviews(of: call.id).filter { $0.state != .recused && $0.state != .voided }
                .map { (Pair(application: $0.application, member: $0.member), $0) },
            uniquingKeysWith: { $1 })
        conflicts = Set(try db.conflicts(of: call.id))
        sight = MemberSight(of: actor, among: conflicts)
    }

    /// What the members wrote to their scores.
    var justifications: [Digest] { reviews.values.compactMap { $0.scores?.justification } }

    /// The member's review of the file that is neither recused nor void.
    func live(_ file: ApplicationID, _ member: MemberID) -> Review? { reviews[Pair(application: file, member: member)] }

    /// The reviews that the file's score is made of.
    func counted(on file: ApplicationID) -> [Review] {
        reviews.values.filter { $0.application == file && $0.state == .counted }.sorted { $0.id < $1.id }
    }

    func isConflicted(_ file: ApplicationID, _ member: MemberID) -> Bool {
        conflicts.contains(ConflictInForce(member: member, application: file))
    }

    func find(_ reference: String, _ member: String, row: Int?) throws(ServiceError) -> (Application, MemberID) {
        guard let file = panel.files[reference], let id = panel.members[member] else {
            throw .faults(panel.faults(reference, member, row: row ?? 0))
        }
        return (file, id)
    }

    /// Refuses a list of reviews before anything is said of one of them: those on files of which the asker may know nothing, and the
    /// same review twice, where the second row would be decided on what the first one changed.
    func check(_ named: [(reference: String, member: String, row: Int)]) throws(ServiceError) {
        try refuseHidden(named.map { ($0.reference, $0.member) })
        var seen: Set<[String]> = []
        let repeated = named.filter { !seen.insert([$0.reference, $0.member]).inserted }
        guard repeated.isEmpty else {
            throw .faults(
                repeated.map {
                    InputFault(row: $0.row, field: "member", message: .namedTwice("\($0.reference), \($0.member)"))
                })
        }
    }

    /// Whoever has a conflict of interest with a file is told that, and neither who reviews it nor how far they are.
    func refuseHidden(_ named: [(reference: String, member: String)]) throws(ServiceError) {
        let hidden = named.filter { name in panel.files[name.reference].map { sight.hides($0.id) } ?? false }
        guard hidden.isEmpty else {
            throw .refusedFiles(
                hidden.map { FileRefusal(reference: "\($0.reference) \($0.member)", refusal: .conflictOfInterest) })
        }
    }

    /// That the member has no review of the file.
    func unassigned(_ reference: String, _ member: String, _ row: Int?) -> ServiceError {
        .faults([
            InputFault(
                row: row, field: "member",
                message: Message(
                    fr: "Le dossier \(reference) n'est pas attribué au membre \(member).",
                    nl: "Dossier \(reference) is niet toegewezen aan lid \(member).",
                    en: "The file \(reference) is not assigned to the member \(member)."))
        ])
    }

    func decide(
        _ command: ReviewCommand, _ review: inout Review, of file: Application, member: MemberID, _ actor: Actor,
        _ batch: inout Batch
    ) throws(Refusal) {
        // What follows from a declaration is the system's doing, and decided on what is true.
        let known = actor.member == nil ? file : try sight.known(file)
        let context = ReviewContext(
            now: now, actor: actor, call: call, application: known.state, conflicted: isConflicted(file.id, member),
            actorConflicted: actor.member.map { isConflicted(file.id, $0) } ?? false, scales: scales,
            options: options)
        try batch.decide(
            ReviewMachine.self, &review, command, context, definitionVersion: call.definitionVersion)
    }
}
