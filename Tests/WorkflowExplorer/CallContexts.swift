import CallModel
import Workflow

/// What lies around a subject in the world that is being looked at, for the properties: never seen by the core.
final class Surroundings {
    var states: [ApplicationState] = []
    /// Files awarded in urgency on which somebody has still to speak.
    var unsettled = 0
    var file = FileSurroundings()
}

/// From a world to what the core is told of it, as the store would count it.
extension CallExploration {
    func callOutcomes(_ world: CallWorld) -> [Outcome] {
        let (first, second) = (fileTraits[world.fileA].state, fileTraits[world.fileB].state)
        let unsettled = (fileTraits[world.fileA].isUnsettled ? 1 : 0) + (fileTraits[world.fileB].isUnsettled ? 1 : 0)
        let key =
            UInt64(world.call) | UInt64(world.time) << 16 | UInt64(first.rawValue) << 24 | UInt64(second.rawValue) << 32
            | UInt64(unsettled) << 40
        if let known = calls.known(key) { return known }
        surroundings.states = [first, second]
        surroundings.unsettled = unsettled
        var tally: [ApplicationState: Int] = [:]
        for state in surroundings.states { tally[state, default: 0] += 1 }
        return calls.decide(key: key, subject: world.call) { actor in
            let lines: [(overdrawn: [String], miscounted: [String])] = [([], []), ([Budget.line], []), ([], [Budget.line])]
            return lines.map { overdrawn, miscounted in
                CallContext(
                    now: Timeline.instant(world.time), actor: actor, tally: Tally(tally), overdrawnLines: overdrawn,
                    miscountedLines: miscounted, unsettledUrgent: unsettled)
            }
        }
    }

    func fileOutcomes(_ world: CallWorld, _ file: Int) -> [Outcome] {
        let number = world.file(file)
        let around = surroundings(of: file, in: world)
        let panel = around.counted | around.pending << 2 | around.countedConflicted << 4
        let room = around.presentFree | around.presentConflicted << 2
        let money = around.awarded | around.awardedOpen << 5
        let key =
            UInt64(number) | UInt64(world.call) << 16 | UInt64(world.time) << 32 | UInt64(panel) << 36
            | UInt64(room) << 42 | UInt64(money) << 46 | UInt64(around.otherPlace) << 56
        if let known = files.known(key) { return known }
        surroundings.file = around
        return files.decide(key: key, subject: number) { actor in fileContexts(world, actor, around) }
    }

    /// A file may pass its admissibility rules or fail one; either budget line may be asked for; who chairs may have a
    /// conflict; an agreement may have been made.
    private func fileContexts(_ world: CallWorld, _ actor: Actor, _ around: FileSurroundings) -> [ApplicationContext] {
        let call = calls.subjects.values[Int(world.call)]
        let panel = Panel(
            counted: around.counted, pending: around.pending, conflicted: around.countedConflicted)
        let sitting = Sitting(present: around.presentFree, conflictedPresent: around.presentConflicted)
        func context(
            _ line: LineBalance, failing: [String] = [], conflicted: Bool = false, granted: Bool = false
        ) -> ApplicationContext {
            ApplicationContext(
                now: Timeline.instant(world.time), actor: actor, call: call, panel: panel, sitting: sitting, line: line,
                failingRules: failing, actorConflicted: conflicted, hasGrant: granted,
                takenPlaces: around.otherPlace == 0 ? [] : [around.otherPlace])
        }
        let line = LineBalance(
            line: Budget.line, total: Cents(Budget.total), reserve: Cents(Budget.reserve),
            maximumAward: Cents(Budget.mostForOneFile), categories: ["a"], awarded: Cents(around.awarded),
            awardedOpen: Cents(around.awardedOpen))
        let other = LineBalance(
            line: Budget.otherLine, total: Cents(Budget.total), reserve: .zero, maximumAward: nil, categories: ["b"])
        let full = LineBalance(
            line: Budget.line, total: line.total, reserve: line.reserve, maximumAward: line.maximumAward,
            categories: line.categories, maximumAwards: 1, awards: 1, awarded: line.awarded, awardedOpen: line.awardedOpen)
        var usual = [context(line), context(line, failing: ["rule"]), context(other), context(line, granted: true)]
        if around.awaitsMoney { usual.append(context(full)) }
        return actor.role == .chair ? usual + [context(line, conflicted: true)] : usual
    }

    func surroundings(of file: Int, in world: CallWorld) -> FileSurroundings {
        var around = FileSurroundings()
        let traits = fileTraits[world.file(file)]
        if traits.isWithPanel || traits.awaitsAdvice {
            for member in 0..<setting.members { add(world[member], file, to: &around) }
        }
        if traits.awaitsMoney {
            let other = fileTraits[world.file(1 - file)]
            around.awarded = other.awarded
            around.awardedOpen = other.isReserved ? 0 : other.awarded
            around.otherPlace = other.place
            around.awaitsMoney = true
        }
        return around
    }

    private func add(_ seat: Seat, _ file: Int, to around: inout FileSurroundings) {
        let review = reviewTraits[seat.review(of: file)]
        let conflicted = seat.isConflicted(with: file)
        if review.isCounted { around.counted += 1 }
        if review.isCounted, conflicted { around.countedConflicted += 1 }
        if review.isPending { around.pending += 1 }
        if seat.isPresent, conflicted { around.presentConflicted += 1 }
        if seat.isPresent, !conflicted { around.presentFree += 1 }
    }

    func reviewOutcomes(_ world: CallWorld, _ file: Int, _ seat: Seat) -> [Outcome] {
        let number = seat.review(of: file)
        let state = fileTraits[world.file(file)].state
        let conflicted = seat.isConflicted(with: file)
        let key =
            UInt64(number) | UInt64(world.call) << 16 | UInt64(world.time) << 32 | UInt64(state.rawValue) << 40
            | (conflicted ? 1 << 48 : 0)
        if let known = reviews.known(key) { return known }
        return reviews.decide(key: key, subject: number) { actor in
            [false, true].map { actorConflicted in
                ReviewContext(
                    now: Timeline.instant(world.time), actor: actor, call: calls.subjects.values[Int(world.call)],
                    application: state, conflicted: conflicted, actorConflicted: actorConflicted, scales: Cast.scales)
            }
        }
    }
}

extension Outcome {
    var isClosing: Bool { action == CallAction.close.rawValue }
    var endsCall: Bool { action == CallAction.cancel.rawValue || action == CallAction.declareUnsuccessful.rawValue }
    var withdrawsFile: Bool { action == ApplicationAction.withdraw.rawValue }
}
