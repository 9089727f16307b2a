/// A text that the law asks for and that the definition does not have yet.
package struct MissingText: Hashable, Sendable {
    package let path: SourcePath
    package let language: Language
}

extension CallDefinition {
    /// Every text is there in French and in Dutch: the one thing a draft may lack and an open call may not.
    package var isComplete: Bool { missingTexts.isEmpty }

    package var missingTexts: [MissingText] {
        texts.flatMap { path, text in text.missing.map { MissingText(path: path, language: $0) } }
    }

    /// Every text that applicants or members of the council read, with its path.
    private var texts: [(path: SourcePath, text: LocalizedText)] {
        var all: [(SourcePath, LocalizedText)] = [
            (.root["title"], title), (.root["summary"], summary), (.root["authority"]["name"], authority.name)
        ]
        func add(_ text: LocalizedText?, _ path: SourcePath) {
            if let text { all.append((path, text)) }
        }
        for (index, category) in categories.enumerated() { add(category.label, Top.categories[index]["label"]) }
        for (index, line) in budgetLines.enumerated() {
            add(line.label, Top.budgetLines[index]["label"])
            add(line.reserve?.label, Top.budgetLines[index]["reserve"]["label"])
        }
        for (index, step) in (approvals ?? []).enumerated() { add(step.label, Top.approvals[index]["label"]) }
        for (index, section) in scoring.sections.enumerated() { add(section.label, Top.sections[index]["label"]) }
        for (criterion, path) in criteriaWithPaths {
            add(criterion.label, path["label"])
            add(criterion.help, path["help"])
            for (place, option) in (criterion.options ?? []).enumerated() { add(option.label, path["options"][place]["label"]) }
        }
        for (section, path) in sectionsWithPaths {
            add(section.label, path["label"])
            add(section.help, path["help"])
        }
        for (field, path) in fieldsWithPaths {
            add(field.label, path["label"])
            add(field.help, path["help"])
            for (position, option) in field.type.options.enumerated() { add(option.label, path["options"][position]["label"]) }
            if case .number(let limits) = field.type { add(limits.unit, path["unit"]) }
        }
        for (index, attachment) in attachments.enumerated() {
            add(attachment.label, Top.attachments[index]["label"])
            add(attachment.help, Top.attachments[index]["help"])
        }
        return all
    }
}
