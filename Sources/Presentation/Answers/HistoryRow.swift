package import CallModel
package import Service
package import Store
import Workflow

/// One event in the history of a call, a file or a grant.
package struct HistoryRow: Codable, TableRow {
    /// Whose event it is: for the labels, and not told.
    private var machine = ""
    package let seq: Int64
    package let at: Instant
    package let version: Int64
    package let action: String
    package let from: String
    package let to: String
    /// As it is typed after `--as`.
    package let actor: String
    package let definitionVersion: Int32
    /// What kept the amount that the event is about from being larger.
    package let bound: BoundAnswer?
    private var words: Message?

    private enum CodingKeys: String, CodingKey {
        case seq, at, version, action, from, to, actor, definitionVersion, bound
    }

    package init(_ event: LoggedEvent, actors: [String: String]) {
        (machine, seq, at, version, action) = (event.machine, event.seq, event.at, event.version, event.action)
        (from, to, definitionVersion) = (event.from, event.to, event.definitionVersion)
        actor = actors[event.actor] ?? event.actor
        let kept = MachineKind(name: event.machine) == .application ? try? event.event(of: ApplicationMachine.self).command.bound : nil
        (bound, words) = (kept.map(BoundAnswer.init), kept?.message)
    }

    package static let columns: [Column] = [
        .number(Words.version), .text(Words.at), .text(Words.action), .text(Words.state), .text(Words.actor)
    ]

    package func cells(in language: Language) -> [String] {
        [
            String(version), Moment.text(at),
            [actionLabel?.text(in: language) ?? action, words?.text(in: language)].compactMap { $0 }.joined(separator: " – "),
            StateLabel.text(machine, to, in: language), actor
        ]
    }

    private var actionLabel: Message? {
        switch MachineKind(name: machine) {
        case .call: CallAction(name: action)?.label
        case .application: ApplicationAction(name: action)?.label
        case .review: ReviewAction(name: action)?.label
        case .grant: GrantAction(name: action)?.label
        case nil: nil
        }
    }
}

extension Service {
    /// Events as people read them.
    package func historyRows(_ events: [LoggedEvent]) async throws -> [HistoryRow] {
        let actors = try await actorNames(events)
        return events.map { HistoryRow($0, actors: actors) }
    }
}
