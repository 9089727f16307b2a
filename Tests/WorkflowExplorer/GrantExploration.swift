import CallModel
package import Workflow

/// An awarded file, its agreements and the clock.
package struct GrantWorld: Hashable, Sendable {
    var grant: UInt16
    var file: UInt16
    var time: UInt8
    /// What earlier agreements of the file have paid and not got back.
    var paidBefore: UInt8
    /// Whether an earlier agreement was carried out.
    var agreedBefore: Bool
}

/// The walk through everything that can happen to an award: agreement, payments, report, recovery, and meanwhile the
/// file's notification, appeal and new decision. It begins where the other walk ends.
package struct GrantExploration: Exploration {
    let files: Decider<ApplicationMachine>
    let grants: Decider<GrantMachine>
    let call: Call
    package let first: GrantWorld

    package init(guards: GuardSet<GrantGuard> = .all, fileGuards: GuardSet<ApplicationGuard> = .all) {
        var around = FileSurroundings()
        around.presentFree = 2
        files = Decider(
            commands: Catalogue.application(), actors: Cast.actors, guards: fileGuards,
            simplify: { CallExploration.simplify(&$0) },
            check: { FileProperties.check($0, $1, $2, $3, around) })
        grants = Decider(
            commands: Catalogue.grant(), actors: Cast.actors, guards: guards,
            simplify: { $0.version = min($0.version, 1) }, check: GrantProperties.check)
        call = Self.publishedCall
        first = GrantWorld(
            grant: grants.number(of: Grant(id: GrantID(1))), file: files.number(of: Self.awardedFile),
            time: Timeline.extendedClosing, paidBefore: 0, agreedBefore: false)
    }

    private static var publishedCall: Call {
        var call = Call(id: CallID(1))
        (call.state, call.version, call.terms) = (.published, 1, Regulation().terms())
        return call
    }

    private static var awardedFile: Application {
        var file = Application(id: ApplicationID(1))
        (file.call, file.organisation, file.reference) = (CallID(1), Cast.owner, "F")
        (file.state, file.version, file.summary) = (.awarded, 1, Catalogue.summary())
        (file.verifiedMarker, file.score) = (.significant, Fraction(70))
        (file.advice, file.advised, file.line) = (.favourable, Cents(6), Budget.line)
        file.awarded = Cents(6)
        return file
    }

    package func fingerprint(of world: GrantWorld) -> UInt64 {
        let bits =
            UInt64(world.grant) | UInt64(world.file) << 16 | UInt64(world.time) << 32 | UInt64(world.paidBefore) << 40
            | (world.agreedBefore ? 1 << 48 : 0)
        let mixed = bits &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 31
    }

    package func forEachStep(from world: GrantWorld, _ visit: (Step, GrantWorld, PropertySet) -> Void) {
        if world.time < Timeline.last {
            var after = world
            after.time += 1
            visit(Step(.environment), after, PropertySet())
        }
        let grant = grants.subjects.values[Int(world.grant)]
        if [.closed, .lapsed, .cancelled].contains(grant.state) {
            var after = world
            after.grant = grants.number(of: Grant(id: GrantID(1)))
            after.paidBefore += UInt8(Self.standingPayments(of: grant))
            after.agreedBefore = world.agreedBefore || grant.state == .closed
            visit(Step(.environment, code: 1), after, PropertySet())
        }
        for outcome in grantOutcomes(world) {
            var after = world
            after.grant = outcome.after
            visit(Step(.grant, code: outcome.code), after, outcome.violated.union(invariants(after)))
        }
        for outcome in fileOutcomes(world, grant) {
            var after = world
            after.file = outcome.after
            let step = Step(.file, code: outcome.code, givesUp: outcome.withdrawsFile)
            visit(step, after, outcome.violated.union(invariants(after)))
        }
    }

    private func grantOutcomes(_ world: GrantWorld) -> [Outcome] {
        let key =
            UInt64(world.grant) | UInt64(world.file) << 16 | UInt64(world.time) << 32 | (world.agreedBefore ? 1 << 40 : 0)
        if let known = grants.known(key) { return known }
        return grants.decide(key: key, subject: world.grant) { actor in
            [
                GrantContext(
                    now: Timeline.instant(world.time), actor: actor,
                    application: files.subjects.values[Int(world.file)], signingDays: Timeline.periodDays,
                    hasOtherGrant: world.agreedBefore)
            ]
        }
    }

    private func fileOutcomes(_ world: GrantWorld, _ grant: Grant) -> [Outcome] {
        let isAgreed = world.agreedBefore || ![.absent, .lapsed, .cancelled].contains(grant.state)
        let key = UInt64(world.file) | UInt64(world.time) << 16 | (isAgreed ? 1 << 32 : 0)
        if let known = files.known(key) { return known }
        let line = LineBalance(
            line: Budget.line, total: Cents(Budget.total), reserve: Cents(Budget.reserve),
            maximumAward: Cents(Budget.mostForOneFile), categories: ["a"])
        return files.decide(key: key, subject: world.file) { actor in
            [
                ApplicationContext(
                    now: Timeline.instant(world.time), actor: actor, call: call, sitting: Sitting(present: 2),
                    line: line, failingRules: [], hasGrant: isAgreed)
            ]
        }
    }

    /// S7: what was paid and not got back never exceeds an award that exists.
    private func invariants(_ world: GrantWorld) -> PropertySet {
        let grant = grants.subjects.values[Int(world.grant)]
        let award = files.subjects.values[Int(world.file)].awarded?.value ?? 0
        var violated = PropertySet()
        violated.require(
            .paidForStandingAward, Int64(world.paidBefore) + Self.standingPayments(of: grant) <= award)
        return violated
    }

    /// What was paid and is not claimed back: a debt, even one that was written off, is not a payment that stands.
    private static func standingPayments(of grant: Grant) -> Int64 {
        grant.paid.value - max(grant.claimed.value, grant.recovered.value)
    }
}

extension GrantExploration {
    /// The award has come to its end: fully settled, or never taken up.
    package func rests(in world: GrantWorld) -> Bool {
        [.absent, .closed, .lapsed, .cancelled].contains(grants.subjects.values[Int(world.grant)].state)
            && FileTraits(files.subjects.values[Int(world.file)], isUrgent: false).rests
    }

    package func describe(_ path: [(world: GrantWorld, step: Step)]) -> [String] {
        path.map { world, step in
            switch (step.kind, step.code) {
            case (.environment, 0): return "time passes: T\(world.time + 1)"
            case (.environment, _): return "another agreement may follow"
            case (.grant, let code):
                let (actor, command) = grants.describe(code)
                let state = grants.subjects.values[Int(world.grant)].state.name
                return "\(Cast.title(actor)): grant(\(state)).\(command.action.name) at T\(world.time)\(amount(command))"
            case (_, let code):
                let (actor, command) = files.describe(code)
                let state = files.subjects.values[Int(world.file)].state.name
                return "\(Cast.title(actor)): file(\(state)).\(command.action.name) at T\(world.time)"
            }
        }
    }

    private func amount(_ command: GrantCommand) -> String {
        switch command {
        case .send(let offer): " of \(offer.amount.value)"
        case .payFirst(let amount), .report(let amount), .payBalance(let amount), .claimRecovery(let amount),
            .recordRecovery(let amount):
            " of \(amount.value)"
        case .acceptPartly(let acceptance): " of \(acceptance.amount.value)"
        case .sign, .commit, .accept, .reject, .writeOff, .close, .lapse, .cancel, .suspend, .resume: ""
        }
    }
}
