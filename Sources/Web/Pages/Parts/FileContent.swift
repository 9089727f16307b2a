import CallModel
import Foundation
import Presentation

/// What an applicant wrote, section by section as the form has it, for people to read.
enum FileContent {
    static func blocks(_ content: ApplicationContent, _ definition: CallDefinition, _ visit: Visit) -> [Block] {
        judged(content, definition, visit) + [people(content, visit)]
    }

    /// What is judged: all of it but whom to reach.
    static func judged(_ content: ApplicationContent, _ definition: CallDefinition, _ visit: Visit) -> [Block] {
        [project(content, definition, visit)] + sections(content, definition, visit) + [budget(content, visit)]
    }

    private static func project(_ content: ApplicationContent, _ definition: CallDefinition, _ visit: Visit) -> Block {
        var block = Block(visit.say("office.project"))
        let category = definition.categories.first { $0.id == content.category }
        let marker = content.gender.marker.map { visit.say("office.marker\($0.rawValue)") } ?? visit.say("office.markerNone")
        block.facts = Facts([
            (visit.say("office.projectTitle"), content.title), (visit.say("office.summary"), content.summary),
            (visit.say("office.category"), category?.label.text(in: visit.language) ?? content.category),
            (visit.say("office.requested"), visit.formats.amount(content.requested)),
            (
                visit.say("office.period"),
                "\(visit.formats.date(content.period.start)) – \(visit.formats.date(content.period.end))"
            ),
            (visit.say("office.countries"), content.countries.map { country($0, visit) }.joined(separator: ", ")),
            (visit.say("office.marker"), marker),
            (
                visit.say("office.beneficiaries"),
                visit.say(
                    "office.beneficiaryCounts",
                    [
                        "women": visit.formats.number(content.beneficiaries.women), "men": visit.formats.number(content.beneficiaries.men),
                        "girls": visit.formats.number(content.beneficiaries.girls), "boys": visit.formats.number(content.beneficiaries.boys)
                    ])
            ),
            (
                visit.say("office.partners"),
                content.partners.map { "\($0.name) (\(country($0.country, visit)), \(visit.say("office.role-\($0.role.rawValue)")))" }
                    .joined(separator: ", ")
            )
        ])
        return block
    }

    private static func country(_ code: String, _ visit: Visit) -> String {
        Locale(identifier: visit.language.rawValue + "_BE").localizedString(forRegionCode: code) ?? code
    }

    /// The questions of the form that apply and were answered.
    private static func sections(_ content: ApplicationContent, _ definition: CallDefinition, _ visit: Visit) -> [Block] {
        var blocks: [Block] = []
        var loose: [(String, String)] = []
        func pairs(_ fields: [FormField]) -> [(String, String)] {
            fields.compactMap { field in
                content.answers[field.id].map { (field.label.text(in: visit.language), text(of: $0, field.type, visit)) }
            }
        }
        for entry in definition.form {
            switch entry {
            case .field(let field): loose += pairs([field])
            case .section(let section):
                let answers = pairs(section.fields)
                guard !answers.isEmpty else { continue }
                var block = Block(section.label.text(in: visit.language))
                block.facts = Facts(answers)
                blocks.append(block)
            }
        }
        if !loose.isEmpty {
            var block = Block(visit.say("office.answers"))
            block.facts = Facts(loose)
            blocks.insert(block, at: 0)
        }
        return blocks
    }

    private static func text(of answer: AnswerValue, _ type: FieldType, _ visit: Visit) -> String {
        let labels = Dictionary(type.options.map { ($0.id, $0.label.text(in: visit.language)) }, uniquingKeysWith: { first, _ in first })
        switch answer {
        case .text(let text):
            if case .money = type { return Cents(decimal: text).map { visit.formats.amount($0) } ?? text }
            if case .date = type { return CalendarDate(text).map { visit.formats.date($0) } ?? text }
            return labels[text] ?? text
        case .list(let texts): return texts.map { labels[$0] ?? $0 }.joined(separator: ", ")
        case .integer(let number): return visit.formats.number(number)
        case .flag(let flag): return visit.say(flag ? "office.yes" : "office.no")
        case .record(let parts): return told(parts, type.shape, visit)
        case .records(let records):
            var inner: AnswerShape?
            if case .list(let shape, _, _) = type.shape { inner = shape }
            return records.map { record in
                if case .record(let parts) = record { return told(parts, inner, visit) }
                return text(of: record, type, visit)
            }.joined(separator: " · ")
        }
    }

    /// The parts of a record with their labels, in the order of its shape.
    private static func told(_ parts: [String: AnswerValue], _ shape: AnswerShape?, _ visit: Visit) -> String {
        var order: [(key: String, label: String, shape: AnswerShape?)] = parts.keys.sorted().map {
            (key: $0, label: $0, shape: nil)
        }
        if case .record(let known) = shape {
            order = known.map { (key: $0.key, label: $0.label.text(in: visit.language), shape: $0.shape) }
        }
        return order.compactMap { part in
            parts[part.key].map { "\(part.label) : \(plain($0, part.shape, visit))" }
        }.joined(separator: "; ")
    }

    private static func plain(_ value: AnswerValue, _ shape: AnswerShape?, _ visit: Visit) -> String {
        switch value {
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        case .integer(let number): visit.formats.number(number)
        case .flag(let flag): visit.say(flag ? "office.yes" : "office.no")
        case .record(let parts): told(parts, shape, visit)
        case .records(let records): records.map { plain($0, inner(shape), visit) }.joined(separator: " · ")
        }
    }

    private static func inner(_ shape: AnswerShape?) -> AnswerShape? {
        if case .list(let inner, _, _) = shape { inner } else { nil }
    }

    private static func budget(_ content: ApplicationContent, _ visit: Visit) -> Block {
        var block = Block(visit.say("office.budget"))
        let costs = CostCategory.allCases.compactMap { category in
            content.costs[category].map { FigureRow(category.label.text(in: visit.language), $0.decimal) }
        }
        let resources = ResourceSource.allCases.compactMap { source in
            content.resources[source].map { FigureRow(source.label.text(in: visit.language), $0.decimal) }
        }
        func total(_ amounts: some Sequence<Cents>) -> FigureRow {
            FigureRow(Words.total.text(in: visit.language).capitalizedFirst, amounts.reduce(.zero, +).decimal)
        }
        func columns(_ word: String) -> [Column] { [.flexible(visit.message(word)), .number(Words.amount)] }
        block.tables = [
            TableView(
                visit.say("office.costs"), costs + [total(content.costs.values)], visit, isCaptionHidden: false,
                columns: columns("office.budgetItem"), isPaged: false),
            TableView(
                visit.say("office.resources"), resources + [total(content.resources.values)], visit, isCaptionHidden: false,
                columns: columns("office.budgetItem"), isPaged: false)
        ]
        if let items = content.budgetItems, !items.isEmpty {
            let rows = items.map { FigureRow($0.label, $0.category.label.text(in: visit.language), $0.amount.decimal) }
            block.tables.append(
                TableView(
                    visit.say("office.budgetItems"), rows, visit, isCaptionHidden: false,
                    columns: [.flexible(visit.message("office.budgetItem")), .text(visit.message("office.costs")), .number(Words.amount)],
                    isPaged: false))
        }
        return block
    }

    private static func people(_ content: ApplicationContent, _ visit: Visit) -> Block {
        var block = Block(visit.say("office.contact"))
        block.facts = Facts([
            (visit.say("office.name"), content.contact.name), (visit.say("office.email"), content.contact.email),
            (visit.say("office.phone"), content.contact.phone ?? "")
        ])
        return block
    }
}

extension Visit {
    /// A text of the vocabulary in every language.
    func message(_ name: String) -> Message {
        Message(
            fr: site.vocabulary.text(name, in: .french), nl: site.vocabulary.text(name, in: .dutch),
            en: site.vocabulary.text(name, in: .english))
    }
}
