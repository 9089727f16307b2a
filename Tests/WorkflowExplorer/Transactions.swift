import CallModel
import Workflow

/// Commands in two steps: locks, clock and decision first; the events become visible at the commit.
///
/// A file's own row is always locked, so that a file has one open transaction at most. The call's row is shared by those
/// who work on one file and taken whole by those who decide on all of them: that is the lock that can be removed.
extension CallExploration {
    /// Bit of `listed`: an open transaction on a file holds the call's row whole.
    private static var whole: UInt8 { 1 << 5 }

    func forEachHalfTransaction(in world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        let isLocked = setting.transactions == .locked
        let isIdle = world.pendingA == 0 && world.pendingB == 0
        if world.pendingCall != 0 {
            commitCall(world, visit)
        } else if !isLocked || isIdle {
            beginCall(world, visit)
        }
        for file in 0..<setting.files where file == 0 || world.fileB != 0 || world.fileA != 0 {
            if world.pending(file) != 0 {
                commitFile(world, file, visit)
            } else if !isLocked || world.pendingCall == 0 && world.listed & Self.whole == 0 {
                beginFile(world, file, alone: isIdle || !isLocked, visit)
            }
        }
    }

    private func beginCall(_ world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        for outcome in callOutcomes(world) {
            var after = world
            after.pendingCall = outcome.after + 1
            if outcome.isClosing { after.listed = after.listed & ~0b1100 | filed(world) << 2 }
            visit(Step(.callBegins, code: outcome.code), after, outcome.violated)
        }
    }

    private func commitCall(_ world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        var after = world
        after.call = world.pendingCall - 1
        after.pendingCall = 0
        if callTraits[after.call].state == .closed, callTraits[world.call].state == .open {
            after.listed = world.listed >> 2 & 0b11 | 1 << 4
        }
        visit(Step(.callCommits), after, invariants(after))
    }

    private func beginFile(
        _ world: CallWorld, _ file: Int, alone: Bool, _ visit: (Step, CallWorld, PropertySet) -> Void
    ) {
        for outcome in fileOutcomes(world, file) {
            let takesWhole = setting.transactions == .locked && outcome.decidesOnMoney
            guard alone || !takesWhole else { continue }
            var after = world
            after.setPending(file, outcome.after + 1)
            if takesWhole { after.listed |= Self.whole }
            visit(Step(.fileBegins, slot: file, code: outcome.code), after, outcome.violated)
        }
    }

    private func commitFile(_ world: CallWorld, _ file: Int, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        var after = world
        after.setFile(file, world.pending(file) - 1)
        after.setPending(file, 0)
        after.listed &= ~Self.whole
        visit(Step(.fileCommits, slot: file), after, invariants(after))
    }
}

extension Outcome {
    fileprivate var decidesOnMoney: Bool {
        [.award, .reserve, .refuse].contains(ApplicationAction(rawValue: action))
    }
}
