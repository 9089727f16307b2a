package import CallModel
package import Workflow

/// How large and how concurrent an explored call is.
package struct CallSetting: Sendable {
    /// Whether a command is one step, or two with others in between; and whether the call's row is locked meanwhile.
    package enum Transactions: Sendable {
        case atomic
        case locked
        case unlocked
    }

    package var files = 2
    package var members = 3
    package var procedure = Procedure.competitive
    /// Whether files may be decided in urgency, within one step of time.
    package var isUrgent = false
    /// Whether awards are signed off by a ladder of two steps.
    package var hasLadder = false
    package var transactions = Transactions.atomic
    /// No command is given once the call has left this state.
    package var until: CallState?
    package var callGuards = GuardSet<CallGuard>.all
    package var fileGuards = GuardSet<ApplicationGuard>.all
    package var reviewGuards = GuardSet<ReviewGuard>.all

    package init(
        files: Int = 2, members: Int = 3, procedure: Procedure = .competitive, isUrgent: Bool = false,
        hasLadder: Bool = false, transactions: Transactions = .atomic, until: CallState? = nil
    ) {
        (self.files, self.members, self.procedure, self.isUrgent) = (files, members, procedure, isUrgent)
        (self.hasLadder, self.transactions, self.until) = (hasLadder, transactions, until)
    }
}

/// The walk through everything that can happen to a call, its files and their reviews.
package struct CallExploration: Exploration {
    let setting: CallSetting
    let regulation: Regulation
    let calls: Decider<CallMachine>
    let files: Decider<ApplicationMachine>
    let reviews: Decider<ReviewMachine>
    let callTraits: TraitTable<Call, CallTraits>
    let fileTraits: TraitTable<Application, FileTraits>
    let reviewTraits: TraitTable<Review, ReviewTraits>
    let ages: AgeTable
    /// The actual surroundings behind the contexts that the file decider asks for; see `fileOutcomes`.
    let surroundings = Surroundings()
    package let first: CallWorld

    package init(_ setting: CallSetting) {
        self.setting = setting
        let panel = min(2, setting.members)
        regulation = Regulation(
            procedure: setting.procedure, reviewsPerFile: panel, quorum: panel,
            urgentHours: setting.isUrgent ? Timeline.periodDays * 24 : nil,
            hasLadder: setting.hasLadder)
        let around = surroundings
        calls = Decider(
            commands: Catalogue.call(regulation), actors: Cast.actors, guards: setting.callGuards,
            simplify: Self.simplify,
            check: { CallProperties.check($0, $1, $2, $3, files: around.states, unsettled: around.unsettled) })
        files = Decider(
            commands: Catalogue.application(hasLadder: setting.hasLadder), actors: Cast.actors, guards: setting.fileGuards,
            simplify: { Self.simplify(&$0, isUrgent: setting.isUrgent) },
            check: { FileProperties.check($0, $1, $2, $3, around.file) })
        reviews = Decider(
            commands: Catalogue.review(), actors: Cast.actors, guards: setting.reviewGuards, simplify: Self.simplify,
            check: ReviewProperties.check)
        callTraits = TraitTable(calls.subjects, CallTraits.init)
        fileTraits = TraitTable(files.subjects) { FileTraits($0, isUrgent: setting.isUrgent, hasLadder: setting.hasLadder) }
        ages = AgeTable(files)
        reviewTraits = TraitTable(reviews.subjects, ReviewTraits.init)
        first = Self.firstWorld(setting, calls, files, reviews)
    }

    private static func firstWorld(
        _ setting: CallSetting, _ calls: Decider<CallMachine>, _ files: Decider<ApplicationMachine>,
        _ reviews: Decider<ReviewMachine>
    ) -> CallWorld {
        var world = CallWorld()
        world.call = calls.number(of: Call(id: CallID(1)))
        world.fileA = files.number(of: Application(id: ApplicationID(1)))
        world.fileB = world.fileA
        let absent = reviews.number(of: Review(id: ReviewID(1)))
        precondition(absent == 0, "seats start with a review that does not exist")
        for member in setting.members..<3 { world[member] = .vacant }
        return world
    }

    package func fingerprint(of world: CallWorld) -> UInt64 { world.fingerprint }

    package func forEachStep(from world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        forEachRawStep(from: world) { step, after, violated in
            visit(step, arranged(after), violated)
        }
    }

    /// Every step, with the world after it as it stands before files and members are put in order.
    func forEachRawStep(from world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        forEachHappening(in: world) { step, after in visit(step, after, PropertySet()) }
        if let until = setting.until, callTraits[world.call].state.rawValue > until.rawValue { return }
        if setting.transactions == .atomic {
            forEachCommand(in: world, visit)
        } else {
            forEachHalfTransaction(in: world, visit)
        }
    }

    private func forEachCommand(in world: CallWorld, _ visit: (Step, CallWorld, PropertySet) -> Void) {
        for outcome in callOutcomes(world) {
            var after = world
            after.call = outcome.after
            if outcome.isClosing { after.listed = filed(world) | 1 << 4 }
            visit(Step(.call, code: outcome.code, givesUp: outcome.endsCall), after, outcome.violated.union(invariants(after)))
        }
        for file in 0..<setting.files where file == 0 || world.fileB != 0 || world.fileA != 0 {
            for outcome in fileOutcomes(world, file) {
                var after = world
                after.setFile(file, outcome.after)
                let step = Step(.file, slot: file, code: outcome.code, givesUp: outcome.withdrawsFile)
                visit(step, after, outcome.violated.union(invariants(after)))
            }
            forEachReviewStep(in: world, file, visit)
        }
    }

    private func forEachReviewStep(
        in world: CallWorld, _ file: Int, _ visit: (Step, CallWorld, PropertySet) -> Void
    ) {
        for member in 0..<setting.members where member == 0 || world[member] != world[member - 1] {
            for outcome in reviewOutcomes(world, file, world[member]) {
                var after = world
                after[member].setReview(of: file, outcome.after)
                visit(Step(.review, slot: file * 4 + member, code: outcome.code), after, outcome.violated)
            }
        }
    }

    /// S2 and S6, of the world as a whole.
    func invariants(_ world: CallWorld) -> PropertySet {
        var violated = PropertySet()
        let (first, second) = (fileTraits[world.fileA], fileTraits[world.fileB])
        if world.listed >> 4 & 1 == 1 {
            violated.require(.nothingLost, !first.isFiled || world.isListed(0))
            violated.require(.nothingLost, !second.isFiled || world.isListed(1))
        }
        violated.require(.withinLine, first.awarded + second.awarded <= Budget.total)
        let open = (first.isReserved ? 0 : first.awarded) + (second.isReserved ? 0 : second.awarded)
        violated.require(.fenceKept, open <= Budget.total - Budget.reserve)
        violated.require(.placesDistinct, first.place == 0 || first.place != second.place)
        return violated
    }

    /// The list that a closing makes: every file that is filed at that moment.
    func filed(_ world: CallWorld) -> UInt8 {
        (fileTraits[world.fileA].isFiled ? 1 : 0) | (fileTraits[world.fileB].isFiled ? 2 : 0)
    }
}

extension CallExploration {
    private static func simplify(_ call: inout Call) {
        call.version = min(call.version, 1)
        call.definitionVersion = min(call.definitionVersion, 1)
        if call.openedAt != nil { call.openedAt = Timeline.instant(0) }
        if call.closedAt != nil { call.closedAt = Timeline.instant(0) }
        // Once a call is closed, when it closed decides nothing any more.
        if ![.absent, .drafted, .open].contains(call.state), call.terms?.procedure == .competitive {
            call.terms?.closesAt = Timeline.instant(Timeline.closing)
            let wasExtended = call.terms.map { $0.reviewClosesAt >= Timeline.instant(Timeline.last) } ?? false
            if call.state != .review || !wasExtended {
                call.terms?.reviewClosesAt = Timeline.instant(Timeline.reviewClosing)
            }
        }
    }

    static func simplify(_ file: inout Application, isUrgent: Bool = false) {
        file.version = min(file.version, 1)
        // When it was filed decides something only until the hours for an urgent decision have passed.
        let mayBeUrgent = isUrgent && [.submitted, .complementRequested, .admissible].contains(file.state)
        if file.submittedAt != nil, !mayBeUrgent { file.submittedAt = Timeline.instant(0) }
        if file.urgentAt != nil { file.urgentAt = Timeline.instant(0) }
        if file.ratifiedAt != nil { file.ratifiedAt = Timeline.instant(0) }
        // Once an award is known, who signed it is history.
        if file.notifiedAt != nil { file.approvals = [] }
        // Of the rulings on the marker the last one decides, whichever act it was.
        if file.isMarkerSettled {
            file.verifiedMarker = file.finalMarker
            (file.finalMarker, file.isMarkerSettled) = (nil, false)
        }
        // After the decision the advice is history: one stands for all.
        let isDecided = [.awarded, .reserveListed, .refused, .underAppeal, .upheld, .overturned].contains(file.state)
        if isDecided, file.advice != nil {
            file.advice = .favourable
            file.advised = Cents(Budget.mostForOneFile)
        }
    }

    private static func simplify(_ review: inout Review) {
        // A recused or voided review makes room for a new one, by the same member or an expert.
        if review.state == .recused || review.state == .voided { review = Review(id: review.id) }
        review.version = min(review.version, 1)
        if review.submittedAt != nil { review.submittedAt = Timeline.instant(0) }
    }
}

extension CallExploration {
    /// How many of the worlds have their call in each state, for a report.
    package func countsByCallState(_ worlds: [CallWorld]) -> [(String, Int)] {
        var counts: [String: Int] = [:]
        for world in worlds { counts["\(callTraits[world.call].state.name) T\(world.time)", default: 0] += 1 }
        return counts.sorted { $0.0 < $1.0 }.map { ($0.key, $0.value) }
    }

    /// Questions put to the core, and how many of them it refused.
    package var decisions: (asked: Int, refused: Int) {
        (calls.decisions + files.decisions + reviews.decisions, calls.refusals + files.refusals + reviews.refusals)
    }
}
