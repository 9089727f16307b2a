import CallModel

extension ScoredPanel {
    /// The interval of one criterion's weight in which the award list stays as it is.
    ///
    /// Going away from the weight that is, the next weight at which anything can change is looked for: where two files that
    /// stand next to each other meet, where one meets a minimum, where two reviews of one file change places. All are roots of
    /// even figures and so exact; between them no order changes. Nothing is tried out at points that were picked.
    package func weightStability(of criterion: String) throws -> WeightStability {
        guard let found = scorecard.criteria.first(where: { $0.id == criterion }) else {
            throw WeightStabilityFault.unknownCriterion(criterion)
        }
        let sweep = try WeightSweep(self, of: found)
        return try sweep.stability()
    }
}

/// Walks along the weights of one criterion.
struct WeightSweep {
    private let panel: ScoredPanel
    private let criterion: Scorecard.Criterion
    private let forms: WeightForms
    private let outcomes: [ScoreOutcome]
    private let whole: Int

    init(_ panel: ScoredPanel, of criterion: Scorecard.Criterion) throws {
        (self.panel, self.criterion) = (panel, criterion)
        outcomes = try panel.files.map { try $0.outcome(on: panel.scorecard) }
        forms = try WeightForms(panel, of: criterion)
        whole = panel.scorecard.criteria.reduce(0) { $0 + $1.weight }
    }

    func stability() throws -> WeightStability {
        let own = ExactPoint(Int128(criterion.weight))
        let start = try allocation(at: layout(at: Spot(point: own, side: .itself)))
        return WeightStability(
            criterion: criterion.id, weight: Fraction(Int64(criterion.weight)), total: Fraction(Int64(whole)),
            lower: try end(from: own, .below, start), upper: try end(from: own, .above, start))
    }

    private func end(from own: ExactPoint, _ side: Spot.Side, _ start: Allocation) throws -> WeightStability.End {
        var point = own
        var allocation = start
        // Just beyond the weight that is: files with the same score part there.
        var isNew = true
        let last = ExactPoint(side == .below ? 0 : Int128(whole))
        while true {
            if point == last { return try ending(at: last, isIncluded: true, start, start) }
            let beyond = layout(at: Spot(point: point, side: side))
            if isNew {
                let next = try self.allocation(at: beyond)
                if AwardList(next) != AwardList(start) { return try ending(at: point, isIncluded: true, start, next) }
                allocation = next
            }
            guard let event = event(beyond: beyond), side == .below ? event >= last : event < last else {
                // At no weight at all of the others there is nothing left that could be rescaled.
                guard side == .below else { return try ending(at: last, isIncluded: false, start, start) }
                let edge = try self.allocation(at: layout(at: Spot(point: last, side: .itself)))
                let isSame = AwardList(edge) == AwardList(start)
                return try ending(at: last, isIncluded: isSame, start, isSame ? start : edge)
            }
            let meeting = layout(at: Spot(point: event, side: .itself))
            isNew = matters(event, beyond, meeting, allocation)
            if isNew {
                let next = try self.allocation(at: meeting)
                if AwardList(next) != AwardList(start) { return try ending(at: event, isIncluded: false, start, next) }
            }
            point = event
        }
    }

    private func ending(
        at point: ExactPoint, isIncluded: Bool, _ before: Allocation, _ after: Allocation
    ) throws -> WeightStability.End {
        guard let weight = point.fraction else { throw WeightStabilityFault.beyondExactness }
        let (old, new) = (AwardList(before).awards, AwardList(after).awards)
        return WeightStability.End(
            weight: weight, isIncluded: isIncluded,
            entering: after.awards.map(\.application).filter { old[$0] == nil },
            leaving: before.awards.map(\.application).filter { new[$0] == nil },
            altered: before.awards.map(\.application).filter { new[$0] != nil && new[$0] != old[$0] })
    }
}

// One place

extension WeightSweep {
    /// The files as they stand at one place.
    fileprivate struct Layout {
        let spot: Spot
        /// By file: its score, of the same scale for all.
        let scores: [ExactForm]
        /// By file: the figures whose sign tells whether it reaches each minimum that depends on the weight.
        let margins: [[Margin]]
        /// The files that reach every minimum, best score first.
        let order: [Int]
        let isFundable: [Bool]
    }

    /// A figure that must not be below zero, or that has to be above it.
    fileprivate struct Margin: Hashable {
        let form: ExactForm
        let failure: ThresholdFailure
        let mustExceed: Bool
    }

    fileprivate func layout(at spot: Spot) -> Layout {
        var scores: [ExactForm] = []
        var margins: [[Margin]] = []
        for (file, agreed) in zip(forms.files, panel.files.map(\.consensus)) {
            var total = combined(file.totals, at: spot)
            // An agreed score is on 100 and stays so, whatever the weights: a fixed part of the most that there is.
            if let agreed {
                total = (forms.most * (forms.common / (100 * Int128(agreed.denominator)) * Int128(agreed.numerator)), Int(forms.common))
            }
            scores.append(total.sum * (forms.common / Int128(total.count)))
            margins.append(self.margins(total: total, section: combined(file.sections, at: spot), at: spot))
        }
        let isFundable = panel.files.indices.map { index in
            fixedFailures(index).isEmpty && margins[index].allSatisfy { !isMissed($0, at: spot) }
        }
        let germs = scores.map { spot.germ(of: $0) }
        let order = panel.files.indices.filter { isFundable[$0] }.sorted { germs[$1] < germs[$0] }
        return Layout(spot: spot, scores: scores, margins: margins, order: order, isFundable: isFundable)
    }

    /// The sum of the reviews that make the score here, and how many they are.
    private func combined(_ reviews: [ExactForm], at spot: Spot) -> (sum: ExactForm, count: Int) {
        let members = panel.scorecard.combination.members(of: reviews.count)
        let sorted =
            members.count == reviews.count ? reviews : reviews.sorted { spot.germ(of: $0) < spot.germ(of: $1) }
        let sum = sorted[members].reduce(ExactForm(constant: 0, slope: 0), +)
        return (sum, members.count)
    }

    private func margins(
        total: (sum: ExactForm, count: Int), section: (sum: ExactForm, count: Int), at spot: Spot
    ) -> [Margin] {
        func margin(
            _ part: (sum: ExactForm, count: Int), _ most: ExactForm, _ bound: Fraction, _ failure: ThresholdFailure, exceed: Bool = false
        ) -> Margin {
            // 100 · sum / (count · most) against the bound; a part that weighs nothing here has zero points on 100.
            let weighs = spot.sign(of: most) > 0
            let form =
                weighs
                ? part.sum * (100 * Int128(bound.denominator)) - most * (Int128(part.count) * Int128(bound.numerator))
                : ExactForm(constant: -Int128(bound.numerator), slope: 0)
            return Margin(form: form, failure: failure, mustExceed: exceed)
        }
        var margins: [Margin] = []
        if let minimum = panel.scorecard.minimum {
            margins.append(margin(total, forms.most, minimum, .total(minimum: minimum, value: .zero)))
        }
        if let above = panel.scorecard.above {
            margins.append(margin(total, forms.most, above, .notAbove(above, value: .zero), exceed: true))
        }
        if let minimum = panel.scorecard.sections.first(where: { $0.id == criterion.section })?.minimum {
            margins.append(
                margin(section, forms.mostOfSection, minimum, .section(criterion.section, minimum: minimum, value: .zero)))
        }
        return margins
    }

    private func isMissed(_ margin: Margin, at spot: Spot) -> Bool {
        let sign = spot.sign(of: margin.form)
        return margin.mustExceed ? sign <= 0 : sign < 0
    }

    /// What the file misses whatever the weight.
    private func fixedFailures(_ index: Int) -> [ThresholdFailure] {
        outcomes[index].failures.filter { failure in
            switch failure {
            case .criterion: true
            case .section(let id, _, _): id != criterion.section
            case .total, .notAbove: false
            }
        }
    }

    /// What the rules make of the files as they stand here. Scores are given as places: only their order is left to tell.
    fileprivate func allocation(at layout: Layout) throws -> Allocation {
        let germs = Set(layout.scores.map { layout.spot.germ(of: $0) }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(germs, Int64(0)...))
        let candidates = panel.files.indices.map { index in
            let file = panel.files[index]
            let missed = layout.margins[index].filter { isMissed($0, at: layout.spot) }.map(\.failure)
            return RankingCandidate(
                id: file.id, aggregate: Fraction(places[layout.spot.germ(of: layout.scores[index])] ?? 0),
                criteria: Dictionary(uniqueKeysWithValues: outcomes[index].criteria.map { ($0.id, $0.value) }),
                requested: file.requested, submittedRank: file.submittedRank, failures: fixedFailures(index) + missed)
        }
        return try panel.allocate(try Ranking(of: candidates, keys: panel.keys, lotteries: panel.lotteries))
    }
}

// The next place

extension WeightSweep {
    /// The nearest weight beyond a place at which anything can change; nil where there is none.
    fileprivate func event(beyond layout: Layout) -> ExactPoint? {
        let (point, side) = (layout.spot.point, layout.spot.side)
        var nearest: ExactPoint?
        func consider(_ form: ExactForm) {
            guard let root = form.root, side == .below ? root < point : point < root else { return }
            if nearest.map({ side == .below ? $0 < root : root < $0 }) ?? true { nearest = root }
        }
        for (upper, lower) in zip(layout.order, layout.order.dropFirst()) {
            consider(layout.scores[upper] - layout.scores[lower])
        }
        for margin in layout.margins.joined() { consider(margin.form) }
        guard panel.scorecard.combination != .mean else { return nearest }
        for file in forms.files {
            for reviews in [file.totals, file.sections] {
                let sorted = reviews.sorted { layout.spot.germ(of: $0) < layout.spot.germ(of: $1) }
                for (lower, upper) in zip(sorted, sorted.dropFirst()) { consider(upper - lower) }
            }
        }
        return nearest
    }

    /// Whether what happens at a weight can change the allocation at all.
    ///
    /// By `rankOrder` two neighbours may change places without any effect where both get nothing, because a refusal changes
    /// nothing there, and where both get their whole request from one line in one pass, which has it for both.
    fileprivate func matters(_ event: ExactPoint, _ before: Layout, _ meeting: Layout, _ allocation: Allocation) -> Bool {
        let after = layout(at: Spot(point: event, side: before.spot.side))
        guard allocation.rule == .rankOrder, !panel.hasMinimumAwards, before.isFundable == meeting.isFundable,
            meeting.isFundable == after.isFundable
        else { return true }
        let awards = Dictionary(allocation.awards.map { ($0.application, $0) }, uniquingKeysWith: { first, _ in first })
        func isIndifferent(_ first: Int, _ second: Int) -> Bool {
            switch (awards[panel.files[first].id], awards[panel.files[second].id]) {
            case (nil, nil): true
            case (let first?, let second?):
                first.line == second.line && first.pass == second.pass
                    && [first, second].allSatisfy { award in
                        panel.files.contains { $0.id == award.application && $0.requested == award.cents }
                    }
            case (_?, nil), (nil, _?): false
            }
        }
        var start = 0
        while start < meeting.order.count {
            let value = meeting.spot.germ(of: meeting.scores[meeting.order[start]])
            var end = start + 1
            while end < meeting.order.count, meeting.spot.germ(of: meeting.scores[meeting.order[end]]) == value { end += 1 }
            for file in meeting.order[start..<end].dropFirst() where !isIndifferent(meeting.order[start], file) { return true }
            start = end
        }
        return false
    }
}
