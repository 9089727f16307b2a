import CallModel
import Workflow

/// What happens without a command: time passes, conflicts come to light, experts are found, members come and go.
extension CallExploration {
    enum Happening: UInt16 {
        case timePasses
        case conflictDeclared
        case expertAppointed
        case memberEnters
        case memberLeaves
    }

    func forEachHappening(in world: CallWorld, _ visit: (Step, CallWorld) -> Void) {
        let call = callTraits[world.call]
        if world.time < (call.hasEnded || !call.isCompetitive ? Timeline.last : Timeline.later) {
            var after = world
            after.time += 1
            visit(Step(.environment, code: Happening.timePasses.rawValue), after)
        }
        let traits = (fileTraits[world.fileA], fileTraits[world.fileB])
        let concerned = (traits.0.isWithPanel || traits.0.awaitsAdvice, traits.1.isWithPanel || traits.1.awaitsAdvice)
        guard !call.isBrokenOff, concerned.0 || concerned.1 else { return }
        let sits = call.mayAdvise && (traits.0.awaitsAdvice || traits.1.awaitsAdvice)
        for member in 0..<setting.members where member == 0 || world[member] != world[member - 1] {
            let seat = world[member]
            func take(_ happening: Happening, _ file: Int = 0, _ change: (inout Seat) -> Void) {
                var after = world
                change(&after[member])
                visit(Step(.environment, slot: file * 4 + member, code: happening.rawValue), after)
            }
            for file in 0..<setting.files where !seat.isConflicted(with: file) && !isConflicted(1 - file, world) {
                guard file == 0 ? concerned.0 : concerned.1 else { continue }
                take(.conflictDeclared, file) { $0.setConflict(with: file, true) }
            }
            if isReplaceable(seat, 0, traits.0, call), isReplaceable(seat, 1, traits.1, call),
                seat.isConflicted(with: 0) || seat.isConflicted(with: 1)
            {
                take(.expertAppointed) { $0 = Seat() }
            }
            if sits {
                take(seat.isPresent ? .memberLeaves : .memberEnters) { $0.setPresent(!seat.isPresent) }
            }
        }
    }

    /// Conflicts are explored with one file at a time: two files share nothing through them but the room.
    private func isConflicted(_ file: Int, _ world: CallWorld) -> Bool {
        world.members.0.isConflicted(with: file) || world.members.1.isConflicted(with: file)
            || world.members.2.isConflicted(with: file)
    }

    /// An external expert may take the seat of a member with a conflict, once nothing of that member's is under way.
    /// The member's reviews of a file that is scored have done their work.
    private func isReplaceable(_ seat: Seat, _ file: Int, _ traits: FileTraits, _ call: CallTraits) -> Bool {
        !traits.isWithPanel || traits.isScored && call.scoresStand || seat.review(of: file) == 0
    }
}
