import CallModel
import Workflow

/// A path told so that a person can follow it: which file, which member, who acted, and what became of it.
extension CallExploration {
    package func describe(_ path: [(world: CallWorld, step: Step)]) -> [String] {
        path.map { world, step in
            var line = "?"
            forEachRawStep(from: world) { candidate, after, _ in
                if candidate == step, line == "?" { line = tell(step, from: world, to: after) }
            }
            return line
        }
    }

    private func tell(_ step: Step, from world: CallWorld, to after: CallWorld) -> String {
        switch step.kind {
        case .environment:
            return tell(happening: step, in: world)
        case .call, .callBegins:
            let number = step.kind == .call ? after.call : after.pendingCall - 1
            return sentence(calls, step, world, "call", calls.subjects.values[Int(number)].state)
        case .file, .fileBegins:
            let number = step.kind == .file ? after.file(step.slot) : after.pending(step.slot) - 1
            let name = "file(\(fileTraits[world.file(step.slot)].state.name))"
            return sentence(files, step, world, name, files.subjects.values[Int(number)].state)
        case .review:
            let (file, member) = (step.slot / 4, step.slot % 4)
            let name = "review(\(reviews.subjects.values[Int(world[member].review(of: file))].state.name))"
            let (actor, command) = reviews.describe(step.code)
            return "\(Cast.title(actor)): \(name).\(command.action.name) at T\(world.time)"
        case .callCommits:
            return "  commit: call → \(callTraits[after.call].state.name) at T\(world.time)"
        case .fileCommits:
            return "  commit: file → \(fileTraits[after.file(step.slot)].state.name) at T\(world.time)"
        case .grant:
            return "?"
        }
    }

    private func sentence<M: Machine>(
        _ decider: Decider<M>, _ step: Step, _ world: CallWorld, _ name: String, _ state: M.State
    ) -> String {
        let (actor, command) = decider.describe(step.code)
        let begins = step.kind == .fileBegins || step.kind == .callBegins ? "begins " : ""
        return "\(Cast.title(actor)): \(begins)\(name).\(command.action.name) at T\(world.time) → \(state.name)"
    }

    private func tell(happening step: Step, in world: CallWorld) -> String {
        switch Happening(rawValue: step.code) {
        case .timePasses: "time passes: T\(world.time + 1)"
        case .conflictDeclared:
            "a member declares a conflict with file(\(fileTraits[world.file(step.slot / 4)].state.name))"
        case .expertAppointed: "an external expert takes the seat of a conflicted member"
        case .memberEnters: "a member enters the meeting"
        case .memberLeaves: "a member leaves the meeting"
        case nil: "?"
        }
    }
}
