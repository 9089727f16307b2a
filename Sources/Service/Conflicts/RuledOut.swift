import CallModel
import Postgres
import Store
import Workflow

extension Service {
    /// Stops a member of the council who has not said yet whether there is a conflict of interest with a file. Until a file has its
    /// score, only those open it who review it and have begun: whoever begins has ruled a conflict out.
    ///
    /// - Parameter member: who opens it, where the service is asked by nobody in particular.
    func requireRuledOut(_ file: Application, by member: MemberID? = nil, _ db: borrowing Connection) throws {
        guard let member = reader ?? member, file.isBeforeScore else { return }
        let own = try db.reviews(of: file.id).filter { $0.member == member }
        guard own.contains(where: { [.draft, .submitted, .reopened, .counted].contains($0.state) }) else {
            throw Refusal.conflictNotRuledOut
        }
    }
}

extension Application {
    /// Whether the members have still to say what they think of it.
    fileprivate var isBeforeScore: Bool {
        [.draft, .submitted, .complementRequested, .admissible, .underReview].contains(state)
    }
}
