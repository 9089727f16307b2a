import CallModel
import Service
import TestSupport
import Workflow

/// Draws commands: mostly what comes next in the life of the call, now and then anything at all.
struct StepGenerator {
    private static let fileCount = 3

    var random: SplitMix64
    let call: BrusselsCall

    mutating func next(_ model: Model, _ now: Instant) -> Step {
        if random.chance(1, of: 4) { return anything(model, now) }
        switch model.call.state {
        case .absent, .drafted: return now < call.opens ? .clock(call.opens) : .move(.open, reason: nil, .secretariat)
        case .open: return whileOpen(model, now)
        case .closed: return .move(.beginAdmissibility, reason: nil, .secretariat)
        case .admissibility: return inAdmissibility(model, now)
        case .review: return inReview(model)
        case .deliberation: return random.chance(1, of: 2) ? advice(model, hasQuorum: true) : decision(model, .college)
        case .decided: return random.chance(1, of: 2) ? .release(.secretariat) : afterwards(model, now)
        case .published, .archived, .cancelled, .unsuccessful: return afterwards(model, now)
        }
    }

    private mutating func file() -> Int { random.number(1...Self.fileCount) }
    private mutating func text() -> String? { random.chance(3, of: 4) ? "Parce que." : nil }
    private mutating func member() -> Int { random.number(Model.reviewers) }

    private mutating func actor(_ model: Model) -> Actor {
        switch random.number(1...8) {
        case 1: .college
        case 2: .finance
        case 3: .system
        case 4: model.organisations[file()].map { .applicant($0) } ?? .secretariat
        case 5: model.members[member()].map { .chair($0) } ?? .secretariat
        case 6: model.members[member()].map { .reviewer($0) } ?? .secretariat
        default: .secretariat
        }
    }

    private mutating func whileOpen(_ model: Model, _ now: Instant) -> Step {
        let number = file()
        if now >= call.closes { return .move(.close, reason: nil, .system) }
        guard let state = model.files[number]?.state else {
            return .create(number, isComplete: random.chance(4, of: 5), .secretariat)
        }
        let isEverythingFiled = model.files.count == Self.fileCount && model.files.values.allSatisfy { $0.state == .submitted }
        if isEverythingFiled, random.chance(2, of: 3) { return .clock(call.closes) }
        switch state {
        case .draft: return random.chance(4, of: 5) ? .act(number, .submit, reason: nil, .secretariat) : .submitAll(.secretariat)
        case .withdrawn: return .act(number, .reinstate, reason: nil, .secretariat)
        default: return random.chance(1, of: 5) ? .act(number, .withdraw, reason: text(), .secretariat) : .clock(now.adding(seconds: 60))
        }
    }

    private mutating func inAdmissibility(_ model: Model, _ now: Instant) -> Step {
        let waiting = model.files.filter { $0.value.state == .submitted || $0.value.state == .complementRequested }
        guard let (number, waited) = waiting.min(by: { $0.key < $1.key }) else {
            return .move(.beginReview, reason: nil, .secretariat)
        }
        switch random.number(1...5) {
        case 1: return .act(number, .requestComplement(due: nil), reason: text(), .secretariat)
        case 2 where waited.state == .complementRequested: return .complement(number, isComplete: true, .secretariat)
        case 2: return .clock(now.adding(days: 11))
        default:
            var markers: [Int: GenderMarker?] = [:]
            if random.chance(1, of: 2) { markers[number] = random.pick([.principal, .principal, .significant, nil]) }
            return .admissibility(turnedDown: random.chance(1, of: 6) ? [number: text()] : [:], markers: markers, reason: text())
        }
    }

    private mutating func inReview(_ model: Model) -> Step {
        let files = model.files.filter { $0.value.state == .underReview }.keys.sorted()
        if files.isEmpty { return .move(.beginDeliberation, reason: nil, .secretariat) }
        let first = member()
        let pairs = files.flatMap { file in (0..<3).map { Step.Pair(file: file, member: (first + $0) % 7 + 1) } }
            .filter { !model.conflicts.contains($0) }
        let assigned = files.flatMap { file in Model.reviewers.map { Step.Pair(file: file, member: $0) } }
            .filter { pair in model.live(pair).map { model.reviews[$0].state != .counted } ?? false }
        switch random.number(1...6) {
        case 1 where assigned.isEmpty, 2 where assigned.isEmpty, 3 where assigned.isEmpty: return .assign(pairs, .secretariat)
        case 1: return .assign(Array(pairs.prefix(1)), .secretariat)
        case 2, 3, 4: return .review(assigned.isEmpty ? pairs : assigned, scores: scores(), justification: "Clair et utile.")
        default: return .score(.secretariat)
        }
    }

    private mutating func scores() -> [Int] { (0..<6).map { _ in random.chance(1, of: 60) ? 6 : random.number(1...5) } }

    private mutating func afterwards(_ model: Model, _ now: Instant) -> Step {
        let number = file()
        let own = model.organisations[number].map { Actor.applicant($0) } ?? .secretariat
        let grant = model.grants.last { $0.application == model.files[number]?.id }
        switch model.files[number]?.state {
        case .awarded where random.chance(5, of: 6):
            return grantStep(number, grant, now)
        case .awarded, .refused, .inadmissible: return .act(number, .appeal, reason: text(), own)
        case .underAppeal: return .act(number, random.chance(1, of: 2) ? .uphold : .overturn, reason: text(), .college)
        case .overturned where random.chance(1, of: 3): return advice(model, hasQuorum: true)
        case .overturned, .reserveListed:
            switch random.number(1...4) {
            case 1: return .act(number, .reserve(rank: Int32(random.number(0...3)), departure: text()), reason: nil, .college)
            case 2: return .act(number, .refuse(departure: text()), reason: text(), .college)
            default: return award(number)
            }
        case nil, .absent, .draft, .withdrawn, .submitted, .complementRequested, .admissible, .underReview, .scored, .advised, .upheld:
            return random.chance(1, of: 2) ? .release(.secretariat) : .act(number, .dismiss, reason: text(), .secretariat)
        }
    }

    private mutating func award(_ number: Int) -> Step {
        let amount = Cents(Int64(random.number(1...8)) * 50_000)
        let line = random.chance(9, of: 10) ? Model.line : "nowhere"
        return .act(number, .award(line: line, amount: amount, departure: text()), reason: nil, .college)
    }

    private mutating func grantStep(_ number: Int, _ grant: Grant?, _ now: Instant) -> Step {
        let some = Cents(Int64(random.number(1...5)) * 50_000)
        switch grant?.state ?? .absent {
        case .absent, .closed, .lapsed, .cancelled: return .grant(number, .send, reason: nil, .secretariat)
        case .agreementSent: return .grant(number, .sign, reason: nil, .secretariat)
        case .signed: return .grant(number, .commit(number: "2027/\(number)"), reason: nil, .finance)
        case .committed: return .grant(number, .payFirst(some), reason: nil, .finance)
        case .firstInstalmentPaid: return .grant(number, .report(some), reason: nil, .secretariat)
        case .reported: return .grant(number, random.pick([.accept, .acceptPartly(Cents(40_000)), .reject]), reason: text(), .secretariat)
        case .accepted, .partlyAccepted, .rejected:
            return .grant(number, random.pick([.payBalance(nil), .claimRecovery(nil), .close]), reason: nil, .finance)
        case .recoveryClaimed: return .grant(number, .recordRecovery(nil), reason: nil, .finance)
        case .balancePaid, .recovered: return .grant(number, .close, reason: nil, .finance)
        case .suspended: return .grant(number, .resume, reason: nil, .secretariat)
        }
    }

    private mutating func advice(_ model: Model, hasQuorum: Bool) -> Step {
        var opinions: [Int: Step.Opinion] = [:]
        // Now and then on a file that awaits none, which the others then pay for.
        let awaiting = (1...Self.fileCount).filter { [.scored, .overturned].contains(model.files[$0]?.state) }
        for number in random.chance(1, of: 8) ? Array(1...Self.fileCount) : awaiting {
            let opinion = random.pick([AdviceOpinion.favourable, .favourable, .reserve, .unfavourable])
            let amount = random.chance(1, of: 4) ? Cents(Int64(random.number(1...9)) * 100_000) : nil
            opinions[number] = Step.Opinion(opinion: opinion, amount: amount)
        }
        return .advise(opinions, hasQuorum: hasQuorum)
    }

    private mutating func decision(_ model: Model, _ actor: Actor) -> Step {
        guard random.chance(1, of: 3) else { return .decide([:], actor) }
        let departure = Step.Departure(
            outcome: random.pick([.award, .reserve, .refuse]), amount: random.chance(1, of: 3) ? Cents(100_000) : nil, why: text())
        let advised = (1...Self.fileCount).filter { model.files[$0]?.state == .advised }
        let number = advised.isEmpty || random.chance(1, of: 8) ? file() : random.pick(advised)
        return .decide([number: departure], actor)
    }

    /// Any command by anyone at any time.
    private mutating func anything(_ model: Model, _ now: Instant) -> Step {
        let number = file()
        let pair = Step.Pair(file: number, member: member())
        switch random.number(1...20) {
        case 1:
            let later = [now.adding(days: 1), call.closes, call.reviewsClose, now.adding(days: 31), now.adding(days: 61)]
            // Seldom far ahead: most of the life of a call is before its ends.
            let target = random.chance(3, of: 4) ? later[0] : random.pick(later)
            return .clock(max(now, target))
        case 2:
            let steps: [CallStep] = [.open, .close, .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .archive]
            return .move(random.pick(steps), reason: nil, actor(model))
        case 3 where random.chance(1, of: 2):
            return .move(.extendReview(to: random.pick([now, call.reviewsClose.adding(days: 7)])), reason: text(), actor(model))
        case 3: return .move(.extend(to: random.pick([now, call.closes.adding(days: 7)])), reason: text(), .secretariat)
        case 4 where random.chance(1, of: 4):
            return .move(random.pick([.cancel, .declareUnsuccessful]), reason: text(), .college)
        case 4, 5: return .create(number, isComplete: random.chance(1, of: 2), actor(model))
        case 6: return .edit(number, isComplete: random.chance(4, of: 5), actor(model))
        case 7: return .complement(number, isComplete: true, actor(model))
        case 8, 9, 10:
            let steps: [FileStep] = [
                .submit, .withdraw, .reinstate, .requestComplement(due: now.adding(days: 3)), .returnToReview, .appeal, .uphold,
                .overturn, .dismiss, .reserve(rank: 1, departure: nil), .refuse(departure: nil)
            ]
            return .act(number, random.pick(steps), reason: text(), actor(model))
        case 11: return award(number)
        case 12: return .conflict(number, member: pair.member)
        case 13: return .assign([pair], actor(model))
        case 14: return .recuse(pair, .secretariat)
        case 15: return .review([pair], scores: scores(), justification: random.chance(1, of: 3) ? "" : "Peu clair.")
        case 16: return .onReview(pair, random.pick([.reopen, .void]), reason: "À revoir.", actor(model))
        case 17: return random.chance(1, of: 2) ? .score(actor(model)) : .admissibility(turnedDown: [:], markers: [:], reason: nil)
        case 18: return random.chance(1, of: 2) ? advice(model, hasQuorum: false) : decision(model, actor(model))
        case 19: return random.chance(1, of: 3) ? .release(actor(model)) : .submitAll(actor(model))
        default:
            let steps: [GrantStep] = [.sign, .payFirst(Cents(100)), .suspend, .resume, .cancel, .lapse, .writeOff, .reject, .close]
            return .grant(number, random.pick(steps), reason: text(), actor(model))
        }
    }
}
