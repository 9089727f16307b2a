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

    /// The same, before anything else is asked about the file.
    package func requireOwn(_ reference: String, of code: String) async throws(ServiceError) {
        guard let owner else { return }
        try await question(confined: true) { db in
            let call = try db.call(code: code).id
            guard try db.file(reference, ifIn: call)?.organisation == owner else {
                throw StoreError.notFound(kind: "application", name: reference)
            }
        }
    }
}

extension Service {
    /// The file as whoever acts on it knows it, before anything is said of its version or its state.
    ///
    /// To an organisation the files of others do not exist; its own is as it was made known, and its version counts the events that it
    /// knows, so that no number tells how far an examination is. To a member of the council a file may be one to know nothing of; and
    /// whoever never takes the step is told that, and not whether it could be taken.
    ///
    /// - Parameter name: what the asker calls the file.
    static func known(
        _ file: Application, to actor: Actor, as name: String, for action: ApplicationAction, _ db: borrowing Connection
    ) throws -> Application {
        if actor.member != nil {
            let known = try MemberSight(of: actor, in: file.call, db).known(file)
            try ApplicationMachine.permit(action, by: actor)
            return known
        }
        guard let own = actor.organisation else { return file }
        guard own == file.organisation else { throw StoreError.notFound(kind: "application", name: name) }
        return try file.asMadeKnown(countedBy: db.history(of: .application, file.id.value))
    }
}

extension Connection {
    /// The file that a command or a question names: to an organisation those of others do not exist.
    func file(_ reference: String, of call: CallID, for actor: Actor) throws -> Application {
        let file = try file(reference, of: call)
        guard actor.organisation == nil || actor.organisation == file.organisation else {
            throw StoreError.notFound(kind: "application", name: reference)
        }
        return file
    }
}

extension Connection {
    /// The files of a call, locked; for an organisation its own.
    func lockFiles(of call: CallID, ownedBy organisation: OrganisationID?) throws -> [Application] {
        guard let organisation else { return try lockFiles(of: call) }
        return try lockFiles(files(of: organisation).filter { $0.call == call }.map(\.reference), of: call)
    }
}

extension Batch {
    /// Decides on a file for somebody who may not know all of it. What would be refused of the file as it is known is refused in the
    /// same words; and while a decision is not made known, nothing that depends on it is done.
    @discardableResult
    mutating func decide(
        _ file: inout Application, knownAs known: Application, _ command: ApplicationCommand, _ context: ApplicationContext,
        definitionVersion: Int32, effect: EffectKind? = nil
    ) throws(Refusal) -> Event<ApplicationMachine> {
        if known.state != file.state {
            _ = try ApplicationMachine.decide(known, command, context)
            // An organisation may still withdraw a file that was advised on; a member would learn that it was.
            guard context.actor.member == nil, !file.isDecided else { throw .outcomePending }
        }
        return try decide(ApplicationMachine.self, &file, command, context, definitionVersion: definitionVersion, effect: effect)
    }
}

extension Receipt {
    /// The receipt of a step with a file, as far as its taker knows the file.
    ///
    /// - Parameters:
    ///   - known: the file before the step, as it is known.
    ///   - before: its version in the log.
    init(_ event: Event<ApplicationMachine>, _ file: Application, from known: Application, before: Int64) {
        self.init(
            machine: MachineKind.application.name, id: file.id.value, name: file.reference, action: event.command.action.name,
            from: known.state.name, state: event.to.name, version: known.version + file.version - before, at: event.at)
    }
}

extension Application {
    /// The file as its organisation knows it, with the number of the events that it knows as its version.
    func asMadeKnown(countedBy history: [LoggedEvent]) throws -> Application {
        var known = asMadeKnown
        known.version = Int64(try history.count(where: { try isMadeKnown($0) }))
        return known
    }

    /// Whether something was decided on it that is to be made known.
    fileprivate var isDecided: Bool { [.inadmissible, .awarded, .reserveListed, .refused].contains(state) }

    /// The file as its organisation knows it: until the outcome is made known, one that was filed is a file that was filed.
    var asMadeKnown: Application {
        guard notifiedAt == nil else { return self }
        var file = self
        if !isOwnState { file.state = .submitted }
        (file.score, file.rank, file.advice, file.advised, file.advisedLine) = (nil, nil, nil, nil, nil)
        (file.line, file.awarded, file.reserveRank, file.bound, file.grantable) = (nil, nil, nil, nil, nil)
        (file.verifiedMarker, file.finalMarker, file.isMarkerSettled) = (nil, nil, false)
        (file.urgentAt, file.ratifiedAt, file.approvals) = (nil, nil, [])
        return file
    }

    /// Whether the organisation brought the file into its state, or was asked for something.
    private var isOwnState: Bool { [.absent, .draft, .submitted, .complementRequested, .withdrawn].contains(state) }

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
