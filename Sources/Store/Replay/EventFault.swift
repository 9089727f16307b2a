/// An event that cannot have happened as the log tells it. Nothing that follows it in its stream is judged.
package struct EventFault: Error, Hashable, Codable, Sendable {
    package enum Reason: String, Codable, Sendable {
        case unknownMachine
        /// A name, an actor or a payload that the program does not understand.
        case unreadable
        /// It does not start where the event before it ended.
        case doesNotJoin
        /// The transition table has no such step.
        case unknownTransition
        /// Its figures lead beyond what can be counted.
        case outOfRange
    }

    /// The event's number in the whole log.
    package let seq: Int64
    package let machine: String
    package let stream: Int64
    package let version: Int64
    package let reason: Reason
    /// What was found, in English.
    package let detail: String

    init(_ event: LoggedEvent, _ reason: Reason, _ detail: String) {
        (seq, machine, stream, version) = (event.seq, event.machine, event.stream, event.version)
        (self.reason, self.detail) = (reason, detail)
    }
}

extension EventFault: CustomStringConvertible {
    package var description: String { "event \(seq), \(version) of \(machine) \(stream): \(detail)" }
}
