import CallModel

/// Results of an activity: what the standard has a place for, and in words what it has none for.
///
/// A figure that makes no sense for some people is no target of 0: it is left out, and said in the indicator's description. A
/// result without an indicator cannot stand in a file of the standard; the organisation that answers for it takes part in the
/// activity all the same.
struct IATIResults {
    let framework: ResultsFramework
    let language: Language

    init(_ framework: ResultsFramework, in language: Language) { (self.framework, self.language) = (framework, language) }

    /// The organisations that answer for a result.
    func parties(_ xml: inout XMLText) {
        let owners = Set(framework.results.map(\.owner))
        for organisation in framework.organisations where owners.contains(organisation.id) {
            let reference: [XMLText.Attribute] =
                organisation.enterpriseNumber.map { [("ref", OpenRecipient.identifier(of: $0))] } ?? []
            xml.element("participating-org", reference + [("role", organisation.role.code)]) {
                $0.element("narrative", text: organisation.name.text(in: language))
            }
        }
    }

    /// Start, planned end, and the day on which it really ended.
    func dates(_ xml: inout XMLText) {
        xml.empty("activity-date", [("type", "1"), ("iso-date", framework.starts.description)])
        // What has ended has begun.
        if framework.closed != nil { xml.empty("activity-date", [("type", "2"), ("iso-date", framework.starts.description)]) }
        xml.empty("activity-date", [("type", "3"), ("iso-date", framework.plannedEnd.description)])
        if let closed = framework.closed {
            xml.empty("activity-date", [("type", "4"), ("iso-date", closed.description)])
        }
    }

    func results(_ xml: inout XMLText) {
        for node in framework.results where !node.indicators.isEmpty {
            xml.start("result", [("type", node.kind.code)])
            narrative("title", node.title, &xml)
            if let owner = framework.organisation(node.owner) {
                let text = Self.answers.text(in: language) + " : " + owner.name.text(in: language)
                xml.element("description") { $0.element("narrative", text: text) }
            }
            for indicator in node.indicators { write(indicator, &xml) }
            xml.end()
        }
    }

    private func write(_ indicator: ResultIndicator, _ xml: inout XMLText) {
        // Figures of several periods may only be added up where each is of its period alone.
        let addsUp = indicator.accumulation == .perPeriod ? "true" : "false"
        xml.start(
            "indicator",
            [
                ("measure", indicator.measure.code), ("ascending", indicator.ascending ? "true" : "false"),
                ("aggregation-status", addsUp)
            ])
        narrative("title", indicator.title, &xml)
        xml.element("description") { $0.element("narrative", text: description(of: indicator)) }
        if let baseline = indicator.baseline {
            figures("baseline", baseline.figures, [("year", String(baseline.year))], nil, &xml)
        }
        for period in indicator.periods {
            xml.start("period")
            xml.empty("period-start", [("iso-date", period.start.description)])
            xml.empty("period-end", [("iso-date", period.end.description)])
            figures("target", period.target, [], framework.isAssessed(period) ? nil : notAssessed, &xml)
            figures("actual", period.actual, [], nil, &xml)
            xml.end()
        }
        xml.end()
    }

    /// One element for each figure that is known.
    private func figures(
        _ element: String, _ figures: ResultFigures, _ attributes: [XMLText.Attribute], _ comment: String?, _ xml: inout XMLText
    ) {
        for sex in figures.stated {
            guard case .value(let value) = figures[sex] else { continue }
            xml.element(element, attributes + [("value", String(value))]) { xml in
                xml.empty("dimension", [("name", "sex"), ("value", sex.rawValue)])
                if let comment { xml.element("comment") { $0.element("narrative", text: comment) } }
            }
        }
        guard case .value(let total) = figures.total else { return }
        xml.element(element, attributes + [("value", String(total))]) { xml in
            if let comment { xml.element("comment") { $0.element("narrative", text: comment) } }
        }
    }

    /// Unit, what the figures say over time, and what is not there although somebody might look for it.
    private func description(of indicator: ResultIndicator) -> String {
        var parts = [indicator.unit.text(in: language), indicator.accumulation.words.text(in: language)]
        for sex in ResultFigures.Sex.allCases {
            let cells = indicator.periods.flatMap { [$0.target[sex], $0.actual[sex]] }
            for (cell, words) in [
                (ResultFigures.Cell.notApplicable, Self.notApplicable), (.suppressed, Self.suppressed)
            ] where cells.contains(cell) {
                parts.append("\(words.text(in: language)) : \(sex.words.text(in: language))")
            }
            // Said to be unknown, which is more than not said.
            let unknown = indicator.periods.filter { $0.actual.stated.contains(sex) && $0.actual[sex] == .unknown }
            if !unknown.isEmpty { parts.append("\(Self.unknown.text(in: language)) : \(sex.words.text(in: language))") }
        }
        return parts.filter { !$0.isEmpty }.joined(separator: ". ") + "."
    }

    private var notAssessed: String {
        let day = framework.closed?.description ?? ""
        return Message(
            fr: "Non évalué : l'activité a été close le \(day).", nl: "Niet geëvalueerd: de activiteit werd op \(day) afgesloten.",
            en: "Not assessed: the activity was closed on \(day)."
        ).text(in: language)
    }

    private func narrative(_ element: String, _ text: LocalizedText, _ xml: inout XMLText) {
        xml.element(element) { xml in
            xml.element("narrative", text: text.text(in: language))
            for other in Language.allCases where other != language {
                if let written = text[other] { xml.element("narrative", [("xml:lang", other.rawValue)], text: written) }
            }
        }
    }

    private static let answers = Message(fr: "Responsable", nl: "Verantwoordelijk", en: "Responsible")
    private static let notApplicable = Message(fr: "Sans objet", nl: "Niet van toepassing", en: "Not applicable")
    private static let suppressed = Message(fr: "Non publié", nl: "Niet bekendgemaakt", en: "Not published")
    private static let unknown = Message(fr: "Inconnu", nl: "Onbekend", en: "Unknown")
}

// The codes of IATI's lists.

extension ResultNode.Kind {
    fileprivate var code: String {
        switch self {
        case .output: "1"
        case .outcome: "2"
        case .impact: "3"
        case .other: "9"
        }
    }
}

extension ResultIndicator.Measure {
    fileprivate var code: String {
        switch self {
        case .unit: "1"
        case .percentage: "2"
        case .nominal: "3"
        case .ordinal: "4"
        case .qualitative: "5"
        }
    }
}

extension ResultOrganisation.Role {
    fileprivate var code: String {
        switch self {
        case .funding: "1"
        case .accountable: "2"
        case .extending: "3"
        case .implementing: "4"
        }
    }
}

extension ResultIndicator.Accumulation {
    fileprivate var words: Message {
        switch self {
        case .perPeriod: Message(fr: "Par période", nl: "Per periode", en: "In each period")
        case .cumulative: Message(fr: "Depuis le début", nl: "Sinds het begin", en: "Since the start")
        case .snapshot:
            Message(
                fr: "Par période, sans addition : les mêmes personnes peuvent revenir",
                nl: "Per periode, niet op te tellen: dezelfde personen kunnen terugkomen",
                en: "In each period, not to be added up: the same people may come again")
        }
    }
}

extension ResultFigures.Sex {
    fileprivate var words: Message {
        switch self {
        case .female: Message(fr: "femmes", nl: "vrouwen", en: "women")
        case .male: Message(fr: "hommes", nl: "mannen", en: "men")
        case .other: Message(fr: "autres", nl: "andere", en: "others")
        }
    }
}
