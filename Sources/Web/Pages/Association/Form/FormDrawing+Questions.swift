import CallModel
import Presentation
import Service

extension FormDrawing {
    /// A question of the regulation. One that depends on an answer of the same page is drawn with its condition, which a script follows
    /// as one types; one that depends on another page, only where it is put.
    mutating func draw(_ question: FormField, in part: FormPart) {
        guard question.applies(to: fields.text("category")) else { return }
        let condition = question.showIf.flatMap { condition in
            file.definition.field(condition.field).map { (condition, $0) }
        }
        if question.showIf != nil {
            let isHere = condition.map { part.owns("answer.\($0.1.id)") } ?? false
            guard isHere || isShown(question) else { return }
            if let (condition, other) = condition, isHere {
                add(
                    "isCondition",
                    [
                        "field": "answer.\(other.id)", "words": Self.words(condition).joined(separator: " "),
                        "above": Self.limit(condition),
                        "text": visit.say(
                            "association.onlyIf", ["question": other.label.text(in: language), "answer": answer(condition, other)])
                    ])
                ask(question)
                return add("isConditionEnd")
            }
        }
        ask(question)
    }

    private func isShown(_ question: FormField) -> Bool {
        TypedContent(fields, documents: [], reference: file.reference, file.definition).content
            .shownFields(of: file.definition).contains(question.id)
    }

    private static func words(_ condition: FieldCondition) -> [String] {
        if case .isOneOf(let words) = condition.test { words } else { [] }
    }

    private static func limit(_ condition: FieldCondition) -> String {
        if case .above(let limit) = condition.test { limit.description } else { "" }
    }

    private func answer(_ condition: FieldCondition, _ other: FormField) -> String {
        switch condition.test {
        case .above(let limit): return "> " + visit.formats.decimal(limit.description)
        case .isOneOf(let words):
            return words.map { word in
                if case .boolean = other.type { return visit.say(word == "true" ? "association.yes" : "association.no") }
                return other.type.options.first { $0.id == word }?.label.text(in: language) ?? word
            }.joined(separator: ", ")
        }
    }

    private mutating func ask(_ question: FormField) {
        let name = "answer.\(question.id)"
        let label = question.label.text(in: language)
        let limits = question.type.limits.filter { !["atLeast", "ages", "decimals"].contains($0.key) }
        let help =
            ([question.help?.text(in: language)] + limits.map { $0.words.text(in: language) } + [
                question.personal ? visit.say("association.personal") : nil
            ])
            .compactMap { $0 }.filter { !$0.isEmpty }
            .map { $0.firstUpper + ([".", "?", "!"].contains($0.suffix(1)) ? "" : ".") }.joined(separator: " ")
        let required = question.required
        if let shape = question.type.shape {
            open(self.label(label, required: required), name, help: question.help?.text(in: language) ?? "")
            draw(shape, name, "")
            return close()
        }
        switch question.type {
        case .text(_, let most, _):
            line(name, label, most > 200 ? .area(rows: min(14, 4 + most / 400)) : .line(), help: help, required: required)
        case .integer: line(name, label, Self.whole, help: help, required: required)
        case .number(let limits):
            let unit = limits.unit.map { " (\($0.text(in: language)))" } ?? ""
            line(name, label + unit, Self.number, help: help, required: required)
        case .money: line(name, label, Self.number, help: help, required: required)
        case .date: line(name, label, Self.day, help: help, required: required)
        case .choice(let options):
            let choices = options.map { Field.Choice($0.id, $0.label.text(in: language)) }
            if choices.count > 7 {
                select(name, label, choices, help: help, required: required)
            } else {
                line(name, label, .radios(choices), help: help, required: required)
            }
        case .multipleChoice(let options, _, _):
            line(name, label, .boxes(options.map { Field.Choice($0.id, $0.label.text(in: language)) }), help: help, required: required)
        case .country: select(name, label, Self.countries(in: language), help: help, required: required)
        case .countries(let most): countryList(name, label, help: help, required: required, most: most)
        case .boolean:
            line(
                name, label,
                .radios([Field.Choice("true", visit.say("association.yes")), Field.Choice("false", visit.say("association.no"))]),
                help: help, required: required)
        case .sdgTarget:
            field(
                Field(
                    name, self.label(label, required: required), values: [fields[name].joined(separator: " ")],
                    help: [help, visit.say("association.targetsHelp")].filter { !$0.isEmpty }.joined(separator: " ")))
        case .beneficiaries, .people, .logframe, .risks, .part: break
        }
    }

    /// An answer with parts, however deep.
    private mutating func draw(_ shape: AnswerShape, _ path: String, _ label: String, required: Bool = true) {
        switch shape {
        case .record(let parts):
            for part in parts {
                let (name, words) = (AnswerShape.path(path, part.key), part.label.text(in: language).firstUpper)
                switch part.shape {
                case .record, .list:
                    open(self.label(words, required: part.isRequired), name)
                    draw(part.shape, name, words)
                    close()
                default: draw(part.shape, name, words, required: part.isRequired)
                }
            }
        case .list(let item, let least, let most):
            let list = ListName.brackets(path)
            let key = path
            let count = min(most, max(least, 1, fields.rowCount(list) + (adding == key ? 1 : 0)))
            for place in 0..<count {
                open(label.isEmpty ? visit.say("association.row", ["n": "\(place + 1)"]) : "\(label) \(place + 1)", list.name(place))
                draw(item, list.name(place), "")
                close()
            }
            if count < most { addButton(key, visit.say("association.addRow")) }
        case .text(let limit): line(path, label, limit > 200 ? .area(rows: 3) : .line(), required: required)
        case .whole: line(path, label, Self.whole, required: required)
        case .decimal: line(path, label, Self.number, required: required)
        case .word(let words): select(path, label, words.map { Field.Choice($0, visit.say("association.word-\($0)")) }, required: required)
        }
    }
}

extension String {
    /// `objectif général` at the head of a line.
    fileprivate var firstUpper: String { prefix(1).uppercased() + dropFirst() }
}
