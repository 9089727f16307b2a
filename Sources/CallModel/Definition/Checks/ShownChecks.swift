extension CallDefinition {
    /// Conditions on other answers that can never be decided: on no question, on a later one, or on what it cannot answer.
    func conditionContradictions() -> [Contradiction] {
        let all = fieldsWithPaths
        return all.enumerated().flatMap { index, entry -> [Contradiction] in
            guard let condition = entry.field.showIf else { return [] }
            let path = entry.path["showIf"]
            guard let other = all.firstIndex(where: { $0.field.id == condition.field }) else {
                return fixedContradictions(of: condition, at: path, all.map { $0.field })
            }
            let evidence = [path["field"], all[other].path["id"], entry.path["id"]]
            guard other < index else {
                return [
                    Contradiction(.conditionLooksAhead(condition.field), at: path["field"], from: evidence, related: all[other].path)
                ]
            }
            return contradictions(of: condition, on: all[other].field.type, all[other].path, at: path)
        }
    }

    /// A condition that names no question: the amount asked, or nothing that exists.
    private func fixedContradictions(
        of condition: FieldCondition, at path: SourcePath, _ fields: [FormField]
    ) -> [Contradiction] {
        guard condition.field == FieldCondition.requested else {
            let known = fields.map(\.id)
            let evidence = [path["field"]] + fieldsWithPaths.map { $0.path["id"] }
            return [
                Contradiction(
                    .dangling(.question, condition.field, suggestion: nearest(to: condition.field, among: known)),
                    at: path["field"], from: evidence)
            ]
        }
        guard case .isOneOf = condition.test else { return [] }
        return [Contradiction(.conditionNeedsChoice(condition.field), at: path["is"], from: [path["is"], path["field"]])]
    }

    private func contradictions(
        of condition: FieldCondition, on type: FieldType, _ other: SourcePath, at path: SourcePath
    ) -> [Contradiction] {
        let evidence = [path, other["type"], other["id"], other["options"]]
        switch condition.test {
        case .isOneOf(let words):
            let allowed: [String]
            switch type {
            case .choice(let options), .multipleChoice(let options, _, _): allowed = options.map(\.id)
            case .boolean: allowed = ["true", "false"]
            case .text, .integer, .number, .money, .date, .country, .countries, .sdgTarget, .beneficiaries, .people, .logframe,
                .risks, .part:
                return [Contradiction(.conditionNeedsChoice(condition.field), at: path["is"], from: evidence, related: other)]
            }
            let unknown = words.enumerated().filter { !allowed.contains($0.element) }.map { index, word in
                Contradiction(
                    .unknownValue(word, allowed: allowed, suggestion: nearest(to: word, among: allowed)), at: path["is"][index],
                    from: evidence)
            }
            return unknown + [Contradiction].repeats(words, at: path["is"])
        case .above:
            switch type {
            case .integer, .number, .money: return []
            case .text, .date, .choice, .multipleChoice, .country, .countries, .boolean, .sdgTarget, .beneficiaries, .people,
                .logframe, .risks, .part:
                return [Contradiction(.conditionNeedsNumber(condition.field), at: path["above"], from: evidence, related: other)]
            }
        }
    }
}
