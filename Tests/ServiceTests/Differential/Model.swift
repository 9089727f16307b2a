import CallModel
import Service
import Workflow

/// A call in memory: the pure core's decisions, applied to plain values. It knows no SQL and shares no code with the service.
struct Model: Sendable {
    static let line = "solidarity"
    static let criteria: [ClosedRange<Int32>] = Array(repeating: 0...5, count: 6)
    static let weights: [Int64] = [4, 4, 4, 2, 3, 3]
    static let reviewers = 1...7
    /// Who sat in the two sittings; the first member chairs.
    static let sittings = (full: 1...7, few: 1...3)

    var call: Call
    var files: [Int: Application] = [:]
    var reviews: [Review] = []
    var grants: [Grant] = []
    var conflicts: Set<Step.Pair> = []
    var isComplete: [Int: Bool] = [:]
    let definition: CallDefinition
    let summaries: [Int: ApplicationSummary]
    let organisations: [Int: OrganisationID]
    let members: [Int: MemberID]

    /// What the model cannot know by itself: the time of the command, the numbers of new things, the ranks.
    struct Given: Sendable {
        let now: Instant
        var fileIDs: [Int: ApplicationID] = [:]
        var reviewIDs: [Step.Pair: ReviewID] = [:]
        var grantIDs: [Int: GrantID] = [:]
        var ranks: [Int: Int32] = [:]
    }

    /// Takes a step, or says why not and stays as it is.
    mutating func take(_ step: Step, _ given: Given) -> Outcome {
        var next = self
        do throws(Stop) {
            try next.attempt(step, given)
            self = next
            return .done
        } catch {
            return concealing(error.outcome, step)
        }
    }

    /// A member is told of a file with which there is a conflict that there is one, and nothing else.
    private func concealing(_ outcome: Outcome, _ step: Step) -> Outcome {
        guard case .refusedFiles(let refusals) = outcome, let member = step.actor?.member else { return outcome }
        let hidden = files.keys.filter { isConflicted(member, $0) }.map(World.reference)
        return .refusedFiles(
            refusals.map { refused in
                hidden.contains { refused.reference.hasPrefix($0) }
                    ? FileRefusal(reference: refused.reference, refusal: .conflictOfInterest) : refused
            })
    }

    struct Stop: Error {
        let outcome: Outcome
    }

    private mutating func attempt(_ step: Step, _ given: Given) throws(Stop) {
        switch step {
        case .clock: break
        case .move(let step, let reason, let actor): try move(step, reason, actor, given)
        case .create(let number, let isComplete, let actor): try create(number, isComplete, actor, given)
        case .edit(let number, let isComplete, let actor):
            try replace(number, isComplete, actor, given) { .edit($0) }
        case .complement(let number, let isComplete, let actor):
            try replace(number, isComplete, actor, given) { .complement($0) }
        case .act(let number, let step, let reason, let actor): try act(number, step, reason, actor, given)
        case .submitAll(let actor):
            try permit { () throws(Refusal) in try ApplicationMachine.permit(.submit, by: actor) }
            let own = files.keys.filter { actor.organisation == nil || files[$0]?.organisation == actor.organisation }
            try each(own.filter { files[$0]?.state == .draft }) { (model, number) throws(Refusal) in
                try model.decide(number, .submit, model.context(number, actor, given))
            }
        case .admissibility(let down, let markers, let reason): try admit(down, markers, reason, given)
        case .conflict(let file, let member):
            try declare(Step.Pair(file: file, member: member), given)
        case .assign(let pairs, let actor): try assign(pairs, actor, given)
        case .recuse(let pair, let actor): try recuse(pair, actor, given)
        case .review(let pairs, let scores, let justification): try review(pairs, scores, justification, given)
        case .onReview(let pair, let step, let reason, let actor): try onReview(pair, step, reason, actor, given)
        case .score(let actor): try score(actor, given)
        case .advise(let opinions, let hasQuorum): try advise(opinions, hasQuorum, given)
        case .decide(let departures, let actor): try decideAll(departures, actor, given)
        case .release(let actor): try release(actor, given)
        case .grant(let number, let step, let reason, let actor): try grant(number, step, reason, actor, given)
        }
    }

    // Deciding

    mutating func decide(_ number: Int, _ command: ApplicationCommand, _ context: ApplicationContext) throws(Refusal) {
        guard var file = files[number] else { return }
        if context.actor.organisation != nil, file.notifiedAt == nil,
            ![.absent, .draft, .submitted, .complementRequested, .withdrawn].contains(file.state)
        {
            // Its organisation knows of it that it was filed, and is told why not of that.
            var known = file
            known.state = .submitted
            _ = try ApplicationMachine.decide(known, command, context)
            guard ![.awarded, .reserveListed, .refused, .inadmissible].contains(file.state) else { throw .outcomePending }
        }
        if let member = context.actor.member, file.state != known(file, to: member).state {
            _ = try ApplicationMachine.decide(known(file, to: member), command, context)
            throw .outcomePending
        }
        let event = try ApplicationMachine.decide(file, command, context)
        ApplicationMachine.evolve(&file, with: event)
        files[number] = file
    }

    mutating func decide(_ review: Int, _ command: ReviewCommand, file: Int, _ actor: Actor, _ given: Given) throws(Refusal) {
        let pair = Step.Pair(file: file, member: number(of: reviews[review].member))
        let event = try ReviewMachine.decide(reviews[review], command, context(pair, actor, given))
        ReviewMachine.evolve(&reviews[review], with: event)
    }

    mutating func decide(_ command: CallCommand, _ actor: Actor, _ given: Given) throws(Refusal) {
        var counts: [ApplicationState: Int] = [:]
        for file in files.values { counts[file.state, default: 0] += 1 }
        do throws(Refusal) {
            let event = try CallMachine.decide(call, command, CallContext(now: given.now, actor: actor, tally: Tally(counts)))
            CallMachine.evolve(&call, with: event)
        } catch {
            // Members are told no number of files.
            if actor.member != nil, case .filesNotScored = error { throw .someNotScored }
            throw error
        }
    }

    func context(_ number: Int, _ actor: Actor, _ given: Given) -> ApplicationContext {
        let own = reviews.filter { $0.application == files[number]?.id }
        let panel = Panel(
            counted: own.count { $0.state == .counted }, pending: own.count { ReviewState.pending.contains($0.state) },
            conflicted: own.count { $0.state == .counted && isConflicted($0.member, number) })
        let hasGrant = grants.contains { $0.application == files[number]?.id && $0.state != .lapsed && $0.state != .cancelled }
        return ApplicationContext(
            now: given.now, actor: actor, call: call, panel: panel,
            actorConflicted: actor.member.map { isConflicted($0, number) } ?? false, hasGrant: hasGrant)
    }

    func context(_ pair: Step.Pair, _ actor: Actor, _ given: Given) -> ReviewContext {
        ReviewContext(
            now: given.now, actor: actor, call: call, application: seenState(pair.file, by: actor),
            conflicted: conflicts.contains(pair), actorConflicted: actor.member.map { isConflicted($0, pair.file) } ?? false,
            scales: Self.criteria)
    }

    func isConflicted(_ member: MemberID, _ file: Int) -> Bool {
        conflicts.contains(Step.Pair(file: file, member: number(of: member)))
    }

    /// What a member may know: nothing of some files, and then of the others not what was advised and decided before all are told.
    func known(_ file: Application, to member: MemberID) -> Application {
        var known = file
        let isNarrowed = files.keys.contains { isConflicted(member, $0) }
        if isNarrowed, file.advice != nil, file.notifiedAt == nil { known.state = .scored }
        return known
    }

    private func seenState(_ number: Int, by actor: Actor) -> ApplicationState {
        guard let file = files[number] else { return .absent }
        return (actor.member.map { known(file, to: $0) } ?? file).state
    }

    /// A member is told of a conflict before all else, and then that he or she never does such a thing.
    func requireOpen(_ number: Int, to actor: Actor, _ permit: () throws(Refusal) -> Void) throws(Stop) {
        guard let member = actor.member else { return }
        if isConflicted(member, number) { throw Stop(outcome: .refused(.conflictOfInterest)) }
        try self.permit(permit)
    }

    func number(of member: MemberID) -> Int { members.first { $0.value == member }?.key ?? 0 }

    /// The member's review of the file that is neither recused nor void.
    func live(_ pair: Step.Pair) -> Int? {
        reviews.firstIndex {
            $0.application == files[pair.file]?.id && $0.member == members[pair.member] && $0.state != .recused && $0.state != .voided
        }
    }

    func reason(_ text: String?, codes: [String] = []) -> Reason {
        guard let text, !text.isEmpty else { return Reason(codes: codes) }
        return Reason(codes: codes, text: Digest(bytes: Array(repeating: 1, count: 32)))
    }

    func unknown(_ file: Int) -> Stop { Stop(outcome: .other("2 reference")) }
    /// To an organisation the files of others are not there.
    func requireKnown(_ file: Int, to actor: Actor) throws(Stop) {
        guard let known = files[file] else { throw missing(file) }
        if let own = actor.organisation, own != known.organisation { throw missing(file) }
    }

    func missing(_ file: Int) -> Stop { Stop(outcome: .other("notFound application \(World.reference(file))")) }

    /// Does one thing to each of several files, in the order of their numbers; one refusal refuses all.
    mutating func each(_ numbers: [Int], _ body: (inout Model, Int) throws(Refusal) -> Void) throws(Stop) {
        var refusals: [FileRefusal] = []
        for number in numbers.sorted(by: { (files[$0]?.id.value ?? 0) < (files[$1]?.id.value ?? 0) }) {
            do throws(Refusal) {
                try body(&self, number)
            } catch {
                refusals.append(FileRefusal(reference: World.reference(number), refusal: error))
            }
        }
        guard refusals.isEmpty else { throw Stop(outcome: .refusedFiles(refusals)) }
    }

    // Commands of a call and its files

    private mutating func move(_ step: CallStep, _ text: String?, _ actor: Actor, _ given: Given) throws(Stop) {
        let command: CallCommand =
            switch step {
            case .open: .open
            case .extend(let closing): .extend(CallExtension(closesAt: closing, reason: reason(text)))
            case .extendReview(let closing): .extendReview(CallExtension(closesAt: closing, reason: reason(text)))
            case .close: .close
            case .beginAdmissibility: .beginAdmissibility
            case .beginReview: .beginReview
            case .beginDeliberation: .beginDeliberation
            case .decide: .decide
            case .archive: .archive
            case .cancel: .cancel(reason(text))
            case .declareUnsuccessful: .declareUnsuccessful(reason(text))
            }
        do throws(Refusal) {
            try decide(command, actor, given)
            if case .beginReview = step {
                for number in files.keys where files[number]?.state == .admissible {
                    try decide(number, .beginReview, context(number, actor, given))
                }
            }
        } catch {
            throw Stop(outcome: .refused(error))
        }
    }

    private mutating func create(_ number: Int, _ complete: Bool, _ actor: Actor, _ given: Given) throws(Stop) {
        guard let summary = summaries[number], let organisation = organisations[number] else { return }
        let isNew = files[number] == nil
        if let own = actor.organisation, own != organisation {
            throw Stop(outcome: .refusedFiles([FileRefusal(reference: World.reference(number), refusal: .notOwnFile)]))
        }
        if actor.member != nil { try permit { () throws(Refusal) in try ApplicationMachine.permit(.create, by: actor) } }
        // An import of a file that is there as it should be changes nothing.
        if !isNew, isComplete[number] == complete { return }
        if isNew { files[number] = Application(id: given.fileIDs[number] ?? ApplicationID(0)) }
        let draft = ApplicationDraft(
            call: call.id, organisation: organisation, reference: World.reference(number), summary: summary)
        let command: ApplicationCommand = isNew ? .create(draft) : .edit(summary)
        let context = context(number, actor, given)
        try each([number]) { (model, number) throws(Refusal) in try model.decide(number, command, context) }
        isComplete[number] = complete
    }

    private mutating func replace(
        _ number: Int, _ complete: Bool, _ actor: Actor, _ given: Given, _ make: (ApplicationSummary) -> ApplicationCommand
    ) throws(Stop) {
        try requireKnown(number, to: actor)
        guard let summary = summaries[number] else { throw missing(number) }
        let context = context(number, actor, given)
        try requireOpen(number, to: actor) { () throws(Refusal) in try ApplicationMachine.permit(make(summary).action, by: actor) }
        do throws(Refusal) {
            try decide(number, make(summary), context)
        } catch {
            throw Stop(outcome: .refused(error))
        }
        isComplete[number] = complete
    }

    private mutating func act(
        _ number: Int, _ step: FileStep, _ text: String?, _ actor: Actor, _ given: Given
    ) throws(Stop) {
        try requireKnown(number, to: actor)
        let why = reason(text)
        var context = context(number, actor, given)
        let command: ApplicationCommand
        switch step {
        case .submit: command = .submit
        case .withdraw: command = .withdraw(why)
        case .reinstate: command = .reinstate
        case .requestComplement(let due):
            command = .requestComplement(ComplementRequest(due: due ?? given.now.adding(days: 10), reason: why))
        case .returnToReview: command = .returnToReview(why)
        case .appeal: command = .appeal(why)
        case .uphold: command = .uphold(why)
        case .overturn: command = .overturn(why)
        case .dismiss: command = .dismiss(why)
        case .award(let line, let amount, let departure):
            context.line = line == Self.line ? balance(planned: [], waiting: reserveListed) : nil
            command = .award(Award(line: line, amount: amount, departure: reason(departure)))
        case .beginReview: command = .beginReview
        case .awardUrgently(let line, let amount):
            context.line = line == Self.line ? balance(planned: [], waiting: reserveListed) : nil
            command = .awardUrgently(Award(line: line, amount: amount))
        case .amend(let line, let amount):
            context.line = nil
            command = .amend(Award(line: line ?? "", amount: amount, departure: why))
        case .ratify(let sitting): command = .ratify(Ratification(sitting: sitting))
        case .annul: command = .annul(why)
        case .reserve(let rank, let departure):
            context.takenPlaces = Set(files.values.filter { $0.id != files[number]?.id }.compactMap(\.reserveRank))
            command = .reserve(ReservePlace(rank: rank, departure: reason(departure)))
        case .refuse(let departure): command = .refuse(Refused(reason: why, departure: reason(departure)))
        }
        try requireOpen(number, to: actor) { () throws(Refusal) in try ApplicationMachine.permit(command.action, by: actor) }
        do throws(Refusal) { try decide(number, command, context) } catch { throw Stop(outcome: .refused(error)) }
    }

    /// A command on many things is refused as a whole to who may never give it.
    func permit(_ body: () throws(Refusal) -> Void) throws(Stop) {
        do throws(Refusal) { try body() } catch { throw Stop(outcome: .refused(error)) }
    }
}
