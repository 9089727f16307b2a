import Workflow

/// The questions of liveness that are asked of every explored world.
extension CallExploration {
    /// L1: every file has come to where it may rest for ever.
    package func filesRest(in world: CallWorld) -> Bool {
        fileTraits[world.fileA].rests && fileTraits[world.fileB].rests
    }

    /// The call has come to its end.
    package func callRests(in world: CallWorld) -> Bool {
        [.archived, .cancelled, .unsuccessful].contains(callTraits[world.call].state)
    }

    /// L2: every member has a conflict of interest with a file that the panel or the council still has to judge.
    package func isWholePanelConflicted(in world: CallWorld) -> Bool {
        (0..<setting.files).contains { file in
            let traits = fileTraits[world.file(file)]
            return (traits.isWithPanel || traits.awaitsAdvice)
                && (0..<setting.members).allSatisfy { world[$0].isConflicted(with: file) }
        }
    }

    /// L3: the call takes files no more, but nobody has closed it yet.
    package func isOverdue(_ world: CallWorld) -> Bool {
        let call = calls.subjects.values[Int(world.call)]
        return call.state == .open && call.terms.map { Timeline.instant(world.time) >= $0.closesAt } ?? false
    }

    /// Whether the system itself may close the call now, asked of the core.
    package func systemMayClose(_ world: CallWorld) -> Bool {
        let context = CallContext(now: Timeline.instant(world.time), actor: .system)
        return (try? CallMachine.decide(calls.subjects.values[Int(world.call)], .close, context)) != nil
    }

    /// A world in a few words.
    package func summary(of world: CallWorld) -> String {
        let files = [world.fileA, world.fileB].map { fileTraits[$0].state.name }.joined(separator: ", ")
        return "call \(callTraits[world.call].state.name) at T\(world.time); files \(files)"
    }
}
