import CallModel
import Presentation
import Service

/// The content of a file for whoever may read it, section by section, drawn by `parts/content`.
enum ContentView {
    static func sections(_ detail: FileDetail, _ definition: CallDefinition, _ visit: Visit) -> [Parts] {
        guard let content = detail.content else {
            return [["heading": visit.say("content.project"), "facts": [] as [Parts], "text": visit.say("content.erased")]]
        }
        let formats = visit.formats
        func say(_ key: String) -> String { visit.say("content.\(key)") }
        let category = definition.categories.first { $0.id == content.category }?.label.text(in: visit.language) ?? content.category
        var sections: [Parts] = [
            section(
                say("project"), text: content.summary,
                [
                    (say("organisation"), detail.view.organisation), (say("category"), category),
                    (say("requested"), formats.amount(content.requested)),
                    (say("period"), "\(formats.date(content.period.start)) – \(formats.date(content.period.end))"),
                    (say("countries"), content.countries.joined(separator: ", ")),
                    (
                        say("marker"),
                        content.gender.marker.map { "\($0.rawValue)" } ?? ""
                    )
                ]),
            section(
                say("partners"), content.partners.map { ($0.name, "\($0.country) · \(say("role-\($0.role.rawValue)"))") }),
            section(
                say("beneficiaries"),
                [
                    (say("women"), content.beneficiaries.women), (say("men"), content.beneficiaries.men),
                    (say("girls"), content.beneficiaries.girls), (say("boys"), content.beneficiaries.boys)
                ].map { ($0.0, formats.number($0.1)) }),
            section(
                say("budget"),
                CostCategory.allCases.compactMap { cost in
                    content.costs[cost].map { (cost.label.text(in: visit.language), formats.amount($0)) }
                } + [(say("total"), formats.amount(content.costs.total))])
        ]
        let answers = definition.form.flatMap(\.fields).compactMap { field in
            content.answers[field.id].map { (field.label.text(in: visit.language), text(of: $0)) }
        }
        if !answers.isEmpty { sections.append(section(say("answers"), answers)) }
        return sections.filter { !(($0["facts"] as? [Parts])?.isEmpty ?? true) || !(($0["text"] as? String)?.isEmpty ?? true) }
    }

    private static func section(_ heading: String, text: String = "", _ pairs: [(String, String)]) -> Parts {
        ["heading": heading, "text": text, "facts": Facts(pairs).parts]
    }

    /// An answer of whatever kind, in words.
    private static func text(of answer: AnswerValue) -> String {
        switch answer {
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        case .integer(let number): "\(number)"
        case .flag(let isSo): isSo ? "✓" : "–"
        case .record(let parts): parts.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: "; ")
        case .records(let records): records.map(text).joined(separator: " | ")
        }
    }
}
