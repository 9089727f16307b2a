import CallModel
import Selection
import Workflow

/// Why a file that the College turns down gets nothing, in facts and in the applicant's language: which thresholds it
/// misses, or that the council advised against it.
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
        let messages: [Message]
        if let reason = proposal.tooFewAwards(with: file) {
            (codes, messages) = (["tooFewAwards"], [reason])
        } else if failures.isEmpty {
            (codes, messages) = (["unfavourableAdvice"], [Self.unfavourable(file)])
        } else {
            (codes, messages) = (failures.map(\.code), failures.map { $0.message(in: definition) })
        }
        sentence = (messages.map { $0.text(in: language) } + [advised].compactMap { $0 }).joined(separator: " ")
        let lines = definition.categories.first { $0.id == file.summary?.category }?.budgetLines ?? []
        firstLine = definition.budgetLines.first { lines.contains($0.id) }?.id
    }

    private static func unfavourable(_ file: Application) -> Message {
        let score = file.score?.rounded(places: 2) ?? "–"
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

    func message(in definition: CallDefinition) -> Message {
        switch self {
        case .criterion(let id, let minimum, let value):
            let label = definition.scoring.criteria.first { $0.id == id }?.label
            return Self.message(label, id, minimum, value)
        case .section(let id, let minimum, let value):
            let label = definition.scoring.sections.first { $0.id == id }?.label
            return Self.message(label, id, minimum, value)
        case .total(let minimum, let value):
            let (value, minimum) = (value.rounded(places: 2), minimum.rounded(places: 2))
            return Message(
                fr: "Score total : \(value) sur 100 ; le minimum est \(minimum).",
                nl: "Totaalscore: \(value) op 100; het minimum is \(minimum).",
                en: "Total score: \(value) out of 100; the minimum is \(minimum).")
        case .notAbove(let limit, let value):
            let (value, limit) = (value.rounded(places: 2), limit.rounded(places: 2))
            return Message(
                fr: "Score total : \(value) sur 100 ; il faut dépasser \(limit) pour obtenir une aide.",
                nl: "Totaalscore: \(value) op 100; er is pas steun boven \(limit).",
                en: "Total score: \(value) out of 100; there is support above \(limit) only.")
        }
    }

    private static func message(
        _ label: LocalizedText?, _ id: String, _ minimum: Fraction, _ value: Fraction
    ) -> Message {
        let (value, minimum) = (value.rounded(places: 2), minimum.rounded(places: 2))
        func name(_ language: Language) -> String { label?.text(in: language) ?? id }
        return Message(
            fr: "« \(name(.french)) » : \(value) ; le minimum est \(minimum).",
            nl: "‘\(name(.dutch))’: \(value); het minimum is \(minimum).",
            en: "'\(name(.english))': \(value); the minimum is \(minimum).")
    }
}
