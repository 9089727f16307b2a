package import CallModel

// What the lines had for the file, and what would have been enough.

extension Fact {
    /// The reason that binds.
    ///
    /// - Parameter label: what people call a line.
    package static func reason(
        _ reason: Allocation.Reason, label: (String) -> Message, from sources: [FactSource]
    ) -> Fact {
        func line(_ id: String) -> Figure { Figure("line", .label(label(id))) }
        func fact(_ code: String, fr: Phrase, nl: Phrase, en: Phrase) -> Fact {
            Fact(code, fr: fr, nl: nl, en: en, from: sources)
        }
        switch reason {
        case .belowThreshold(let score, let threshold):
            let (score, threshold) = (Figure("score", .points(score)), Figure("threshold", .points(threshold)))
            return fact(
                "belowThreshold", fr: "Raison : son score, \(score), est sous le seuil de \(threshold).",
                nl: "Reden: de score, \(score), ligt onder de drempel van \(threshold).",
                en: "Reason: its score, \(score), is below the threshold of \(threshold).")
        case .earnsNothing(let score):
            let score = Figure("score", .points(score))
            return fact(
                "earnsNothing", fr: "Raison : son score, \(score), ne donne droit à rien.",
                nl: "Reden: met de score, \(score), is niets verdiend.", en: "Reason: its score, \(score), earns nothing.")
        case .notEligible(let ceiling?):
            let ceiling = Figure("ceiling", .money(ceiling))
            return fact(
                "aboveCeiling", fr: "Raison : il demande plus que le plafond de ses lignes, \(ceiling).",
                nl: "Reden: het vraagt meer dan het plafond van zijn lijnen, \(ceiling).",
                en: "Reason: it asks for more than the ceiling of its lines, \(ceiling).")
        case .notEligible(nil):
            return fact(
                "notEligible", fr: "Raison : aucune ligne ne peut le payer.", nl: "Reden: geen enkele lijn kan het betalen.",
                en: "Reason: no line may pay it.")
        case .lineExhausted(let id, 0):
            return fact(
                "lineEmpty", fr: "Raison : la ligne « \(line(id)) » n'a rien à donner.",
                nl: "Reden: de lijn ‘\(line(id))’ heeft niets te geven.", en: "Reason: the line '\(line(id))' has nothing to give.")
        case .lineExhausted(let id, let rank):
            let rank = Figure("rank", .count(rank))
            return fact(
                "lineExhausted", fr: "Raison : la ligne « \(line(id)) » est épuisée depuis le rang \(rank).",
                nl: "Reden: de lijn ‘\(line(id))’ is uitgeput sinds rang \(rank).",
                en: "Reason: the line '\(line(id))' was exhausted at rank \(rank).")
        case .skippedShort(let id, let short):
            let short = Figure("short", .money(short))
            return fact(
                "skippedShort", fr: "Raison : il manque \(short) sur la ligne « \(line(id)) ».",
                nl: "Reden: op de lijn ‘\(line(id))’ ontbreekt \(short).", en: "Reason: the line '\(line(id))' is \(short) short.")
        case .fence(let id, let short, let reserve):
            let (short, reserve) = (Figure("short", .money(short)), Figure("reserve", .money(reserve)))
            return fact(
                "fence", fr: "Raison : il manque \(short) sur la ligne « \(line(id)) », qui garde \(reserve) pour sa réserve.",
                nl: "Reden: op de lijn ‘\(line(id))’ ontbreekt \(short), terwijl ze \(reserve) voor haar reserve houdt.",
                en: "Reason: the line '\(line(id))' is \(short) short, while it keeps \(reserve) for its reserve.")
        case .lineClosed(let id, let rank):
            let rank = Figure("rank", .count(rank))
            return fact(
                "lineClosed", fr: "Raison : la ligne « \(line(id)) » est close depuis le rang \(rank).",
                nl: "Reden: de lijn ‘\(line(id))’ is gesloten sinds rang \(rank).",
                en: "Reason: the line '\(line(id))' was closed at rank \(rank).")
        case .awardCap(let id, let limit):
            let limit = Figure("limit", .count(limit))
            return fact(
                "awardCap", fr: "Raison : la ligne « \(line(id)) » a donné tous ses subsides (\(limit)).",
                nl: "Reden: de lijn ‘\(line(id))’ heeft al haar subsidies gegeven (\(limit)).",
                en: "Reason: the line '\(line(id))' has given all its awards (\(limit)).")
        case .tooFewAwards(let id, let awards, let minimum):
            let (awards, minimum) = (Figure("awards", .count(awards)), Figure("minimum", .count(minimum)))
            return fact(
                "tooFewAwards",
                fr: "Raison : la ligne « \(line(id)) » ne donne rien à moins de \(minimum) dossiers ; elle en aurait servi \(awards).",
                nl: "Reden: de lijn ‘\(line(id))’ geeft niets aan minder dan \(minimum) dossiers; ze zou er \(awards) bedienen.",
                en: "Reason: the line '\(line(id))' gives nothing to fewer than \(minimum) files; it would have served \(awards).")
        case .applicantCap(let limit):
            let limit = Figure("limit", .count(limit))
            return fact(
                "applicantCap", fr: "Raison : l'association a déjà le nombre de subsides permis (\(limit)).",
                nl: "Reden: de vereniging heeft al het toegelaten aantal subsidies (\(limit)).",
                en: "Reason: the organisation has the number of awards allowed already (\(limit)).")
        }
    }

    /// The counterfactual of the score.
    ///
    /// - Parameter own: nil where it is the score of a single reviewer.
    package static func leastScore(_ least: Figure.Value?, own: Figure.Value?, from sources: [FactSource]) -> Fact {
        guard let least else {
            return Fact(
                "noScoreWouldDo", own.map { [Figure("own", $0)] } ?? [], fr: "Toutes autres choses égales, aucun score n'aurait suffi.",
                nl: "Als al het andere gelijk bleef, had geen enkele score volstaan.",
                en: "All else equal, no score would have been enough.", from: sources)
        }
        let figure = Figure("least", least)
        guard let own else {
            return Fact(
                "leastScore", fr: "Toutes autres choses égales, il aurait été financé avec un score de \(figure).",
                nl: "Als al het andere gelijk bleef, was het gefinancierd met een score van \(figure).",
                en: "All else equal, it would have been funded with a score of \(figure).", from: sources)
        }
        let present = Figure("own", own)
        return Fact(
            "leastScore", fr: "Toutes autres choses égales, il aurait été financé avec un score de \(figure), au lieu de \(present).",
            nl: "Als al het andere gelijk bleef, was het gefinancierd met een score van \(figure) in plaats van \(present).",
            en: "All else equal, it would have been funded with a score of \(figure) instead of \(present).", from: sources)
    }

    /// The counterfactual of the request.
    package static func largestRequest(_ largest: Cents?, own: Cents, from sources: [FactSource]) -> Fact {
        let own = Figure("own", .money(own))
        guard let largest else {
            return Fact(
                "noRequestWouldDo", [own], fr: "Toutes autres choses égales, aucune demande plus modeste n'aurait suffi.",
                nl: "Als al het andere gelijk bleef, had geen enkele kleinere aanvraag volstaan.",
                en: "All else equal, no smaller request would have been enough.", from: sources)
        }
        let figure = Figure("largest", .money(largest))
        return Fact(
            "largestRequest", fr: "Toutes autres choses égales, il aurait été financé en demandant \(figure) au plus, au lieu de \(own).",
            nl: "Als al het andere gelijk bleef, was het gefinancierd met een aanvraag van ten hoogste \(figure) in plaats van \(own).",
            en: "All else equal, it would have been funded had it asked for \(figure) at most, instead of \(own).", from: sources)
    }

    /// That a counterfactual was looked for and the search broken off.
    package static func unsettled(_ what: Unsettled, from sources: [FactSource]) -> Fact {
        switch what {
        case .score:
            Fact(
                "scoreUnsettled",
                fr: "Quel score aurait suffi n'a pas pu être établi exactement : la recherche a été interrompue à sa limite de travail.",
                nl: "Welke score had volstaan, kon niet precies worden vastgesteld: het zoeken werd afgebroken op zijn grens van werk.",
                en: "What score would have been enough could not be settled exactly: the search was broken off at its limit of work.",
                from: sources)
        case .request:
            Fact(
                "requestUnsettled",
                fr: "Quelle demande aurait suffi n'a pas pu être établi exactement : la recherche a été interrompue.",
                nl: "Welke aanvraag had volstaan, kon niet precies worden vastgesteld: het zoeken werd afgebroken.",
                en: "What request would have been small enough could not be settled exactly: the search was broken off.",
                from: sources)
        }
    }

    package enum Unsettled { case score, request }

    /// Before a counterfactual score of a file that misses the minimum of a criterion or a section.
    package static func minimumsFirst(from sources: [FactSource]) -> Fact {
        Fact(
            "minimumsFirst", fr: "Un score total n'aide que si les minimums manqués sont atteints ; ce qui suit le suppose.",
            nl: "Een totaalscore helpt pas als de niet-bereikte minima bereikt zijn; wat volgt veronderstelt dat.",
            en: "A total helps only once the minimums that were missed are reached; what follows supposes so.", from: sources)
    }

    /// What the reserve did to the file.
    package static func reserve(
        _ verdict: ReserveEffect.Verdict, of cents: Cents, from sources: [FactSource]
    ) -> Fact {
        let cents = Figure("reserve", .money(cents))
        switch verdict {
        case .fundedThanksToIt:
            return Fact(
                "fundedThanksToReserve", fr: "Sans la réserve de \(cents), il n'aurait rien reçu.",
                nl: "Zonder de reserve van \(cents) had het niets gekregen.",
                en: "Without the reserve of \(cents) it would have got nothing.", from: sources)
        case .refusedBecauseOfIt:
            return Fact(
                "refusedBecauseOfReserve", fr: "Sans la réserve de \(cents), il aurait été financé.",
                nl: "Zonder de reserve van \(cents) was het gefinancierd.",
                en: "Without the reserve of \(cents) it would have been funded.", from: sources)
        case .fundedEitherWay:
            return Fact(
                "fundedEitherWay", fr: "Il aurait été financé aussi sans la réserve de \(cents).",
                nl: "Het was ook zonder de reserve van \(cents) gefinancierd.",
                en: "It would have been funded without the reserve of \(cents) too.", from: sources)
        case .refusedEitherWay:
            return Fact(
                "refusedEitherWay", fr: "Il n'aurait rien reçu sans la réserve de \(cents) non plus.",
                nl: "Het had ook zonder de reserve van \(cents) niets gekregen.",
                en: "It would have got nothing without the reserve of \(cents) either.", from: sources)
        }
    }
}
