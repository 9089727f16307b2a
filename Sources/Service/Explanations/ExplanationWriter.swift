import CallModel
import Postgres
import Selection
import Store
import Workflow

/// Puts the facts of one file together, in the order in which they are read.
struct ExplanationWriter {
    let file: Application
    let call: Call
    let audience: ExplanationAudience
    let definition: CallDefinition
    private let history: [LoggedEvent]
    private(set) var facts: [Fact] = []

    init(
        _ file: Application, of call: Call, _ audience: ExplanationAudience, _ definition: CallDefinition, _ db: borrowing Connection
    ) throws {
        (self.file, self.call, self.audience, self.definition) = (file, call, audience, definition)
        history = try db.history(of: .application, file.id.value)
    }

    /// The last event of the file that was one of these.
    private func last(_ actions: ApplicationAction...) -> [FactSource] {
        let names = actions.map(\.name)
        return history.last { names.contains($0.action) }.map { [.event($0.seq)] } ?? []
    }

    private var latest: [FactSource] { history.last.map { [.event($0.seq)] } ?? [] }

    private func label(ofLine id: String) -> Message {
        definition.budgetLines.first { $0.id == id }.map { Message($0.label) } ?? .same(id)
    }

    private func place(ofLine id: String) -> [FactSource] {
        definition.budgetLines.firstIndex { $0.id == id }.map { [.definition("budgetLines[\($0)]")] } ?? []
    }
}

// What was decided

extension ExplanationWriter {
    mutating func decision(_ db: borrowing Connection) throws {
        if let awarded = file.awarded, let line = file.line {
            facts.append(.awarded(awarded, line: label(ofLine: line), from: last(.award, .awardUrgently) + place(ofLine: line)))
        }
        if file.awarded == nil || file.state != .awarded {
            if file.state == .reserveListed, let place = file.reserveRank {
                facts.append(.onReserveList(place: Int(place), from: last(.reserve)))
            } else {
                facts.append(.state(file.state.label, code: file.state.name, from: latest))
            }
        }
        if let advice = file.advice { facts.append(.advised(advice.label, from: last(.advise))) }
    }

    /// The reason of a refusal, as the applicant got it.
    mutating func reasons(_ db: borrowing Connection) throws {
        guard [.refused, .upheld].contains(file.state), let why = try db.turnedDown(of: [file.id])[file.id] else { return }
        try written(why.reason, db)
    }

    /// Every rule that the file fails. A reason that cannot be shown rule by rule any more, because a register or a ruling said
    /// so then, stands there as it was written.
    mutating func inadmissibility(_ examined: FileFindings?, _ db: borrowing Connection) throws {
        let why = try db.turnedDown(of: [file.id])[file.id]?.reason ?? .none
        let failures = examined?.failures.filter { why.codes.contains($0.rule) } ?? []
        for finding in failures {
            guard let failure = finding.failure else { continue }
            let index = definition.admissibility.firstIndex { $0.id == finding.rule }
            facts.append(
                .failedRule(
                    finding.rule, article: finding.article, failure.message,
                    from: last(.declareInadmissible) + (index.map { [.definition("admissibility[\($0)]")] } ?? [])))
        }
        if Set(failures.map(\.rule)) != Set(why.codes) || why.codes.isEmpty { try written(why, db) }
    }

    private mutating func written(_ reason: Reason, _ db: borrowing Connection) throws {
        guard let digest = reason.text, let text = try db.documents([digest])[digest] else { return }
        facts.append(
            .writtenReason(text, codes: reason.codes, from: last(.declareInadmissible, .refuse, .dismiss, .annul)))
    }
}

// Scores

extension ExplanationWriter {
    mutating func scores(_ scored: ScoredCall, _ db: borrowing Connection) throws {
        guard let outcome = scored.view.outcomes[file.reference] else { return }
        let event = last(.score)
        if !scored.isCompetition { facts.append(.decidedAlone(from: [.definition("procedure")])) }
        if scored.isCompetition, let place = scored.view.ranking.places.first(where: { $0.id == file.reference }) {
            facts.append(
                .place(
                    place.rank, of: scored.view.ranking.places.count, from: last(.advise, .score) + [.computed("ranking by scoring.ties")]))
        }
        total(outcome, isShown: isTotalShown(outcome, scored), from: event)
        let isShown = isShown(outcome)
        let reviews = audience == .municipality ? try reviewEvents(scored, db) : []
        for (index, section) in definition.scoring.sections.enumerated() {
            let path = "scoring.sections[\(index)]"
            let part = outcome.sections.first { $0.id == section.id }
            if let part, let minimum = section.minimumOn100 {
                let failure = outcome.failures.contains { if case .section(section.id, _, _) = $0 { true } else { false } }
                let sources = event + reviews + [.definition("\(path).minimumOn100")]
                self.part(section.label, part.value, 100, minimum, isReached: !failure, isShown: isShown, sources)
            }
            for (place, criterion) in section.criteria.enumerated() {
                guard let part = outcome.criteria.first(where: { $0.id == criterion.id }) else { continue }
                let failure = outcome.failures.contains { if case .criterion(criterion.id, _, _) = $0 { true } else { false } }
                let sources = event + reviews + [.definition("\(path).criteria[\(place)]")]
                self.part(
                    criterion.label, part.value, criterion.scale.max, criterion.minimum, isReached: !failure, isShown: isShown, sources)
            }
        }
    }

    /// The score of a single reviewer is nobody else's business: neither where there is one review, nor where a median or a trimmed
    /// mean leaves one.
    private func isShown(_ outcome: ScoreOutcome) -> Bool {
        audience == .municipality || Combination(definition.scoring.aggregate).scoresThatCount(of: outcome.reviews.count) > 1
    }

    /// A score on which the council agreed is no reviewer's.
    private func isTotalShown(_ outcome: ScoreOutcome, _ scored: ScoredCall) -> Bool {
        isShown(outcome) || definition.scoring.consensus == .replaces && scored.view.consensus[file.reference] != nil
    }

    private mutating func total(_ outcome: ScoreOutcome, isShown: Bool, from event: [FactSource]) {
        let score = outcome.aggregate
        if let minimum = definition.scoring.minimumOn100.map({ Fraction(Int64($0)) }) {
            let sources = event + [.definition("scoring.minimumOn100")]
            let isReached = minimum <= score
            facts.append(
                isShown
                    ? .total(score, minimum: minimum, isReached: isReached, from: sources)
                    : .total(minimum: minimum, isReached: isReached, from: sources))
        }
        if let above = definition.allocation.bands.map({ Fraction(Int64($0.nothingUpTo)) }) {
            let sources = event + [.definition("allocation.bands.nothingUpTo")]
            let isReached = above < score
            facts.append(
                isShown
                    ? .total(score, above: above, isReached: isReached, from: sources)
                    : .total(above: above, isReached: isReached, from: sources))
        }
        if isShown, definition.scoring.minimumOn100 == nil, definition.allocation.bands == nil { facts.append(.total(score, from: event)) }
    }

    private mutating func part(
        _ label: LocalizedText, _ value: Fraction, _ most: Int, _ minimum: Int?, isReached: Bool, isShown: Bool, _ sources: [FactSource]
    ) {
        let bound = minimum.map { Fraction(Int64($0)) }
        switch (bound, isShown) {
        case (let bound?, true):
            facts.append(.part(Message(label), value, outOf: most, minimum: bound, isReached: isReached, from: sources))
        case (let bound?, false): facts.append(.part(Message(label), minimum: bound, isReached: isReached, from: sources))
        case (nil, true): facts.append(.part(Message(label), value, outOf: most, from: sources))
        case (nil, false): break
        }
    }

    /// The events with which the reviews that count were handed in.
    private func reviewEvents(_ scored: ScoredCall, _ db: borrowing Connection) throws -> [FactSource] {
        try (scored.reviews[file.id] ?? []).compactMap { review in
            try db.history(of: .review, review.id.value).last { $0.action == ReviewAction.submit.name }.map { .event($0.seq) }
        }
    }
}

// Money

extension ExplanationWriter {
    mutating func allocation(_ scored: ScoredCall) throws {
        guard scored.isCompetition, let requested = file.summary?.requested else { return }
        let rule = definition.allocationRules.rule.rawValue
        let source = [FactSource.definition("allocation"), .computed("allocation by \(rule)")]
        let award = scored.award(of: file.reference)
        if let refused = scored.allocation.unfunded.first(where: { $0.application == file.reference }) {
            let lines = definition.budgetLines
            facts.append(
                .reason(
                    refused.reason, label: { id in lines.first { $0.id == id }.map { Message($0.label) } ?? .same(id) }, from: source))
        }
        if file.isDecided, award?.cents != file.awarded {
            facts.append(award.map { .byRulesAlone($0.cents, from: source) } ?? .nothingByRulesAlone(from: source))
        }
        if award == nil, let outcome = scored.view.outcomes[file.reference], let found = try scored.counterfactual(of: file) {
            let sources = last(.score) + last(.submit) + [.computed("counterfactual by \(rule)")]
            if outcome.failures.contains(where: \.isOfPart) { facts.append(.minimumsFirst(from: last(.score))) }
            let own = isTotalShown(outcome, scored) ? Figure.Value.score(outcome.aggregate) : nil
            facts.append(
                found.found.isScoreKnown
                    ? .leastScore(found.score.map { .score($0) }, own: own, from: sources) : .unsettled(.score, from: sources))
            facts.append(
                found.found.isRequestKnown
                    ? .largestRequest(found.request, own: requested, from: sources) : .unsettled(.request, from: sources))
        }
        if let own = scored.problem.applications.first(where: { $0.id == file.reference }),
            let effect = try scored.problem.reserveEffect(on: file.reference, by: definition.allocationRules)
        {
            let cents = scored.problem.reserve(of: own)
            guard cents > .zero else { return }
            let places = own.lines.flatMap { place(ofLine: $0) }
            facts.append(.reserve(effect.verdict, of: cents, from: places + [.computed("allocation by \(rule) without reserve")]))
        }
    }

    /// How firm the whole list is.
    mutating func firmness(_ scored: ScoredCall, _ db: borrowing Connection) throws {
        guard scored.isCompetition else { return }
        let names = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.id, $0.member.code) })
        let panel = scored.panel(names)
        for (index, section) in definition.scoring.sections.enumerated() {
            for (place, criterion) in section.criteria.enumerated() {
                let sources = [
                    FactSource.definition("scoring.sections[\(index)].criteria[\(place)].weight"), .computed("weight stability")
                ]
                let label = Message(criterion.label)
                do {
                    // Where the score decides the amount, every weight changes some amount: what can stay is who gets any.
                    let hasBands = definition.allocation.bands != nil
                    guard let asked = hasBands ? scored.servingAll(panel) : panel else {
                        facts.append(.amountsFollowScores(label, from: sources))
                        continue
                    }
                    let found = try asked.weightStability(of: criterion.id)
                    facts.append(hasBands ? .weightOfFiles(label, found, from: sources) : .weight(label, found, from: sources))
                    for (end, isUpper) in [(found.lower, false), (found.upper, true)] where !end.isLimit {
                        facts.append(
                            hasBands
                                ? .weightEndOfFiles(label, end, isUpper: isUpper, from: sources)
                                : .weightEnd(label, end, isUpper: isUpper, from: sources))
                    }
                } catch is WeightStabilityFault {
                    facts.append(.noInterval(label, from: sources))
                }
            }
        }
        let found = try panel.leavingOneReviewerOut()
        for one in found where !one.changes.isEmpty { facts.append(.without(one, from: [.computed("leave one reviewer out")])) }
        if found.allSatisfy({ $0.changes.isEmpty }) {
            facts.append(.noReviewerMatters(found.count, from: [.computed("leave one reviewer out")]))
        }
    }
}

extension ThresholdFailure {
    /// Whether a criterion or a section misses its minimum.
    fileprivate var isOfPart: Bool {
        switch self {
        case .criterion, .section: true
        case .total, .notAbove: false
        }
    }
}

extension AdviceOpinion {
    fileprivate var label: Message {
        switch self {
        case .favourable: Message(fr: "favorable", nl: "gunstig", en: "favourable")
        case .reserve:
            Message(fr: "favorable si des crédits se libèrent", nl: "gunstig als er geld vrijkomt", en: "favourable should money come free")
        case .unfavourable: Message(fr: "défavorable", nl: "ongunstig", en: "unfavourable")
        }
    }
}

extension Application {
    fileprivate var isDecided: Bool { awarded != nil || [.reserveListed, .refused, .upheld].contains(state) }
}
