package import CallModel

/// Where the facts of one file can be looked up, and what only an office knows of it.
package struct FileRecord: Sendable {
    /// Where its score was set.
    package var score: [FactSource]
    /// Where its place was.
    package var place: [FactSource]
    /// Where it was filed.
    package var submission: [FactSource]
    /// Where its reviews were handed in.
    package var reviews: [FactSource]
    /// What was decided, where anything was.
    package var decision: Decision?

    package struct Decision: Sendable {
        package let awarded: Cents?

        package init(awarded: Cents?) { self.awarded = awarded }
    }

    package init(
        score: [FactSource], place: [FactSource], submission: [FactSource], reviews: [FactSource], decision: Decision? = nil
    ) {
        (self.score, self.place, self.submission) = (score, place, submission)
        (self.reviews, self.decision) = (reviews, decision)
    }
}

extension ScoredCall {
    /// The scores of a file, what the rules make of it, and what would have been enough: the same of a call and of its document, but
    /// for where the record says that it stands. Empty for a file that it does not have.
    package func facts(of id: String, for audience: ExplanationAudience, _ record: FileRecord) throws -> [Fact] {
        guard let file = file(id), let outcome = outcomes[id] else { return [] }
        var writer = ScoredFacts(call: self, file: file, outcome: outcome, audience: audience, record: record)
        writer.scores()
        try writer.allocation()
        return writer.facts
    }

    /// Explains what becomes of a file by the rules, without any office; nil for a file that the document does not have.
    package func explanation(of id: String, for audience: ExplanationAudience) throws -> [Fact]? {
        guard let index = files.firstIndex(where: { $0.id == id }) else { return nil }
        let own = [FactSource.problem("files[\(index)]")]
        var facts: [Fact] = []
        if let award = award(of: id) {
            let rule = FactSource.computed("allocation by \(definition.allocationRules.rule.rawValue)")
            facts.append(.awarded(award.cents, line: definition.label(ofLine: award.line), from: own + [rule]))
        }
        let record = FileRecord(
            score: own, place: [.problem("files")], submission: own, reviews: [.problem("files[\(index)].reviews")])
        facts += try self.facts(of: id, for: audience, record)
        return audience == .municipality ? facts + (try firmness()) : facts
    }
}

/// Puts the facts of one scored file together, in the order in which they are read.
private struct ScoredFacts {
    let call: ScoredCall
    let file: ScoredProblem.File
    let outcome: ScoreOutcome
    let audience: ExplanationAudience
    let record: FileRecord
    var facts: [Fact] = []

    private var definition: CallDefinition { call.definition }
}

// Scores

extension ScoredFacts {
    mutating func scores() {
        if call.isCompetition {
            if let place = call.ranking.places.first(where: { $0.id == file.id }) {
                let sources = record.place + [.computed("ranking by scoring.ties")]
                facts.append(.place(place.rank, of: call.ranking.places.count, from: sources))
            }
        } else {
            facts.append(.decidedAlone(from: [.definition("procedure")]))
        }
        total()
        let reviews = audience == .municipality ? record.reviews : []
        for (index, section) in definition.scoring.sections.enumerated() {
            let path = "scoring.sections[\(index)]"
            if let found = outcome.sections.first(where: { $0.id == section.id }), let minimum = section.minimumOn100 {
                let failed = outcome.failures.contains { if case .section(section.id, _, _) = $0 { true } else { false } }
                let sources = record.score + reviews + [.definition("\(path).minimumOn100")]
                part(section.label, found.value, 100, minimum, isReached: !failed, sources)
            }
            for (place, criterion) in section.criteria.enumerated() {
                guard let found = outcome.criteria.first(where: { $0.id == criterion.id }) else { continue }
                let failed = outcome.failures.contains { if case .criterion(criterion.id, _, _) = $0 { true } else { false } }
                let sources = record.score + reviews + [.definition("\(path).criteria[\(place)]")]
                part(criterion.label, found.value, criterion.scale.max, criterion.minimum, isReached: !failed, sources)
            }
        }
    }

    private var isShown: Bool { audience == .municipality || call.scorecard.combination.blends(outcome.reviews.count) }

    /// A score on which the council agreed is no reviewer's.
    private var isTotalShown: Bool { isShown || file.consensus != nil }

    private mutating func total() {
        let (score, isShown) = (outcome.aggregate, isTotalShown)
        if let minimum = definition.scoring.minimumOn100.map({ Fraction(Int64($0)) }) {
            let sources = record.score + [.definition("scoring.minimumOn100")]
            let isReached = minimum <= score
            facts.append(
                isShown
                    ? .total(score, minimum: minimum, isReached: isReached, from: sources)
                    : .total(minimum: minimum, isReached: isReached, from: sources))
        }
        if let above = definition.allocation.bands.map({ Fraction(Int64($0.nothingUpTo)) }) {
            let sources = record.score + [.definition("allocation.bands.nothingUpTo")]
            let isReached = above < score
            facts.append(
                isShown
                    ? .total(score, above: above, isReached: isReached, from: sources)
                    : .total(above: above, isReached: isReached, from: sources))
        }
        guard isShown, definition.scoring.minimumOn100 == nil, definition.allocation.bands == nil else { return }
        facts.append(.total(score, from: record.score))
    }

    private mutating func part(
        _ label: LocalizedText, _ value: Fraction, _ most: Int, _ minimum: Int?, isReached: Bool, _ sources: [FactSource]
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
}

// Money

extension ScoredFacts {
    mutating func allocation() throws {
        guard call.isCompetition, let requested = file.request?.cents else { return }
        let rule = definition.allocationRules.rule.rawValue
        let source = [FactSource.definition("allocation"), .computed("allocation by \(rule)")]
        let award = call.award(of: file.id)
        if let refused = call.allocation.unfunded.first(where: { $0.application == file.id }) {
            facts.append(.reason(refused.reason, label: definition.label(ofLine:), from: source))
        }
        if let decision = record.decision, award?.cents != decision.awarded {
            facts.append(award.map { .byRulesAlone($0.cents, from: source) } ?? .nothingByRulesAlone(from: source))
        }
        if award == nil, let enough = try call.counterfactual(of: file.id) {
            let sources = record.score + record.submission + [.computed("counterfactual by \(rule)")]
            if outcome.failures.contains(where: \.isOfPart) { facts.append(.minimumsFirst(from: record.score)) }
            let own = isTotalShown ? Figure.Value.score(outcome.aggregate) : nil
            facts.append(
                enough.found.isScoreKnown
                    ? .leastScore(enough.score.map { .score($0) }, own: own, from: sources) : .unsettled(.score, from: sources))
            facts.append(
                enough.found.isRequestKnown
                    ? .largestRequest(enough.request, own: requested, from: sources) : .unsettled(.request, from: sources))
        }
        try reserve(rule)
    }

    private mutating func reserve(_ rule: String) throws {
        guard let own = call.problem.applications.first(where: { $0.id == file.id }),
            let effect = try call.problem.reserveEffect(on: file.id, by: definition.allocationRules)
        else { return }
        let cents = call.problem.reserve(of: own)
        guard cents > .zero else { return }
        let places = own.lines.flatMap { line in
            definition.budgetLines.firstIndex { $0.id == line }.map { [FactSource.definition("budgetLines[\($0)]")] } ?? []
        }
        facts.append(.reserve(effect.verdict, of: cents, from: places + [.computed("allocation by \(rule) without reserve")]))
    }
}

extension CallDefinition {
    /// What people call a line.
    package func label(ofLine id: String) -> Message { budgetLines.first { $0.id == id }.map { Message($0.label) } ?? .same(id) }
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
