package import CallModel
package import Workflow

/// An event of any machine as the log's row holds it.
package struct LoggedEvent: Hashable, Codable, Sendable {
    /// Its place in the whole log; 0 before it has one.
    package var seq: Int64
    package let at: Instant
    package let machine: String
    package let stream: Int64
    package let version: Int64
    package let action: String
    package let from: String
    package let to: String
    package let actor: String
    package let definitionVersion: Int32
    /// JSON, byte for byte.
    package let payload: String?

    package init<M: StoredMachine>(_ event: Event<M>, on subject: M.Subject, definitionVersion: Int32) {
        seq = 0
        at = event.at
        machine = M.kind.name
        stream = subject.id.value
        version = subject.version
        action = event.command.action.name
        from = event.from.name
        to = event.to.name
        actor = event.actor.reference
        self.definitionVersion = definitionVersion
        payload = event.command.payload.flatMap { LogJSON.text($0) }
    }

    init(
        seq: Int64, at: Instant, machine: String, stream: Int64, version: Int64, action: String, from: String,
        to: String, actor: String, definitionVersion: Int32, payload: String?
    ) {
        self.seq = seq
        self.at = at
        self.machine = machine
        self.stream = stream
        self.version = version
        self.action = action
        self.from = from
        self.to = to
        self.actor = actor
        self.definitionVersion = definitionVersion
        self.payload = payload
    }
}

extension LoggedEvent {
    /// The event as the machine understands it.
    ///
    /// - Throws: `StoreError.unreadable` for a name or a payload that the machine does not know.
    package func event<M: StoredMachine>(of machine: M.Type) throws(StoreError) -> Event<M> {
        guard let action = M.Action(name: action) else { throw .unreadable("action \(self.action) of \(M.kind.name)") }
        guard let actor = Actor(reference: self.actor) else { throw .unreadable("actor \(self.actor)") }
        let command = try StoreError.wrapping { try M.Command(action, payload: StoredPayload(text: payload)) }
        return Event(
            from: try M.stateNamed(from), to: try M.stateNamed(to), command: command, at: at, actor: actor)
    }
}
