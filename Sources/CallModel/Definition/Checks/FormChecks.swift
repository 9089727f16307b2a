extension CallDefinition {
    func formContradictions() -> [Contradiction] {
        fieldsWithPaths.flatMap { contradictions(of: $0.field.type, at: $0.path) } + repeatedParts() + conditionContradictions()
            + repeatedTypes()
    }

    /// A type of document that is allowed twice.
    private func repeatedTypes() -> [Contradiction] {
        attachments.enumerated().flatMap { index, attachment -> [Contradiction] in
            .repeats((attachment.types ?? []).map(\.rawValue), at: Top.attachments[index]["types"])
        }
    }

    /// A part of the file that the form places twice would be asked twice.
    private func repeatedParts() -> [Contradiction] {
        var first: [ContentPart: SourcePath] = [:]
        return fieldsWithPaths.compactMap { field, path in
            guard let part = field.type.part else { return nil }
            guard let earlier = first[part] else {
                first[part] = path
                return nil
            }
            return Contradiction(
                .partPlacedTwice(part), at: path["type"], from: [path["type"], earlier["type"]], related: earlier["type"])
        }
    }

    private func contradictions(of type: FieldType, at path: SourcePath) -> [Contradiction] {
        switch type {
        case .text(let lowest, let highest, _):
            return reversed(lowest, highest, path, "minLength", "maxLength") { String($0) }
        case .integer(let lowest, let highest):
            return reversed(lowest, highest, path, "min", "max") { String($0) }
        case .money(let lowest, let highest):
            return reversed(lowest, highest, path, "min", "max") { $0.decimal }
        case .date(let lowest, let highest):
            return reversed(lowest, highest, path, "earliest", "latest") { $0.description }
        case .number(let limits):
            return reversed(limits.min, limits.max, path, "min", "max") { $0.description }
        case .sdgTarget(let atLeast, let atMost), .part(_, let atLeast, let atMost):
            return reversed(atLeast, atMost, path, "atLeast", "atMost") { String($0) }
        case .people(let atLeast, let atMost), .risks(let atLeast, let atMost):
            return reversed(atLeast, atMost, path, "atLeast", "atMost") { String($0) }
        case .beneficiaries(let ages):
            return overlaps(of: ages, at: path["ages"])
        case .multipleChoice(let options, let atLeast, let atMost):
            return reversed(atLeast, atMost, path, "atLeast", "atMost") { String($0) }
                + tooMany(atLeast, options.count, path, "atLeast") + tooMany(atMost ?? 0, options.count, path, "atMost")
        case .choice, .country, .countries, .boolean, .logframe:
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

    /// Each age belongs to one group at most, and the groups stand in their order.
    private func overlaps(of ages: [AgeBand], at path: SourcePath) -> [Contradiction] {
        zip(ages, ages.dropFirst()).enumerated().compactMap { index, pair in
            guard pair.0.to.map({ $0 >= pair.1.from }) ?? true else { return nil }
            return Contradiction(
                .ageBandsOverlap(pair.0, pair.1), at: path[index + 1], from: [path[index], path[index + 1]], related: path[index])
        }
    }
}
