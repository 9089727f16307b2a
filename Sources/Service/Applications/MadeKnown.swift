import CallModel
import Postgres
import Store
import Workflow

// What an organisation may know of its own file.

extension Service {
    /// To an organisation the files of others do not exist.
    func requireOwn(_ file: Application, _ reference: String) throws(StoreError) {
        guard owner == nil || owner == file.organisation else { throw .notFound(kind: "application", name: reference) }
    }
}

extension Application {
    /// The file as its organisation knows it: until the outcome is made known, one that was filed is a file that was filed.
    var asMadeKnown: Application {
        guard !isMadeKnown else { return self }
        var file = self
        file.state = .submitted
        (file.score, file.rank, file.advice, file.advised, file.advisedLine) = (nil, nil, nil, nil, nil)
        (file.line, file.awarded, file.reserveRank, file.bound, file.grantable) = (nil, nil, nil, nil, nil)
        (file.verifiedMarker, file.finalMarker, file.isMarkerSettled) = (nil, nil, false)
        (file.urgentAt, file.ratifiedAt, file.approvals) = (nil, nil, [])
        return file
    }

    private var isMadeKnown: Bool {
        switch state {
        case .absent, .draft, .submitted, .complementRequested, .withdrawn: true
        default: notifiedAt != nil
        }
    }

    /// Whether an event of the file is known to its organisation: what it did itself, what it was asked, and what was made known,
    /// with all that came before that.
    func isMadeKnown(_ event: LoggedEvent) throws -> Bool {
        if let notifiedAt, event.at <= notifiedAt { return true }
        switch try event.event(of: ApplicationMachine.self).command.action {
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .notify, .appeal: return true
        default: return false
        }
    }
}
