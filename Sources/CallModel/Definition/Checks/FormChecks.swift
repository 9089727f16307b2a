extension CallDefinition {
    func formContradictions() -> [Contradiction] {
        form.enumerated().flatMap { index, field in contradictions(of: field.type, at: Top.form[index]) }
            + attachments.enumerated().flatMap { index, attachment -> [Contradiction] in
                .repeats((attachment.types ?? []).map(\.rawValue), at: Top.attachments[index]["types"])
            }
    }

    private func contradictions(of type: FieldType, at path: SourcePath) -> [Contradiction] {
        switch type {
        case .text(let lowest, let highest):
            return reversed(lowest, highest, path, "minLength", "maxLength") { String($0) }
        case .integer(let lowest, let highest):
            return reversed(lowest, highest, path, "min", "max") { String($0) }
        case .money(let lowest, let highest):
            return reversed(lowest, highest, path, "min", "max") { $0.decimal }
        case .date(let lowest, let highest):
            return reversed(lowest, highest, path, "earliest", "latest") { $0.description }
        case .multipleChoice(let options, let atLeast, let atMost):
            return reversed(atLeast, atMost, path, "atLeast", "atMost") { String($0) }
                + tooMany(atLeast, options.count, path, "atLeast") + tooMany(atMost ?? 0, options.count, path, "atMost")
        case .choice, .country, .countries, .boolean:
            return []
        }
    }

    private func reversed<Bound: Comparable>(
        _ lowest: Bound?, _ highest: Bound?, _ path: SourcePath, _ lowestKey: String, _ highestKey: String,
        written: (Bound) -> String
    ) -> [Contradiction] {
        guard let lowest, let highest, lowest > highest else { return [] }
        return [
            Contradiction(
                .boundsReversed(lowest: written(lowest), highest: written(highest)), at: path[lowestKey],
                from: [path[lowestKey], path[highestKey]])
        ]
    }

    private func tooMany(_ choices: Int, _ options: Int, _ path: SourcePath, _ key: String) -> [Contradiction] {
        guard choices > options else { return [] }
        return [
            Contradiction(
                .moreChoicesThanOptions(choices: choices, options: options), at: path[key],
                from: [path[key], path["options"]])
        ]
    }
}
