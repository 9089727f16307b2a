package import CallModel

/// A name in the transition table: a state, an action, a role or a guard, written as its Swift case.
package protocol MachineLabel: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
    /// The names of all cases, in order. Kept per type because asking the runtime for a case's name is slow.
    static var names: [String] { get }
}

extension MachineLabel {
    package static func caseNames() -> [String] { allCases.map { "\($0)" } }

    package var name: String { Self.names[Int(rawValue)] }

    package init?(name: String) {
        let names = Self.names
        // A loop over few short names, three times an event in a replay: cheaper than hashing or a generic search.
        for index in names.indices where names[index] == name {
            self.init(rawValue: UInt8(index))
            return
        }
        return nil
    }
}

/// A state or an action, which people read in their own language.
package protocol ReadableLabel: MachineLabel {
    var label: Message { get }
}

/// A command to a machine: the action, with what it needs to know.
package protocol MachineCommand: Hashable, Sendable {
    associatedtype Action: ReadableLabel
    var action: Action { get }
}

/// What the log remembers of one thing: a call, a file, a review or a grant.
package protocol MachineSubject: Hashable, Sendable {
    associatedtype State: ReadableLabel
    associatedtype Tag
    var id: Identifier<Tag> { get }
    var state: State { get }
    /// The number of events behind this state; 0 for a thing that does not exist yet.
    var version: Int64 { get }
    /// A thing that does not exist yet.
    init(id: Identifier<Tag>)
}

/// A state machine: its part of the transition table, what its guards mean, and how an event changes its subject.
///
/// Each machine is an empty enum that holds no state of its own: everything is in the values that go in and come out.
package protocol Machine: Sendable {
    associatedtype Subject: MachineSubject
    associatedtype Command: MachineCommand
    /// Everything outside the subject that a decision rests on. Time comes in here.
    associatedtype Context: DecisionContext
    /// The conditions that the table attaches to transitions.
    associatedtype Guard: MachineGuard
    typealias State = Subject.State
    typealias Action = Command.Action

    static var kind: MachineKind { get }
    /// The rows of the transition table for one action.
    static func rules(for action: Action) -> [Rule<Self>]
    /// `rules` laid out for look-up, by action and state.
    static var matrix: RuleMatrix<Self> { get }
    /// Says whether a guard holds.
    static func check(
        _ condition: Guard, _ subject: Subject, _ command: Command, _ context: Context
    ) throws(Refusal)
    /// The state to go to, among the several that a rule allows.
    static func target(among states: [State], _ subject: Subject) -> State
    /// Applies an event to its subject. Never refuses: what is in the log has happened.
    static func evolve(_ subject: inout Subject, with event: Event<Self>)
}

package protocol DecisionContext: Sendable {
    /// The database's clock, read after the locks were taken.
    var now: Instant { get }
    var actor: Actor { get }
}

package enum MachineKind: UInt8, CaseIterable, MachineLabel, Comparable {
    case call
    case application
    case review
    case grant

    package static let names = caseNames()
    package static func < (left: MachineKind, right: MachineKind) -> Bool { left.rawValue < right.rawValue }
}

/// A condition in the transition table.
package protocol MachineGuard: MachineLabel {
    /// What it asks for, as the generated documentation says it.
    var meaning: String { get }
}

/// The guards of one machine that are in force: all of them, except for the explorer that takes one away to see whether
/// it is missed.
package struct GuardSet<Guard: MachineGuard>: Hashable, Sendable {
    private var removed: UInt64 = 0

    package static var all: GuardSet { GuardSet() }

    package func without(_ guarded: Guard) -> GuardSet {
        var copy = self
        copy.removed |= 1 << UInt64(guarded.rawValue)
        return copy
    }

    func contains(_ guarded: Guard) -> Bool { removed & (1 << UInt64(guarded.rawValue)) == 0 }
}

/// One row of the transition table: from any of these states, by any of these roles, when all the guards hold.
///
/// An object, so that the path of every command passes one reference on instead of copying the row.
package final class Rule<M: Machine>: Sendable {
    package let from: [M.State]
    /// Usually one; several where the subject itself remembers where to return to.
    package let to: [M.State]
    package let roles: RoleSet
    package let guards: [M.Guard]

    init(_ from: M.State..., to: M.State, by roles: RoleSet, when guards: M.Guard...) {
        (self.from, self.to, self.roles, self.guards) = (from, [to], roles, guards)
    }

    init(_ from: M.State..., toOneOf to: [M.State], by roles: RoleSet, when guards: M.Guard...) {
        (self.from, self.to, self.roles, self.guards) = (from, to, roles, guards)
    }
}

/// The rules of one machine by action and state: one array access on the path of every command.
package struct RuleMatrix<M: Machine>: Sendable {
    private let rules: [Rule<M>?]

    init() {
        rules = M.Action.allCases.flatMap { action in
            M.State.allCases.map { state in M.rules(for: action).first { $0.from.contains(state) } }
        }
    }

    func rule(_ action: M.Action, from state: M.State) -> Rule<M>? {
        rules[Int(action.rawValue) * M.State.names.count + Int(state.rawValue)]
    }
}

/// An accepted command: what happened, when, and by whom. The log is made of these.
package struct Event<M: Machine>: Hashable, Sendable {
    package let from: M.State
    package let to: M.State
    package let command: M.Command
    package let at: Instant
    package let actor: Actor

    package init(from: M.State, to: M.State, command: M.Command, at: Instant, actor: Actor) {
        (self.from, self.to, self.command, self.at, self.actor) = (from, to, command, at, actor)
    }
}

extension Machine {
    /// Decides on a command: the event that follows from it, or the refusal that says why not.
    ///
    /// Total and pure. The order of refusals is fixed: first whether the action exists from this state, then whether the
    /// role may take it, then the guards as the table lists them.
    ///
    /// - Parameter guards: which guards are in force. Only the explorer takes one away, to see that it is missed.
    @_specialize(where Self == CallMachine)
    @_specialize(where Self == ApplicationMachine)
    @_specialize(where Self == ReviewMachine)
    @_specialize(where Self == GrantMachine)
    package static func decide(
        _ subject: Subject, _ command: Command, _ context: Context, guards: GuardSet<Guard> = .all
    ) throws(Refusal) -> Event<Self> {
        guard let rule = matrix.rule(command.action, from: subject.state) else {
            throw .notPossible(action: AnyLabel(command.action), state: AnyLabel(subject.state))
        }
        guard rule.roles.contains(context.actor.role) else {
            throw .notPermitted(role: context.actor.role, action: AnyLabel(command.action))
        }
        for condition in rule.guards where guards.contains(condition) {
            try check(condition, subject, command, context)
        }
        let to = rule.to.count == 1 ? rule.to[0] : target(among: rule.to, subject)
        return Event(from: subject.state, to: to, command: command, at: context.now, actor: context.actor)
    }

    package static func target(among states: [State], _ subject: Subject) -> State { states[0] }

    /// Refuses a role that takes this action from no state at all. Commands on many things ask it first: whoever may not
    /// take them is refused as such, even where there is nothing to do.
    package static func permit(_ action: Action, by actor: Actor) throws(Refusal) {
        guard rules(for: action).contains(where: { $0.roles.contains(actor.role) }) else {
            throw .notPermitted(role: actor.role, action: AnyLabel(action))
        }
    }

    /// Whether taking this action from this state asks for this guard: what it rests on then has to be looked up.
    package static func asks(for condition: Guard, _ action: Action, from state: State) -> Bool {
        matrix.rule(action, from: state)?.guards.contains(condition) ?? false
    }
}

/// A state or an action of any machine, for messages.
package struct AnyLabel: Hashable, Sendable {
    package let name: String
    package let label: Message

    package init(_ label: some ReadableLabel) {
        name = label.name
        self.label = label.label
    }
}
