package import CallModel
package import Exchange
package import Selection
package import Store
package import Workflow

/// Who asks, and how carefully.
package struct Request: Sendable {
    package let actor: Actor
    /// Makes repeating the command safe: the second time gives the first answer.
    package let key: String?
    /// The version that the asker saw, where the command edits.
    package let expectedVersion: Int64?
    /// Decide and write everything, then take it all back.
    package let isDryRun: Bool

    package init(actor: Actor, key: String? = nil, expectedVersion: Int64? = nil, isDryRun: Bool = false) {
        (self.actor, self.key, self.expectedVersion, self.isDryRun) = (actor, key, expectedVersion, isDryRun)
    }
}

/// What became of a command on one thing.
package struct Receipt: Hashable, Codable, Sendable {
    package let machine: String
    package let id: Int64
    package let name: String
    package let action: String
    package let from: String
    package let state: String
    package let version: Int64
    package let at: Instant
}

/// What became of a command on many things: all of it, or nothing.
package struct BulkReceipt: Hashable, Codable, Sendable {
    package let action: String
    /// How many things were created or changed.
    package let changed: Int
    /// How many were as asked for already.
    package let unchanged: Int
    /// How many now are in each state, in the order of the states.
    package let states: [StateCount]

    package init(action: String, changed: Int, unchanged: Int = 0, states: [StateCount] = []) {
        (self.action, self.changed, self.unchanged, self.states) = (action, changed, unchanged, states)
    }
}

package struct StateCount: Hashable, Codable, Sendable {
    package let state: String
    package let count: Int

    package init(state: String, count: Int) { (self.state, self.count) = (state, count) }
}

/// Why the service did not do what was asked. Nothing was changed.
package enum ServiceError: Error, Sendable {
    case refused(Refusal)
    /// One or more of many were refused, and so all were.
    case refusedFiles([FileRefusal])
    case store(StoreError)
    /// Something that was handed over does not fit what is known: every fault, each with its place.
    case faults([InputFault])
    /// Payments that cannot go to the bank, and those that were left out of the file anyway.
    case payments(PaymentRefusals, leftOut: [BatchReceipt.LeftOut])
    /// No assignment of reviewers exists.
    case shortage(AssignmentShortage)
    /// The call's definition cannot be applied.
    case definition(String)
    case audit(AuditRefusal)
    /// Somebody does not come in, or may not have what opens.
    case access(AccessRefusal)
    /// A person is not erased yet.
    case erasure(ErasureRefusal)
    /// A call of that code is there already.
    case callExists(String)
    /// The file holds the rules of another call.
    case otherCall(found: String, asked: String)
}

package struct FileRefusal: Hashable, Sendable {
    package let reference: String
    package let refusal: Refusal

    package init(reference: String, refusal: Refusal) { (self.reference, self.refusal) = (reference, refusal) }
}

/// One thing that is wrong in what was handed over.
package struct InputFault: Hashable, Sendable {
    /// Where it stands: the row of the file it came from, if it came from one.
    package let row: Int?
    /// Which of the lists that were handed over, where a command takes more than one.
    package let list: String?
    package let field: String
    package let message: Message

    package init(row: Int? = nil, list: String? = nil, field: String, message: Message) {
        (self.row, self.list, self.field, self.message) = (row, list, field, message)
    }
}

extension Service {
    /// The same under a name that a face can use which has requests of another kind.
    package typealias Command = Request
}
