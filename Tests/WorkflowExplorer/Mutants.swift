import CallModel
package import Workflow

/// A core with one guard taken away, everywhere it is used, and what came of it.
package struct Mutant: Sendable {
    package let machine: MachineKind
    package let removedGuard: String
    /// The properties that a shortest path violates; empty if nothing noticed.
    package let caughtBy: [Property]
}

/// Takes the guards away one at a time and explores what is left, in worlds that grow until something is violated.
package enum Mutants {
    /// Where a mutant of the call's three machines is looked for: the smallest world first.
    static let settings = [
        CallSetting(files: 1, members: 1), CallSetting(files: 2, members: 1), CallSetting(files: 1, members: 3)
    ]
    /// A rolling call that may decide in urgency: the one world in which the guards of urgent decisions have something to say.
    private static let urgent = CallSetting(files: 1, members: 1, procedure: .rolling, isUrgent: true)
    private static let urgentGuards: Set<ApplicationGuard> = [
        .beforeUrgentDue, .awaitsRatification, .sittingNamed, .notAdvisedYet, .urgencySettled
    ]
    /// A call whose awards are signed off by a ladder.
    private static let ladder = CallSetting(files: 1, members: 1, hasLadder: true)
    private static let ladderGuards: Set<ApplicationGuard> = [
        .awaitsConfirmation, .ownStep, .awaitsSignature, .signatureCovers, .signedOff
    ]
    /// Where a guard of the call is looked for, of which some tell standing calls from the others and some need two files.
    static let settingsOfCall = [
        CallSetting(files: 1, members: 1), CallSetting(files: 2, members: 1),
        CallSetting(files: 1, members: 1, procedure: .rolling)
    ]

    package static func ofCall() -> [Mutant] {
        everyGuard(of: CallMachine.self) { removed, guards in
            caught(in: removed == .urgencySettled ? [urgent] : settingsOfCall) { setting in setting.callGuards = guards }
        }
    }

    package static func ofApplication() -> [Mutant] {
        everyGuard(of: ApplicationMachine.self) { removed, guards in
            let worlds = urgentGuards.contains(removed) ? [urgent] : ladderGuards.contains(removed) ? [ladder] : settings
            return caught(in: worlds) { setting in setting.fileGuards = guards }
        }
    }

    package static func ofReview() -> [Mutant] {
        everyGuard(of: ReviewMachine.self) { _, guards in
            caught(in: settings) { setting in setting.reviewGuards = guards }
        }
    }

    package static func ofGrant() -> [Mutant] {
        everyGuard(of: GrantMachine.self) { _, guards in
            firstViolation(of: GrantExploration(guards: guards))
        }
    }

    private static func everyGuard<M: Machine>(
        of machine: M.Type, explore: (_ removed: M.Guard, GuardSet<M.Guard>) -> PropertySet
    ) -> [Mutant] {
        M.Guard.allCases.map { removed in
            Mutant(
                machine: M.kind, removedGuard: removed.name,
                caughtBy: explore(removed, GuardSet.all.without(removed)).properties)
        }
    }

    private static func caught(
        in settings: [CallSetting], _ mutate: (inout CallSetting) -> Void
    ) -> PropertySet {
        for setting in settings {
            var mutated = setting
            mutate(&mutated)
            let violated = firstViolation(of: CallExploration(mutated))
            if !violated.isEmpty { return violated }
        }
        return PropertySet()
    }

    private static func firstViolation(of model: some Exploration) -> PropertySet {
        var explorer = Explorer(model)
        explorer.run(stopAtFirst: true)
        return explorer.violations.first?.properties ?? PropertySet()
    }
}

extension Mutants {
    /// The report that is kept beside the tests: which guard is missed by which property, and which is not and why.
    package static func table(_ mutants: [Mutant]) -> String {
        let lines = mutants.map { mutant in
            let found = mutant.caughtBy.map { "\($0)" }.joined(separator: ", ")
            let name = "\(mutant.machine.name).\(mutant.removedGuard)"
            let reason = uncaught[name].map { "not caught: \($0)" } ?? "not caught"
            return name.padded(to: 42) + (found.isEmpty ? reason : found)
        }
        let caught = mutants.count { !$0.caughtBy.isEmpty }
        return """
            The machines without one guard, and the first property that the explorer finds violated.
            \(caught) of \(mutants.count) are caught.

            \(lines.joined(separator: "\n"))

            """
    }

    /// Why nothing can notice that a guard is gone.
    private static let uncaught = [
        "application.notAdvisedYet": "nobody stays in the explored room once the file has its advice, so that quorumMet refuses first",
        "application.notified": "a file that was not notified has no period for appeal, which withinAppealPeriod asks for"
    ]
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
