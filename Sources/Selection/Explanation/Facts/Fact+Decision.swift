package import CallModel

// What was decided, and on what form.

extension Fact {
    package static func awarded(_ cents: Cents, line: Message, from sources: [FactSource]) -> Fact {
        let (cents, line) = (Figure("cents", .money(cents)), Figure("line", .label(line)))
        return Fact(
            "awarded", fr: "Le dossier reçoit \(cents) de la ligne « \(line) ».", nl: "Het dossier krijgt \(cents) van de lijn ‘\(line)’.",
            en: "The file gets \(cents) from the line '\(line)'.", from: sources)
    }

    package static func onReserveList(place: Int, from sources: [FactSource]) -> Fact {
        let place = Figure("place", .count(place))
        return Fact(
            "onReserveList", fr: "Le dossier est à la place \(place) de la liste de réserve.",
            nl: "Het dossier staat op plaats \(place) van de reservelijst.", en: "The file is at place \(place) of the reserve list.",
            from: sources)
    }

    /// - Parameter state: the label of the file's state.
    package static func state(_ state: Message, code: String, from sources: [FactSource]) -> Fact {
        let state = Figure("state", .label(state))
        return Fact(
            "state", [Figure("code", .word(code))], fr: "Le dossier est « \(state) ».", nl: "Het dossier is ‘\(state)’.",
            en: "The file is '\(state)'.", from: sources)
    }

    /// - Parameter advice: the label of the council's opinion.
    package static func advised(_ advice: Message, from sources: [FactSource]) -> Fact {
        let advice = Figure("advice", .label(advice))
        return Fact(
            "advised", fr: "Avis du conseil consultatif : \(advice).", nl: "Advies van de adviesraad: \(advice).",
            en: "The advisory council's advice: \(advice).", from: sources)
    }

    /// The reason word for word, in the language in which the applicant got it.
    package static func writtenReason(_ text: String, codes: [String], from sources: [FactSource]) -> Fact {
        let text = Figure("text", .word(text))
        return Fact(
            "writtenReason", [Figure("codes", .words(codes))], fr: "Motivation notifiée : « \(text) »",
            nl: "Ter kennis gebrachte motivering: ‘\(text)’", en: "The reason as it was made known: '\(text)'", from: sources)
    }

    /// A rule of admissibility that the file fails, with its values.
    package static func failedRule(_ rule: String, article: String, _ failure: Message, from sources: [FactSource]) -> Fact {
        let (article, failure) = (Figure("article", .word(article)), Figure("failure", .label(failure)))
        return Fact(
            "failedRule", [Figure("rule", .word(rule))], fr: "\(article) : \(failure)", nl: "\(article): \(failure)",
            en: "\(article): \(failure)", from: sources)
    }

    /// What the rules alone would have made of the file, where the decision is another one.
    package static func byRulesAlone(_ cents: Cents, from sources: [FactSource]) -> Fact {
        let cents = Figure("cents", .money(cents))
        return Fact(
            "byRulesAlone", fr: "Les règles à elles seules lui auraient donné \(cents).",
            nl: "De regels alleen zouden het \(cents) hebben gegeven.", en: "The rules alone would have given it \(cents).", from: sources)
    }

    package static func nothingByRulesAlone(from sources: [FactSource]) -> Fact {
        Fact(
            "nothingByRulesAlone", fr: "Les règles à elles seules ne lui auraient rien donné.",
            nl: "De regels alleen zouden het niets hebben gegeven.", en: "The rules alone would have given it nothing.", from: sources)
    }
}
