package import CallModel

// The place and the scores, against what had to be reached.

extension Fact {
    private static let scale = Figure("scale", .count(100))

    package static func place(_ rank: Int, of count: Int, from sources: [FactSource]) -> Fact {
        let (rank, count) = (Figure("rank", .count(rank)), Figure("of", .count(count)))
        return Fact(
            "place", fr: "Il est classé \(rank) sur \(count).", nl: "Het is gerangschikt op plaats \(rank) van \(count).",
            en: "It ranks \(rank) of \(count).", from: sources)
    }

    /// Why there is neither a place nor a score or a request that would have been enough.
    package static func decidedAlone(from sources: [FactSource]) -> Fact {
        Fact(
            "decidedAlone",
            fr: """
                Les dossiers de cet appel ne sont pas classés : chacun est décidé seul, d'après ses propres scores et ce qui reste sur sa \
                ligne ce jour-là. Aucun autre dossier n'a donc un score qu'il aurait fallu dépasser.
                """,
            nl: """
                De dossiers van deze oproep worden niet gerangschikt: over elk wordt apart beslist, volgens zijn eigen scores en wat die \
                dag op zijn lijn overblijft. Er is dus geen ander dossier waarvan de score overtroffen moest worden.
                """,
            en: """
                The files of this call are not ranked: each is decided on its own, by its own scores and by what its line has left that \
                day. So there is no other file whose score it would have had to exceed.
                """, from: sources)
    }

    /// A score on a problem's own scale.
    package static func points(_ score: Int64, threshold: Int64?, from sources: [FactSource]) -> Fact {
        let score = Figure("score", .points(score))
        guard let threshold else {
            return Fact("score", fr: "Son score est \(score).", nl: "De score is \(score).", en: "Its score is \(score).", from: sources)
        }
        let bound = Figure("threshold", .points(threshold))
        return Fact(
            "score", fr: "Son score est \(score) ; le seuil est \(bound).", nl: "De score is \(score); de drempel is \(bound).",
            en: "Its score is \(score); the threshold is \(bound).", from: sources)
    }

    package static func total(_ score: Fraction, from sources: [FactSource]) -> Fact {
        let score = Figure("score", .score(score))
        return Fact(
            "total", fr: "Score total : \(score) sur \(scale).", nl: "Totaalscore: \(score) op \(scale).",
            en: "Total score: \(score) out of \(scale).", from: sources)
    }

    /// - Parameter isReached: whether the total reaches the minimum.
    package static func total(
        _ score: Fraction, minimum: Fraction, isReached: Bool, from sources: [FactSource]
    ) -> Fact {
        let (score, minimum) = (Figure("score", .score(score)), Figure("minimum", .score(minimum)))
        let verdict = isReached ? Figure.reached : Figure.missed
        return Fact(
            isReached ? "minimumReached" : "minimumMissed",
            fr: "Score total : \(score) sur \(scale) ; le minimum, \(minimum), \(verdict).",
            nl: "Totaalscore: \(score) op \(scale); het minimum, \(minimum), \(verdict).",
            en: "Total score: \(score) out of \(scale); the minimum, \(minimum), \(verdict).", from: sources)
    }

    /// The minimum of a total that is the score of a single reviewer.
    package static func total(minimum: Fraction, isReached: Bool, from sources: [FactSource]) -> Fact {
        let (minimum, verdict) = (Figure("minimum", .score(minimum)), isReached ? Figure.reached : Figure.missed)
        return Fact(
            isReached ? "minimumReached" : "minimumMissed", fr: "Score total : le minimum, \(minimum), \(verdict).",
            nl: "Totaalscore: het minimum, \(minimum), \(verdict).", en: "Total score: the minimum, \(minimum), \(verdict).",
            from: sources)
    }

    package static func total(above: Fraction, isReached: Bool, from sources: [FactSource]) -> Fact {
        let (above, verdict) = (Figure("above", .score(above)), isReached ? Figure.exceeded : Figure.notExceeded)
        return Fact(
            isReached ? "boundExceeded" : "boundNotExceeded", fr: "Score total : \(above), à dépasser, \(verdict).",
            nl: "Totaalscore: \(above), te overschrijden, \(verdict).", en: "Total score: \(above), to be exceeded, \(verdict).",
            from: sources)
    }

    /// A total that has to exceed a score.
    package static func total(_ score: Fraction, above: Fraction, isReached: Bool, from sources: [FactSource]) -> Fact {
        let (score, above) = (Figure("score", .score(score)), Figure("above", .score(above)))
        let verdict = isReached ? Figure.exceeded : Figure.notExceeded
        return Fact(
            isReached ? "boundExceeded" : "boundNotExceeded",
            fr: "Score total : \(score) sur \(scale) ; \(above), à dépasser, \(verdict).",
            nl: "Totaalscore: \(score) op \(scale); \(above), te overschrijden, \(verdict).",
            en: "Total score: \(score) out of \(scale); \(above), to be exceeded, \(verdict).", from: sources)
    }

    /// The score of a criterion or a section, out of the most that it can be.
    package static func part(_ label: Message, _ score: Fraction, outOf most: Int, from sources: [FactSource]) -> Fact {
        let (label, score, most) = (Figure("part", .label(label)), Figure("score", .score(score)), Figure("outOf", .count(most)))
        return Fact(
            "part", fr: "« \(label) » : \(score) sur \(most).", nl: "‘\(label)’: \(score) op \(most).",
            en: "'\(label)': \(score) out of \(most).", from: sources)
    }

    package static func part(
        _ label: Message, _ score: Fraction, outOf most: Int, minimum: Fraction, isReached: Bool, from sources: [FactSource]
    ) -> Fact {
        let (label, score, most) = (Figure("part", .label(label)), Figure("score", .score(score)), Figure("outOf", .count(most)))
        let (minimum, verdict) = (Figure("minimum", .score(minimum)), isReached ? Figure.reached : Figure.missed)
        return Fact(
            isReached ? "partMinimumReached" : "partMinimumMissed",
            fr: "« \(label) » : \(score) sur \(most) ; le minimum, \(minimum), \(verdict).",
            nl: "‘\(label)’: \(score) op \(most); het minimum, \(minimum), \(verdict).",
            en: "'\(label)': \(score) out of \(most); the minimum, \(minimum), \(verdict).", from: sources)
    }

    /// The minimum of a criterion or a section whose score would be that of a single reviewer.
    package static func part(_ label: Message, minimum: Fraction, isReached: Bool, from sources: [FactSource]) -> Fact {
        let (label, minimum) = (Figure("part", .label(label)), Figure("minimum", .score(minimum)))
        let verdict = isReached ? Figure.reached : Figure.missed
        return Fact(
            isReached ? "partMinimumReached" : "partMinimumMissed", fr: "« \(label) » : le minimum, \(minimum), \(verdict).",
            nl: "‘\(label)’: het minimum, \(minimum), \(verdict).", en: "'\(label)': the minimum, \(minimum), \(verdict).",
            from: sources)
    }
}

extension Figure {
    fileprivate static let reached = Figure("verdict", .label(Message(fr: "est atteint", nl: "is bereikt", en: "is reached")))
    fileprivate static let missed = Figure(
        "verdict", .label(Message(fr: "n'est pas atteint", nl: "is niet bereikt", en: "is not reached")))
    fileprivate static let exceeded = Figure(
        "verdict", .label(Message(fr: "est dépassé", nl: "is overschreden", en: "is exceeded")))
    fileprivate static let notExceeded = Figure(
        "verdict", .label(Message(fr: "n'est pas dépassé", nl: "is niet overschreden", en: "is not exceeded")))
}
