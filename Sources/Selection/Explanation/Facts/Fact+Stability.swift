package import CallModel

// How firm the award list is: for the municipality only, because it names other files and reviewers.

extension Fact {
    /// The interval of a criterion's weight in which the award list stays.
    package static func weight(_ label: Message, _ stability: WeightStability, from sources: [FactSource]) -> Fact {
        let criterion = Figure("criterion", .label(label))
        let (weight, total) = (Figure("weight", .weight(stability.weight)), Figure("total", .weight(stability.total)))
        let (low, high) = (Figure("from", .weight(stability.lower.weight)), Figure("to", .weight(stability.upper.weight)))
        let (lowEnd, highEnd) = (Figure.end("fromIncluded", stability.lower), Figure.end("toIncluded", stability.upper))
        return Fact(
            "weightInterval", [Figure("id", .word(stability.criterion))],
            fr: """
                « \(criterion) » pèse \(weight) sur \(total) ; la liste des subsides reste la même de \(low) (\(lowEnd)) à \
                \(high) (\(highEnd)).
                """,
            nl: """
                ‘\(criterion)’ weegt \(weight) op \(total); de lijst van subsidies blijft dezelfde van \(low) (\(lowEnd)) tot \
                \(high) (\(highEnd)).
                """,
            en: """
                '\(criterion)' weighs \(weight) of \(total); the award list stays the same from \(low) (\(lowEnd)) to \
                \(high) (\(highEnd)).
                """, from: sources)
    }

    /// The interval of a criterion's weight in which the same files get something, where the score decides how much.
    package static func weightOfFiles(_ label: Message, _ stability: WeightStability, from sources: [FactSource]) -> Fact {
        let criterion = Figure("criterion", .label(label))
        let (weight, total) = (Figure("weight", .weight(stability.weight)), Figure("total", .weight(stability.total)))
        let (low, high) = (Figure("from", .weight(stability.lower.weight)), Figure("to", .weight(stability.upper.weight)))
        let (lowEnd, highEnd) = (Figure.end("fromIncluded", stability.lower), Figure.end("toIncluded", stability.upper))
        return Fact(
            "weightIntervalOfFiles", [Figure("id", .word(stability.criterion))],
            fr: """
                « \(criterion) » pèse \(weight) sur \(total) ; les mêmes dossiers reçoivent un subside de \(low) (\(lowEnd)) à \
                \(high) (\(highEnd)). Les montants suivent les scores et changent avec chaque poids.
                """,
            nl: """
                ‘\(criterion)’ weegt \(weight) op \(total); dezelfde dossiers krijgen een subsidie van \(low) (\(lowEnd)) tot \
                \(high) (\(highEnd)). De bedragen volgen de scores en veranderen met elk gewicht.
                """,
            en: """
                '\(criterion)' weighs \(weight) of \(total); the same files get an award from \(low) (\(lowEnd)) to \
                \(high) (\(highEnd)). The amounts follow the scores and change with every weight.
                """, from: sources)
    }

    /// Who enters and who leaves beyond one end of such an interval, whatever the amounts.
    package static func weightEndOfFiles(
        _ label: Message, _ end: WeightStability.End, isUpper: Bool, from sources: [FactSource]
    ) -> Fact {
        let (criterion, weight) = (Figure("criterion", .label(label)), Figure("weight", .weight(end.weight)))
        let (entering, leaving) = (Figure("entering", .words(end.entering)), Figure("leaving", .words(end.leaving)))
        let side = Figure.side(isUpper)
        return Fact(
            isUpper ? "weightAbove" : "weightBelow",
            fr: "\(side) \(weight) pour « \(criterion) », entrent : \(entering) ; sortent : \(leaving).",
            nl: "\(side) \(weight) voor ‘\(criterion)’ komen erbij: \(entering); vallen weg: \(leaving).",
            en: "\(side) \(weight) for '\(criterion)', entering: \(entering); leaving: \(leaving).", from: sources)
    }

    /// Why no interval is given where the score decides the amount, and the amounts who gets any.
    package static func amountsFollowScores(_ label: Message, from sources: [FactSource]) -> Fact {
        let criterion = Figure("criterion", .label(label))
        return Fact(
            "noWeightInterval",
            fr: "Pour « \(criterion) », aucun intervalle : les montants suivent les scores, et changent avec chaque poids.",
            nl: "Voor ‘\(criterion)’ geen interval: de bedragen volgen de scores en veranderen met elk gewicht.",
            en: "No interval for '\(criterion)': the amounts follow the scores and change with every weight.", from: sources)
    }

    /// Who enters and who leaves beyond one end of such an interval.
    package static func weightEnd(
        _ label: Message, _ end: WeightStability.End, isUpper: Bool, from sources: [FactSource]
    ) -> Fact {
        let (criterion, weight) = (Figure("criterion", .label(label)), Figure("weight", .weight(end.weight)))
        let (entering, leaving) = (Figure("entering", .words(end.entering)), Figure("leaving", .words(end.leaving)))
        let altered = Figure("altered", .words(end.altered))
        let side = Figure.side(isUpper)
        return Fact(
            isUpper ? "weightAbove" : "weightBelow",
            fr: "\(side) \(weight) pour « \(criterion) », entrent : \(entering) ; sortent : \(leaving) ; changent : \(altered).",
            nl: "\(side) \(weight) voor ‘\(criterion)’ komen erbij: \(entering); vallen weg: \(leaving); veranderen: \(altered).",
            en: "\(side) \(weight) for '\(criterion)', entering: \(entering); leaving: \(leaving); changing: \(altered).",
            from: sources)
    }

    /// Why no interval can be given for a criterion.
    package static func noInterval(_ label: Message, from sources: [FactSource]) -> Fact {
        let criterion = Figure("criterion", .label(label))
        return Fact(
            "noWeightInterval", fr: "Pour « \(criterion) », un intervalle de poids ne peut pas être donné.",
            nl: "Voor ‘\(criterion)’ kan geen interval van gewichten worden gegeven.",
            en: "For '\(criterion)' no interval of weights can be given.", from: sources)
    }

    /// The files whose outcome hangs on one reviewer.
    package static func without(_ found: LeaveOneOut, from sources: [FactSource]) -> Fact {
        let reviewer = Figure("reviewer", .word(found.reviewer))
        let reviews = Figure("reviews", .count(found.reviews))
        func files(_ name: String, _ filter: (LeaveOneOut.Change) -> Bool) -> Figure {
            Figure(name, .words(found.changes.filter(filter).map(\.application)))
        }
        let entering = files("entering") { $0.with == nil }
        let leaving = files("leaving") { $0.without == nil }
        let altered = files("altered") { $0.with != nil && $0.without != nil }
        return Fact(
            "withoutReviewer",
            fr: """
                Sans les notes de \(reviewer) (\(reviews) dossiers), entreraient : \(entering) ; sortiraient : \(leaving) ; \
                changeraient : \(altered).
                """,
            nl: """
                Zonder de scores van \(reviewer) (\(reviews) dossiers) kwamen erbij: \(entering); vielen weg: \(leaving); \
                veranderden: \(altered).
                """,
            en: """
                Without the scores of \(reviewer) (\(reviews) files), entering: \(entering); leaving: \(leaving); changing: \
                \(altered).
                """, from: sources)
    }

    package static func noReviewerMatters(_ reviewers: Int, from sources: [FactSource]) -> Fact {
        let reviewers = Figure("reviewers", .count(reviewers))
        return Fact(
            "noReviewerMatters", fr: "Sans les notes d'un seul des \(reviewers) évaluateurs, quel qu'il soit, la liste serait la même.",
            nl: "Zonder de scores van om het even welke van de \(reviewers) beoordelaars bleef de lijst dezelfde.",
            en: "Without the scores of any one of the \(reviewers) reviewers the list would be the same.", from: sources)
    }
}

extension Figure {
    fileprivate static func side(_ isUpper: Bool) -> Figure {
        Figure(
            "side",
            .label(
                isUpper
                    ? Message(fr: "Au-delà de", nl: "Boven", en: "Above") : Message(fr: "En deçà de", nl: "Onder", en: "Below")))
    }

    fileprivate static func end(_ name: String, _ end: WeightStability.End) -> Figure {
        Figure(
            name,
            .label(
                end.isIncluded
                    ? Message(fr: "compris", nl: "inbegrepen", en: "included")
                    : Message(fr: "non compris", nl: "niet inbegrepen", en: "not included")))
    }
}
