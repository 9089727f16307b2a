import CallModel
import Workflow

/// The subjects of one machine, brought forward event by event.
struct RebuiltSubjects<M: StoredMachine>: Sendable {
    private(set) var subjects: [M.Subject] = []
    private var places: [Int64: Int] = [:]
    /// The streams that have an impossible event: where they stand nobody can say.
    private(set) var broken: Set<Int64> = []
    private let steps = TransitionSet<M>()

    /// Applies the next event of the log that is of this machine.
    mutating func take(_ logged: LoggedEvent) throws(EventFault) {
        if !broken.isEmpty, broken.contains(logged.stream) { return }
        do throws(EventFault) {
            try apply(logged)
        } catch {
            broken.insert(logged.stream)
            throw error
        }
    }

    private mutating func apply(_ logged: LoggedEvent) throws(EventFault) {
        let event: Event<M>
        do throws(StoreError) {
            event = try logged.event(of: M.self)
        } catch {
            guard case .unreadable(let what) = error else { throw EventFault(logged, .unreadable, "\(error)") }
            throw EventFault(logged, .unreadable, what)
        }
        let place = try place(of: event, logged)
        guard steps.contains(event) else {
            let step = "\(logged.action) does not lead from \(logged.from) to \(logged.to)"
            throw EventFault(logged, .unknownTransition, step)
        }
        guard M.fits(event.command, on: subjects[place]) else {
            throw EventFault(logged, .outOfRange, "an amount is beyond what can be counted")
        }
        M.evolve(&subjects[place], with: event)
    }

    /// Where the event's subject is kept, once the event is known to follow on it.
    private mutating func place(of event: Event<M>, _ logged: LoggedEvent) throws(EventFault) -> Int {
        let known = places[logged.stream]
        let version = known.map { subjects[$0].version } ?? 0
        guard logged.version == version + 1 else {
            throw EventFault(logged, .doesNotJoin, "follows on version \(version)")
        }
        let state = known.map { subjects[$0].state } ?? M.Subject(id: .init(logged.stream)).state
        guard event.from == state else {
            throw EventFault(logged, .doesNotJoin, "starts from \(logged.from), not from \(state.name)")
        }
        if let known { return known }
        places[logged.stream] = subjects.count
        subjects.append(M.Subject(id: .init(logged.stream)))
        return subjects.count - 1
    }

    /// The subjects whose stream is sound.
    var sound: [M.Subject] { broken.isEmpty ? subjects : subjects.filter { !broken.contains($0.id.value) } }
}

/// The steps of one machine's part of the transition table, for a look-up per event.
struct TransitionSet<M: Machine>: Sendable {
    private let known: [Bool]

    init() {
        var known = [Bool](repeating: false, count: M.Action.names.count * M.State.names.count * M.State.names.count)
        for action in M.Action.allCases {
            for rule in M.rules(for: action) {
                for from in rule.from {
                    for to in rule.to { known[Self.index(action, from, to)] = true }
                }
            }
        }
        self.known = known
    }

    func contains(_ event: Event<M>) -> Bool { known[Self.index(event.command.action, event.from, event.to)] }

    private static func index(_ action: M.Action, _ from: M.State, _ to: M.State) -> Int {
        (Int(action.rawValue) * M.State.names.count + Int(from.rawValue)) * M.State.names.count + Int(to.rawValue)
    }
}
