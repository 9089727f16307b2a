import CallModel
package import Postgres
package import Workflow

/// What one transaction will write: events with the subjects as they stand after them, documents, and effects.
///
/// Collected in memory while the core decides, then sent in one round trip. A refusal half-way leaves nothing behind,
/// because nothing was sent.
package struct Batch: Sendable {
    private var events: [LoggedEvent] = []
    private var documents: [Document] = []
    private var definitions: [StoredDefinition] = []
    private var effects: [Effect] = []
    var calls = Changed<CallMachine>()
    var applications = Changed<ApplicationMachine>()
    var reviews = Changed<ReviewMachine>()
    var grants = Changed<GrantMachine>()

    package init() {}

    package var eventCount: Int { events.count }

    /// Adds an accepted event and applies it to its subject.
    ///
    /// - Parameter effect: what is to be carried out once this is committed.
    package mutating func record<M: StoredMachine>(
        _ event: Event<M>, on subject: inout M.Subject, definitionVersion: Int32, effect: EffectKind? = nil
    ) {
        M.evolve(&subject, with: event)
        let logged = LoggedEvent(event, on: subject, definitionVersion: definitionVersion)
        events.append(logged)
        if let effect { effects.append(Effect(kind: effect, event: logged)) }
        M.note(subject, in: &self)
    }

    package mutating func keep(_ document: Document) { documents.append(document) }
    package mutating func keep(_ definition: StoredDefinition) { definitions.append(definition) }

    /// The statements that write all of it, in an order in which every constraint holds at every step.
    package func write(to pipeline: inout Pipeline) {
        Document.add(documents, to: &pipeline)
        for definition in definitions { pipeline.add(definition) }
        guard !events.isEmpty else { return }
        LoggedEvent.add(events, to: &pipeline)
        calls.write(to: &pipeline)
        applications.write(to: &pipeline)
        reviews.write(to: &pipeline)
        grants.write(to: &pipeline)
        Effect.add(effects, to: &pipeline)
    }
}

/// The subjects of one machine that a batch creates or changes, each as it stands after its last event.
struct Changed<M: StoredMachine>: Sendable {
    private var subjects: [M.Subject] = []
    private var isNew: [Bool] = []
    private var places: [Int64: Int] = [:]

    mutating func note(_ subject: M.Subject) {
        if let place = places[subject.id.value] {
            subjects[place] = subject
        } else {
            places[subject.id.value] = subjects.count
            subjects.append(subject)
            isNew.append(subject.version == 1)
        }
    }

    func write(to pipeline: inout Pipeline) {
        let created = subjects.indices.filter { isNew[$0] }.map { subjects[$0] }
        let updated = subjects.indices.filter { !isNew[$0] }.map { subjects[$0] }
        if !created.isEmpty { M.add(M.table.insert, on: created, to: &pipeline) }
        if !updated.isEmpty { M.add(M.table.update, on: updated, to: &pipeline) }
    }
}
