import CallModel
import Service
import Workflow

// Admissibility, reviews and scores

extension Model {
    mutating func admit(
        _ down: [Int: String?], _ markers: [Int: GenderMarker?], _ why: String?, _ given: Given
    ) throws(Stop) {
        let waiting = files.keys.filter { number in
            guard let file = files[number] else { return false }
            let mayAnswer = file.complementDue.map { given.now < $0 } ?? false
            return (file.state == .submitted || file.state == .complementRequested) && !mayAnswer
        }
        // In the order in which they were filed.
        let ordered = waiting.sorted { left, right in
            let (left, right) = (files[left], files[right])
            return (left?.submittedAt?.microseconds ?? 0, left?.id.value ?? 0) < (
                right?.submittedAt?.microseconds ?? 0, right?.id.value ?? 0
            )
        }
        let passing = waiting.filter {
            isComplete[$0] == true && files[$0]?.complementDue == nil && !down.keys.contains($0)
        }
        // A row that would have no effect is a fault.
        let faults = down.keys.filter { !waiting.contains($0) } + markers.keys.filter { !passing.contains($0) }
        guard faults.isEmpty else {
            throw Stop(outcome: .other(faults.map { _ in "2 reference" }.joined(separator: ", ")))
        }
        var refusals: [FileRefusal] = []
        for number in ordered {
            guard let file = files[number] else { continue }
            let failing = isComplete[number] == true ? [] : ["documents"]
            var context = context(number, .secretariat, given)
            context.failingRules = failing
            let command: ApplicationCommand
            if let text = down[number] {
                command = .declareInadmissible(reason(text, codes: failing))
            } else if !failing.isEmpty || file.complementDue != nil {
                command = .declareInadmissible(Reason(codes: failing.isEmpty ? ["complementOverdue"] : failing))
            } else {
                let verified = markers[number] ?? file.summary?.declaredMarker
                command = .declareAdmissible(MarkerRuling(marker: verified, reason: markers[number] == nil ? .none : reason(why)))
            }
            do throws(Refusal) {
                try decide(number, command, context)
            } catch {
                refusals.append(FileRefusal(reference: World.reference(number), refusal: error))
            }
        }
        guard refusals.isEmpty else { throw Stop(outcome: .refusedFiles(refusals)) }
    }

    mutating func assign(_ pairs: [Step.Pair], _ actor: Actor, _ given: Given) throws(Stop) {
        try permit { () throws(Refusal) in try ReviewMachine.permit(.assign, by: actor) }
        try refuseHidden(pairs, actor)
        try eachPair(pairs) { (model, pair) throws(Refusal) in
            if model.live(pair) != nil { return }
            guard let file = model.files[pair.file], let member = model.members[pair.member] else { return }
            var review = Review(id: given.reviewIDs[pair] ?? ReviewID(0))
            let command = ReviewCommand.assign(Assignment(application: file.id, member: member))
            let event = try ReviewMachine.decide(review, command, model.context(pair, actor, given))
            ReviewMachine.evolve(&review, with: event)
            model.reviews.append(review)
        }
    }

    mutating func recuse(_ pair: Step.Pair, _ actor: Actor, _ given: Given) throws(Stop) {
        try permit { () throws(Refusal) in try ReviewMachine.permit(.recuse, by: actor) }
        guard files[pair.file] != nil else { throw unknown(pair.file) }
        try refuseHidden([pair], actor)
        guard let review = live(pair) else { throw Stop(outcome: .other("2 member")) }
        try eachPair([pair]) { (model, pair) throws(Refusal) in
            try model.decide(review, .recuse(Reason(codes: ["conflictOfInterest"])), file: pair.file, actor, given)
        }
        conflicts.insert(pair)
    }

    mutating func review(_ pairs: [Step.Pair], _ scores: [Int], _ justification: String, _ given: Given) throws(Stop) {
        for pair in pairs {
            guard files[pair.file] != nil else { throw unknown(pair.file) }
            guard live(pair) != nil else { throw Stop(outcome: .other("2 member")) }
        }
        let values = scores.map { Int32?(Int32($0)) }
        let digest = justification.isEmpty ? nil : Digest(bytes: Array(repeating: 1, count: 32))
        try eachPair(pairs) { (model, pair) throws(Refusal) in
            guard let review = model.live(pair) else { return }
            let known = model.reviews[review]
            if known.state == .submitted || known.state == .counted, known.scores?.values == values { return }
            try model.decide(review, .submit(Scores(values, justification: digest)), file: pair.file, .secretariat, given)
        }
    }

    mutating func onReview(
        _ pair: Step.Pair, _ step: ReviewStep, _ text: String, _ actor: Actor, _ given: Given
    ) throws(Stop) {
        try permit { () throws(Refusal) in
            switch step {
            case .reopen: try ReviewMachine.permit(.reopen, by: actor)
            case .void: try ReviewMachine.permit(.void, by: actor)
            }
        }
        guard files[pair.file] != nil else { throw Stop(outcome: .other("0 reference")) }
        try refuseHidden([pair], actor)
        guard let review = live(pair) else { throw Stop(outcome: .other("0 member")) }
        let command: ReviewCommand =
            switch step {
            case .reopen: .reopen(reason(text))
            case .void: .void(reason(text))
            }
        try eachPair([pair]) { (model, pair) throws(Refusal) in
            try model.decide(review, command, file: pair.file, actor, given)
        }
    }

    /// Of a file with which there is a conflict of interest, a member is told only that.
    private func refuseHidden(_ pairs: [Step.Pair], _ actor: Actor) throws(Stop) {
        guard let member = actor.member else { return }
        let hidden = pairs.filter { files[$0.file] != nil && isConflicted(member, $0.file) }
        guard hidden.isEmpty else {
            throw Stop(
                outcome: .refusedFiles(
                    hidden.map {
                        FileRefusal(reference: "\(World.reference($0.file)) M\($0.member)", refusal: .conflictOfInterest)
                    }))
        }
    }

    private mutating func eachPair(
        _ pairs: [Step.Pair], _ body: (inout Model, Step.Pair) throws(Refusal) -> Void
    ) throws(Stop) {
        for pair in pairs where files[pair.file] == nil { throw unknown(pair.file) }
        var refusals: [FileRefusal] = []
        for pair in pairs {
            do throws(Refusal) {
                try body(&self, pair)
            } catch {
                refusals.append(FileRefusal(reference: "\(World.reference(pair.file)) M\(pair.member)", refusal: error))
            }
        }
        guard refusals.isEmpty else { throw Stop(outcome: .refusedFiles(refusals)) }
    }

    mutating func score(_ actor: Actor, _ given: Given) throws(Stop) {
        try permit { () throws(Refusal) in try ApplicationMachine.permit(.score, by: actor) }
        let open = files.keys.filter { number in
            files[number]?.state == .underReview && !(actor.member.map { isConflicted($0, number) } ?? false)
        }
        try each(open) { (model, number) throws(Refusal) in
            for index in model.reviews.indices.sorted(by: { model.reviews[$0].id < model.reviews[$1].id })
            where model.reviews[index].application == model.files[number]?.id && model.reviews[index].state == .submitted {
                try model.decide(index, .count, file: number, actor, given)
            }
            try model.decide(number, .score(model.mean(of: number)), model.context(number, actor, given))
        }
    }

    /// The points out of a hundred, the mean of the counted reviews.
    private func mean(of number: Int) -> Fraction {
        let counted = reviews.filter { $0.application == files[number]?.id && $0.state == .counted }
        guard !counted.isEmpty else { return .zero }
        let points = counted.reduce(Int64(0)) { sum, review in
            sum + zip(Self.weights, review.scores?.values ?? []).reduce(Int64(0)) { $0 + $1.0 * Int64($1.1 ?? 0) }
        }
        return Fraction(points, Int64(counted.count))
    }
}

// Conflicts of interest

extension Model {
    /// A late declaration voids what the member said of the file, and takes a score back while the members review. Once the
    /// council deliberates, the score is that of the others, if there are any.
    mutating func declare(_ pair: Step.Pair, _ given: Given) throws(Stop) {
        guard let file = files[pair.file] else { throw unknown(pair.file) }
        conflicts.insert(pair)
        guard let review = live(pair) else { return }
        let reason = Reason(codes: ["conflictOfInterest"])
        let isCounted = reviews[review].state == .counted
        let isReviewing = call.state == .review && (file.state == .scored || file.state == .underReview)
        let others = reviews.indices.filter { $0 != review && reviews[$0].application == file.id && reviews[$0].state == .counted }
        let isScoredAnew = isCounted && call.state == .deliberation && file.state == .scored && !others.isEmpty
        if isCounted, !isReviewing, !isScoredAnew { return }
        do throws(Refusal) {
            if isCounted, isReviewing, file.state == .scored {
                try decide(pair.file, .returnToReview(reason), context(pair.file, .system, given))
            }
            try decide(review, .void(reason), file: pair.file, .system, given)
            if isScoredAnew { try decide(pair.file, .score(mean(of: pair.file)), context(pair.file, .system, given)) }
        } catch {
            throw Stop(outcome: .refused(error))
        }
    }
}

// The council, the College, the release

extension Model {
    mutating func advise(_ opinions: [Int: Step.Opinion], _ hasQuorum: Bool, _ given: Given) throws(Stop) {
        // The rows of files that are there, and await nothing of the kind.
        let faults = opinions.keys.filter { files[$0].map { $0.state != .scored && $0.state != .overturned } ?? false }
        guard faults.isEmpty else {
            throw Stop(outcome: .other(faults.map { _ in "2 reference" }.joined(separator: ", ")))
        }
        let numbers = files.keys.filter { number in
            files[number]?.state == .scored || (files[number]?.state == .overturned && opinions[number] != nil)
        }
        guard !numbers.isEmpty else {
            throw Stop(outcome: .refused(.nothingAwaits(action: AnyLabel(ApplicationAction.advise))))
        }
        let present = hasQuorum ? Self.sittings.full : Self.sittings.few
        try each(numbers) { (model, number) throws(Refusal) in
            guard let opinion = opinions[number] else { return }
            let stayed = present.filter { model.conflicts.contains(Step.Pair(file: number, member: $0)) }
            var context = model.context(number, .secretariat, given)
            context.sitting = Sitting(present: present.count - stayed.count, conflictedPresent: stayed.count)
            let requested = model.files[number]?.summary?.requested ?? .zero
            let isFavourable = opinion.opinion == .favourable
            let advice = Advice(
                opinion: opinion.opinion, amount: isFavourable ? opinion.amount ?? requested : .zero,
                line: isFavourable ? Self.line : nil, rank: given.ranks[number], meeting: MeetingID(0))
            try model.decide(number, .advise(advice), context)
        }
    }

    mutating func decideAll(_ departures: [Int: Step.Departure], _ actor: Actor, _ given: Given) throws(Stop) {
        try permit { () throws(Refusal) in try CallMachine.permit(.decide, by: actor) }
        let faults = departures.keys.filter { files[$0]?.state != .advised }
        guard faults.isEmpty else {
            throw Stop(outcome: .other(faults.map { _ in "2 reference" }.joined(separator: ", ")))
        }
        var place: Int32 = 0
        let decisions = files.keys.filter { files[$0]?.state == .advised }
            .sorted { (files[$0]?.rank ?? .max, files[$0]?.id.value ?? 0) < (files[$1]?.rank ?? .max, files[$1]?.id.value ?? 0) }
            .map { ($0, command(on: $0, departures[$0], &place)) }
        let planned = decisions.compactMap { number, command -> (Cents, Bool)? in
            if case .award(let award) = command { (award.amount, files[number]?.isReserved ?? false) } else { nil }
        }
        let waiting = decisions.compactMap { number, command -> Application? in
            if case .reserve = command { files[number] } else { nil }
        }
        let spilled = balance(planned: planned, waiting: waiting).spilled
        var refusals: [FileRefusal] = []
        for (number, command) in decisions {
            var context = context(number, actor, given)
            if case .award(let award) = command, award.line == Self.line {
                context.line = balance(planned: [], waiting: [])
                context.line?.spilled = spilled
            }
            do throws(Refusal) {
                try decide(number, command, context)
            } catch {
                refusals.append(FileRefusal(reference: World.reference(number), refusal: error))
            }
        }
        guard refusals.isEmpty else { throw Stop(outcome: .refusedFiles(refusals)) }
        do throws(Refusal) { try decide(.decide, actor, given) } catch { throw Stop(outcome: .refused(error)) }
    }

    private func command(on number: Int, _ departure: Step.Departure?, _ place: inout Int32) -> ApplicationCommand {
        guard let file = files[number] else { return .reinstate }
        let why = reason(departure?.why)
        let outcome: Step.Departure.Outcome =
            if let departure { departure.outcome } else if file.advice == .favourable { .award } else if file.advice == .reserve {
                .reserve
            } else { .refuse }
        switch outcome {
        case .award:
            let usual = file.advice == .favourable ? file.advised ?? .zero : file.summary?.requested ?? .zero
            return .award(Award(line: Self.line, amount: departure?.amount ?? usual, departure: why))
        case .reserve:
            // Places given by hand before stay as they are.
            let taken = Set(files.values.compactMap(\.reserveRank))
            repeat { place += 1 } while taken.contains(place)
            return .reserve(ReservePlace(rank: place, departure: why))
        case .refuse: return .refuse(Refused(reason: Reason(codes: ["some"]), departure: why))
        }
    }

    var reserveListed: [Application] { files.values.filter { $0.state == .reserveListed } }

    /// The one budget line as it stands, with the reserve opened to all when nobody who waits could take it.
    func balance(planned: [(amount: Cents, isReserved: Bool)], waiting: [Application]) -> LineBalance {
        guard let line = definition.budgetLines.first, let reserve = line.reserve?.amount else {
            return LineBalance(line: "", total: .zero, reserve: .zero, maximumAward: nil, categories: [])
        }
        var balance = LineBalance(
            line: line.id, total: line.total, reserve: reserve, maximumAward: line.maxAward,
            categories: definition.categories.map(\.id))
        for file in files.values { if let amount = file.awarded { balance.take(amount, reserved: file.isReserved) } }
        var after = balance
        for award in planned { after.take(award.amount, reserved: award.isReserved) }
        let toReserved = after.awarded - after.awardedOpen
        let obtainable = line.total - toReserved - min(after.awardedOpen, line.total - reserve)
        let isWanted = waiting.contains { $0.isReserved && ($0.summary?.requested ?? .zero) <= obtainable }
        if !isWanted { balance.spilled = max(.zero, reserve - toReserved) }
        return balance
    }

    mutating func release(_ actor: Actor, _ given: Given) throws(Stop) {
        try permit { () throws(Refusal) in try ApplicationMachine.permit(.notify, by: actor) }
        if ![.published, .archived, .cancelled, .unsuccessful].contains(call.state) {
            do throws(Refusal) { try decide(.publish, actor, given) } catch { throw Stop(outcome: .refused(error)) }
        }
        let decided: Set<ApplicationState> = [.awarded, .reserveListed, .refused, .inadmissible]
        let unknown = files.keys.filter { number in
            files[number].map { decided.contains($0.state) && $0.notifiedAt == nil } ?? false
        }
        try each(unknown) { (model, number) throws(Refusal) in
            try model.decide(number, .notify, model.context(number, actor, given))
        }
    }

    mutating func grant(_ number: Int, _ step: GrantStep, _ text: String?, _ actor: Actor, _ given: Given) throws(Stop) {
        try requireKnown(number, to: actor)
        guard let file = files[number] else { throw missing(number) }
        let action = command(step, Grant(id: GrantID(0)), file, reason(text)).action
        try requireOpen(number, to: actor) { () throws(Refusal) in try GrantMachine.permit(action, by: actor) }
        var index = grants.indices.filter { grants[$0].application == file.id }.max { grants[$0].id < grants[$1].id }
        if step == .send, let known = index, [.lapsed, .cancelled].contains(grants[known].state) { index = nil }
        if index == nil {
            guard step == .send else { throw Stop(outcome: .other("notFound grant \(World.reference(number))")) }
            grants.append(Grant(id: given.grantIDs[number] ?? GrantID(0)))
            index = grants.count - 1
        }
        guard let index else { return }
        let hasOther = grants.contains {
            $0.application == file.id && $0.id != grants[index].id && ![.lapsed, .cancelled].contains($0.state)
        }
        let context = GrantContext(
            now: given.now, actor: actor, application: file, signingDays: call.terms?.signingDays ?? 0, hasOtherGrant: hasOther)
        do throws(Refusal) {
            let event = try GrantMachine.decide(grants[index], command(step, grants[index], file, reason(text)), context)
            GrantMachine.evolve(&grants[index], with: event)
        } catch {
            throw Stop(outcome: .refused(error))
        }
    }

    private func command(_ step: GrantStep, _ grant: Grant, _ file: Application, _ why: Reason) -> GrantCommand {
        switch step {
        case .send: .send(GrantOffer(application: file.id, amount: file.awarded ?? .zero))
        case .sign: .sign
        case .commit(let number): .commit(number)
        case .payFirst(let amount): .payFirst(amount)
        case .report(let amount): .report(amount)
        case .accept: .accept
        case .acceptPartly(let amount): .acceptPartly(PartialAcceptance(amount: amount, reason: why))
        case .reject: .reject(why)
        case .payBalance(let amount): .payBalance(amount ?? min(grant.accepted, grant.awarded) - grant.paid)
        case .claimRecovery(let amount): .claimRecovery(amount ?? grant.paid - min(grant.accepted, grant.awarded))
        case .recordRecovery(let amount): .recordRecovery(amount ?? grant.claimed)
        case .writeOff: .writeOff(why)
        case .close: .close
        case .lapse: .lapse
        case .cancel: .cancel(why)
        case .suspend: .suspend(why)
        case .resume: .resume
        }
    }
}
