/// The form of an answer that has parts: what import, validation, the printed form and the empty file all go by.
package indirect enum AnswerShape: Hashable, Sendable {
    case text(limit: Int)
    case whole(ClosedRange<Int>)
    /// A number with decimals, written as a text.
    case decimal
    case word([String])
    case record([Part])
    case list(of: AnswerShape, atLeast: Int, atMost: Int)

    /// One named part of a record.
    package struct Part: Hashable, Sendable {
        package let key: String
        package let label: Message
        package let isRequired: Bool
        package let shape: AnswerShape

        init(_ key: String, _ label: Message, _ shape: AnswerShape, isRequired: Bool = true) {
            (self.key, self.label, self.shape, self.isRequired) = (key, label, shape, isRequired)
        }
    }
}

extension FieldType {
    /// Nil for an answer that is one value or a list of words.
    package var shape: AnswerShape? {
        switch self {
        case .beneficiaries(let ages): .beneficiaries(ages)
        case .people(let atLeast, let atMost): .list(of: .person, atLeast: atLeast, atMost: atMost)
        case .logframe: .logframe
        case .risks(let atLeast, let atMost): .list(of: .risk, atLeast: atLeast, atMost: atMost)
        case .text, .integer, .number, .money, .date, .choice, .multipleChoice, .country, .countries, .boolean, .sdgTarget, .part:
            nil
        }
    }
}

extension AnswerShape {
    /// The sexes that are counted apart. What is not counted is left out; zero is a count.
    package static let sexes: [(key: String, label: Message)] = [
        ("female", Message(fr: "femmes et filles", nl: "vrouwen en meisjes", en: "women and girls")),
        ("male", Message(fr: "hommes et garçons", nl: "mannen en jongens", en: "men and boys")),
        ("x", Message(fr: "X", nl: "X", en: "X")),
        ("unknown", Message(fr: "sexe inconnu", nl: "geslacht onbekend", en: "sex not known"))
    ]

    static func beneficiaries(_ ages: [AgeBand]) -> AnswerShape {
        let count = AnswerShape.whole(0...ApplicationContent.peopleLimit)
        let bands = ages.map { band in
            Part(
                "\(band)", Message(fr: "\(band) ans", nl: "\(band) jaar", en: "aged \(band)"), count,
                isRequired: false)
        }
        let total = Message(fr: "total", nl: "totaal", en: "total")
        let table = AnswerShape.record(
            [Part("total", total, count)]
                + sexes.map { Part($0.key, $0.label, bands.isEmpty ? count : .record(bands), isRequired: false) })
        return .record([
            Part("direct", Message(fr: "directs", nl: "rechtstreeks", en: "direct"), table),
            Part("indirect", Message(fr: "indirects", nl: "onrechtstreeks", en: "indirect"), table, isRequired: false)
        ])
    }

    static let person = AnswerShape.record([
        Part("name", Message(fr: "nom", nl: "naam", en: "name"), .text(limit: 200)),
        Part("function", Message(fr: "fonction", nl: "functie", en: "function"), .text(limit: 200)),
        Part("email", Message(fr: "courriel", nl: "e-mail", en: "e-mail"), .text(limit: 200), isRequired: false),
        Part("phone", Message(fr: "téléphone", nl: "telefoon", en: "telephone"), .text(limit: 40), isRequired: false)
    ])

    static let risk: AnswerShape = {
        let degrees = AnswerShape.word(["low", "medium", "high"])
        return .record([
            Part("risk", Message(fr: "risque", nl: "risico", en: "risk"), .text(limit: 1000)),
            Part("likelihood", Message(fr: "probabilité", nl: "waarschijnlijkheid", en: "likelihood"), degrees),
            Part("impact", Message(fr: "gravité", nl: "impact", en: "impact"), degrees),
            Part("mitigation", Message(fr: "mesures", nl: "maatregelen", en: "mitigation"), .text(limit: 1000))
        ])
    }()

    static let logframe: AnswerShape = {
        let indicators = AnswerShape.list(of: indicator, atLeast: 0, atMost: 30)
        let measured = Message(fr: "indicateurs", nl: "indicatoren", en: "indicators")
        let output = AnswerShape.record([
            Part("output", Message(fr: "réalisation", nl: "output", en: "output"), .text(limit: 1000)),
            Part("indicators", measured, indicators, isRequired: false)
        ])
        let outputs = AnswerShape.list(of: output, atLeast: 1, atMost: 30)
        let outcome = AnswerShape.record([
            Part("outcome", Message(fr: "effet", nl: "resultaat", en: "outcome"), .text(limit: 1000)),
            Part("indicators", measured, indicators, isRequired: false),
            Part("outputs", Message(fr: "réalisations", nl: "outputs", en: "outputs"), outputs)
        ])
        let outcomes = AnswerShape.list(of: outcome, atLeast: 1, atMost: 10)
        return .record([
            Part("goal", Message(fr: "objectif général", nl: "algemene doelstelling", en: "goal"), .text(limit: 1000)),
            Part("outcomes", Message(fr: "effets", nl: "resultaten", en: "outcomes"), outcomes)
        ])
    }()

    private static let indicator: AnswerShape = {
        // A sex that an indicator does not concern is left out, which is not zero.
        let figures = AnswerShape.record(
            [Part("total", Message(fr: "total", nl: "totaal", en: "total"), .decimal, isRequired: false)]
                + sexes.map { Part($0.key, $0.label, .decimal, isRequired: false) })
        return .record([
            Part("indicator", Message(fr: "indicateur", nl: "indicator", en: "indicator"), .text(limit: 500)),
            Part("unit", Message(fr: "unité", nl: "eenheid", en: "unit"), .text(limit: 60), isRequired: false),
            Part(
                "baseline", Message(fr: "valeur de départ", nl: "beginwaarde", en: "baseline"), figures,
                isRequired: false),
            Part("target", Message(fr: "valeur visée", nl: "streefwaarde", en: "target"), figures),
            Part("source", Message(fr: "source de vérification", nl: "bron ter controle", en: "source of verification"), .text(limit: 500))
        ])
    }()
}
