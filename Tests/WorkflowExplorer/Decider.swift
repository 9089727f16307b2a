import Workflow

/// What one accepted command does to its subject.
struct Outcome {
    /// Command and actor, as `Decider` numbers them.
    let code: UInt16
    let after: UInt16
    let action: UInt8
    let violated: PropertySet

    func leadsWhere(_ other: Outcome) -> Bool {
        after == other.after && action == other.action && violated == other.violated
    }
}

/// Every outcome of one machine in one local situation, from the real `decide` and `evolve`, remembered.
///
/// Two worlds in which a file, its call, its panel and the clock are alike give it the same ways on; the core is asked
/// once for each such situation, with every command by every actor, and then never again.
final class Decider<M: Machine> {
    typealias Check = (M.Subject, M.Subject, Event<M>, M.Context) -> PropertySet

    let subjects = Interner<M.Subject>()
    let commands: [M.Command]
    let actors: [Actor]
    private let guards: GuardSet<M.Guard>
    private let check: Check
    /// Blanks what no decision reads, so that worlds that differ only there are one.
    private let simplify: (inout M.Subject) -> Void
    private var situations = SituationTable()
    private var outcomes: [[Outcome]] = []
    private(set) var decisions = 0
    private(set) var refusals = 0

    init(
        commands: [M.Command], actors: [Actor], guards: GuardSet<M.Guard>, simplify: @escaping (inout M.Subject) -> Void,
        check: @escaping Check
    ) {
        (self.commands, self.actors, self.guards) = (commands, actors, guards)
        (self.simplify, self.check) = (simplify, check)
    }

    func number(of subject: M.Subject) -> UInt16 {
        var plain = subject
        simplify(&plain)
        return subjects.number(of: plain)
    }

    func describe(_ code: UInt16) -> (actor: Actor, command: M.Command) {
        (actors[Int(code & 15)], commands[Int(code >> 4)])
    }

    /// The outcomes found earlier for a situation, if it was met before.
    func known(_ key: UInt64) -> [Outcome]? { situations[key].map { outcomes[$0] } }

    /// - Parameters:
    ///   - key: names the situation; equal keys must mean equal subjects and contexts.
    ///   - contexts: the situations that a given actor may meet at the same key.
    func decide(key: UInt64, subject: UInt16, contexts: (Actor) -> [M.Context]) -> [Outcome] {
        let found = decideAll(subjects.values[Int(subject)], contexts)
        situations[key] = outcomes.count
        outcomes.append(found)
        return found
    }

    private func decideAll(_ subject: M.Subject, _ contexts: (Actor) -> [M.Context]) -> [Outcome] {
        let contexts = actors.map(contexts)
        var found: [Outcome] = []
        var impossible: M.Action?
        for (number, command) in commands.enumerated() where command.action != impossible {
            for (actor, contexts) in contexts.enumerated() where command.action != impossible {
                situations: for context in contexts {
                    switch decide(subject, command, context, UInt16(number << 4 | actor)) {
                    case .accepted(let outcome):
                        // One way to the same result is enough: who else may take it is checked all the same.
                        if !found.contains(where: outcome.leadsWhere) { found.append(outcome) }
                    case .refused(.notPossible):
                        // No actor and no payload makes an action possible that the state does not know.
                        impossible = command.action
                        break situations
                    case .refused(.notPermitted):
                        // The role is looked at before anything else of the situation.
                        break situations
                    case .refused:
                        break
                    }
                }
            }
        }
        return found
    }

    private enum Answer {
        case accepted(Outcome)
        case refused(Refusal)
    }

    private func decide(_ subject: M.Subject, _ command: M.Command, _ context: M.Context, _ code: UInt16) -> Answer {
        decisions += 1
        let event: Event<M>
        do throws(Refusal) {
            event = try M.decide(subject, command, context, guards: guards)
        } catch {
            refusals += 1
            return .refused(error)
        }
        var after = subject
        M.evolve(&after, with: event)
        var violated = check(subject, after, event, context)
        if after.state != event.to || event.from != subject.state || after.version != subject.version + 1 {
            violated.insert(.eventTellsTheChange)
        }
        return .accepted(
            Outcome(code: code, after: number(of: after), action: command.action.rawValue, violated: violated))
    }
}
