import CallModel
import Presentation

/// The form as people read it on a terminal: a section's title, and under it each question with what it takes.
struct FormText {
    let language: Language
    let style: Style

    func form(_ entries: [FormEntry]) -> String {
        guard entries.contains(where: { $0.fields.contains(where: \.required) }) else { return entries.map(entry).joined() }
        return entries.map(entry).joined() + word(FormWords.legend) + "\n"
    }

    func entry(_ entry: FormEntry) -> String {
        guard case .section(let section) = entry else { return entry.fields.map(field).joined() }
        let help = section.help.map { $0.text(in: language).onOneLine + "\n" } ?? ""
        return style.strong(section.label.text(in: language)) + "  (\(section.id))\n" + help + section.fields.map(field).joined() + "\n"
    }

    private func field(_ field: FormField) -> String {
        var lines = ["  \(field.id): \(field.label.text(in: language).onOneLine)\(field.required ? " *" : "")"]
        var facts = [([word(field.type.kind.label)] + limits(field.type)).joined(separator: ", ")]
        if field.personal { facts.append(word(FormWords.personal)) }
        if let categories = field.categories { facts.append("\(word(Words.category)): \(categories.joined(separator: ", "))") }
        if let condition = field.showIf { facts.append(word(condition.sentence)) }
        lines.append("    " + facts.joined(separator: "; "))
        if let help = field.help { lines.append("    " + help.text(in: language).onOneLine) }
        for option in field.type.options { lines.append("    - \(option.id): \(option.label.text(in: language).onOneLine)") }
        if let part = field.type.part { lines.append("    → \(part.field)") }
        if let shape = field.type.shape { lines += parts(of: shape, indent: "    ") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func limits(_ type: FieldType) -> [String] {
        var limits = type.limits.map { word($0.words) }
        if case .number(let number) = type, let unit = number.unit { limits.insert(unit.text(in: language), at: 0) }
        return limits
    }

    private func parts(of shape: AnswerShape, indent: String) -> [String] {
        switch shape {
        case .text, .whole, .decimal: return []
        case .word(let words): return [indent + words.joined(separator: " | ")]
        case .list(let item, _, _): return parts(of: item, indent: indent)
        case .record(let all):
            return all.flatMap { part in
                ["\(indent)- \(part.key): \(part.label.text(in: language))\(part.isRequired ? " *" : "")"]
                    + parts(of: part.shape, indent: indent + "  ")
            }
        }
    }

    private func word(_ message: Message) -> String { message.text(in: language) }
}
