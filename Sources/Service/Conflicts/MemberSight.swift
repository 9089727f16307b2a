import CallModel
import Postgres
import Store
import Workflow

/// What a member of the council who gives a command may know of the files of a call. Whoever is no member knows them all.
///
/// A question is answered by a role of the database that sees nothing else. A command is decided on what is true, so that its refusals
/// are asked of the file as it is known before they are asked of the file.
struct MemberSight {
    private let hidden: Set<ApplicationID>

    init(of actor: Actor, among conflicts: some Sequence<ConflictInForce>) {
        hidden = actor.member.map { member in Set(conflicts.filter { $0.member == member }.map(\.application)) } ?? []
    }

    init(of actor: Actor, in call: CallID, _ db: borrowing Connection) throws {
        self.init(of: actor, among: actor.member == nil ? [] : try db.conflicts(of: call))
    }

    /// Whether there is a file of the call of which the asker may know nothing.
    var isNarrowed: Bool { !hidden.isEmpty }

    func hides(_ file: ApplicationID) -> Bool { hidden.contains(file) }

    /// The file as the asker knows it. To somebody with a conflict of interest on another one, a file that was advised on is a file
    /// with a score until its decision is made known: the same as `appel_member.applications` shows.
    func known(_ file: Application) throws(Refusal) -> Application {
        guard !hides(file.id) else { throw .conflictOfInterest }
        guard isNarrowed, file.notifiedAt == nil, file.advice != nil else { return file }
        var known = file
        known.state = .scored
        (known.rank, known.advice, known.advised, known.advisedLine) = (nil, nil, nil, nil)
        (known.line, known.awarded, known.reserveRank, known.bound, known.approvals) = (nil, nil, nil, nil, [])
        return known
    }
}
