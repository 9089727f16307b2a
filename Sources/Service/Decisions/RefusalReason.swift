import CallModel
import Selection
import Workflow

/// Why a file that the College turns down gets nothing, in facts and in the applicant's language: which thresholds it
/// misses, or that the council advised against it. A figure that is one reviewer's score is left out, as `explain` leaves it out.
struct RefusalReason {
    let codes: [String]
    let sentence: String
    /// The first line that may pay the file's category.
    let firstLine: String?

    /// - Parameter advised: what the council wrote down for its advice.
    init(
        _ file: Application, _ proposal: ProposalView, _ language: Language, advised: String?
    ) {
        let definition = proposal.definition
        let failures = proposal.ranking.ranking.notFundable.first { $0.id == file.reference }?.failures ?? []
        let counted = proposal.ranking.outcomes[file.reference]?.reviews.count ?? 0
        let isShown = Combination(definition.scoring.aggregate).blends(counted)
        let isAgreed = definition.scoring.consensus == .replaces && proposal.ranking.consensus[file.reference] != nil
        let messages: [Message]
        if let reason = proposal.tooFewAwards(with: file) {
            (codes, messages) = (["tooFewAwards"], [reason])
        } else if failures.isEmpty {
            (codes, messages) = (["unfavourableAdvice"], [Self.unfavourable(isShown || isAgreed ? file.score : nil)])
        } else {
            codes = failures.map(\.code)
            messages = failures.map { $0.message(in: definition, isShown: isShown, isTotalShown: isShown || isAgreed) }
        }
        sentence = (messages.map { $0.text(in: language) } + [advised].compactMap { $0 }).joined(separator: " ")
        let lines = definition.categories.first { $0.id == file.summary?.category }?.budgetLines ?? []
        firstLine = definition.budgetLines.first { lines.contains($0.id) }?.id
    }

    private static func unfavourable(_ score: Fraction?) -> Message {
        guard let score = score?.rounded(places: 2) else {
            return Message(
                fr: "Le conseil consultatif a rendu un avis défavorable.", nl: "De adviesraad bracht een ongunstig advies uit.",
                en: "The advisory council gave an unfavourable advice.")
        }
        return Message(
            fr: "Le conseil consultatif a rendu un avis défavorable ; le dossier a obtenu \(score) sur 100.",
            nl: "De adviesraad bracht een ongunstig advies uit; het dossier behaalde \(score) op 100.",
            en: "The advisory council gave an unfavourable advice; the file scored \(score) out of 100.")
    }
}

extension ThresholdFailure {
    var code: String {
        switch self {
        case .criterion(let id, _, _): "minimum.\(id)"
        case .section(let id, _, _): "minimum.\(id)"
        case .total: "minimum.total"
        case .notAbove: "bands.nothingUpTo"
        }
    }

    /// - Parameters:
    ///   - isShown: whether the figures of criteria and sections are told, or only that they are too low.
    ///   - isTotalShown: the same of the total.
    func message(in definition: CallDefinition, isShown: Bool, isTotalShown: Bool) -> Message {
        switch self {
        case .criterion(let id, let minimum, let value):
            let label = definition.scoring.criteria.first { $0.id == id }?.label
            return Self.message(label, id, minimum, isShown ? value : nil)
        case .section(let id, let minimum, let value):
            let label = definition.scoring.sections.first { $0.id == id }?.label
            return Self.message(label, id, minimum, isShown ? value : nil)
        case .total(let minimum, let value):
            let (value, minimum) = (value.rounded(places: 2), minimum.rounded(places: 2))
            guard isTotalShown else {
                return Message(
                    fr: "Score total : le minimum, \(minimum) sur 100, n'est pas atteint.",
                    nl: "Totaalscore: het minimum, \(minimum) op 100, is niet gehaald.",
                    en: "Total score: the minimum, \(minimum) out of 100, is not reached.")
            }
            return Message(
                fr: "Score total : \(value) sur 100 ; le minimum est \(minimum).",
                nl: "Totaalscore: \(value) op 100; het minimum is \(minimum).",
                en: "Total score: \(value) out of 100; the minimum is \(minimum).")
        case .notAbove(let limit, let value):
            let (value, limit) = (value.rounded(places: 2), limit.rounded(places: 2))
            guard isTotalShown else {
                return Message(
                    fr: "Score total : il ne dépasse pas \(limit) sur 100, ce qu'il faut pour obtenir une aide.",
                    nl: "Totaalscore: niet boven \(limit) op 100, en daaronder is er geen steun.",
                    en: "Total score: not above \(limit) out of 100, and there is support above that only.")
            }
            return Message(
                fr: "Score total : \(value) sur 100 ; il faut dépasser \(limit) pour obtenir une aide.",
                nl: "Totaalscore: \(value) op 100; er is pas steun boven \(limit).",
                en: "Total score: \(value) out of 100; there is support above \(limit) only.")
        }
    }

    private static func message(
        _ label: LocalizedText?, _ id: String, _ minimum: Fraction, _ value: Fraction?
    ) -> Message {
        let minimum = minimum.rounded(places: 2)
        func name(_ language: Language) -> String { label?.text(in: language) ?? id }
        guard let value = value?.rounded(places: 2) else {
            return Message(
                fr: "« \(name(.french)) » : le minimum, \(minimum), n'est pas atteint.",
                nl: "‘\(name(.dutch))’: het minimum, \(minimum), is niet gehaald.",
                en: "'\(name(.english))': the minimum, \(minimum), is not reached.")
        }
        return Message(
            fr: "« \(name(.french)) » : \(value) ; le minimum est \(minimum).",
            nl: "‘\(name(.dutch))’: \(value); het minimum is \(minimum).",
            en: "'\(name(.english))': \(value); the minimum is \(minimum).")
    }
}
