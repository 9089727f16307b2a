import CallModel

extension SampleMaker {
    /// Answers the questions that are put to the file, one after another: an answer decides whether a later one is put.
    mutating func answer(_ content: inout ApplicationContent) {
        for field in rules.definition.fields where field.type.part == nil {
            guard content.shownFields(of: rules.definition).contains(field.id), field.required || random.chance(2, of: 3) else {
                continue
            }
            content.answers[field.id] = answer(field.type)
        }
    }

    private mutating func answer(_ type: FieldType) -> AnswerValue? {
        switch type {
        case .text(let least, let most, let mostWords):
            return .text(text(least, most, mostWords))
        case .integer(let least, let most):
            let low = least ?? min(0, most ?? 0)
            return .integer(random.number(low...max(low, min(most ?? low + 50, low + 50))))
        case .number(let limits):
            let zero = limits.min.map { $0.description } ?? limits.max.map { $0.description } ?? "12"
            return .text(zero)
        case .money(let least, let most):
            let amounts = [least ?? Cents(10_000), Cents(100_001)].map { max(least ?? .zero, min($0, most ?? $0)) }
            return .text(random.pick(amounts).decimal)
        case .date(let earliest, let latest):
            let day = earliest ?? min(rules.definition.calendar.closes.day, latest ?? rules.definition.calendar.closes.day)
            return .text(day.description)
        case .choice(let options):
            return options.isEmpty ? nil : .text(random.pick(options).id)
        case .multipleChoice(let options, let least, let most):
            let count = min(options.count, max(1, least, min(most ?? 2, 2)))
            let first = random.number(0...options.count - count)
            return .list(options[first..<first + count].map(\.id))
        case .country: return .text("SN")
        case .countries: return .list(["SN"])
        case .boolean: return .flag(random.chance(1, of: 2))
        case .sdgTarget(let least, let most):
            let first = random.number(0...SDGTarget.all.count / 2)
            return .list(Array(SDGTarget.all[first...].prefix(max(1, least, min(most ?? 2, 2)))))
        case .beneficiaries: return type.shape.map { people($0) }
        case .people, .logframe, .risks: return type.shape.map { value($0) }
        case .part: return nil
        }
    }

    private mutating func text(_ least: Int, _ most: Int, _ mostWords: Int?) -> String {
        var text = words(min(12, mostWords ?? 12))
        // Longer by letters where words are counted.
        while text.unicodeScalars.count < least { text += mostWords == nil ? " " + words(8) : "-" + random.pick(["eau", "water"]) }
        // Never a blank at the end, which a reader takes away.
        let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(1, most))))
        return cut.last == " " ? cut.dropLast() + "-" : cut
    }

    private mutating func value(_ shape: AnswerShape) -> AnswerValue {
        switch shape {
        case .text(let limit): return .text(text(0, limit, nil))
        case .whole(let range): return .integer(random.number(range.lowerBound...min(range.upperBound, range.lowerBound + 300)))
        case .decimal: return .text(random.pick(["0", "12", "37.5", "1200"]))
        case .word(let words): return .text(random.pick(words))
        case .record(let parts):
            var record: [String: AnswerValue] = [:]
            for part in parts where part.isRequired || random.chance(2, of: 3) { record[part.key] = value(part.shape) }
            // Where every part may be left out, one of them says something.
            if record.isEmpty, let first = parts.first { record[first.key] = value(first.shape) }
            return .record(record)
        case .list(let item, let least, let most):
            return .records((0..<max(least, min(most, random.number(1...3)))).map { _ in value(item) })
        }
    }

    /// Counts whose total is their sum.
    private mutating func people(_ shape: AnswerShape) -> AnswerValue {
        guard case .record(var tables) = value(shape) else { return .record([:]) }
        for (key, table) in tables {
            guard case .record(var counts) = table else { continue }
            counts["total"] = nil
            counts["total"] = .integer(counts.values.reduce(0) { $0 + Self.sum($1) })
            tables[key] = .record(counts)
        }
        return .record(tables)
    }

    private static func sum(_ value: AnswerValue) -> Int {
        switch value {
        case .integer(let count): count
        case .record(let bands): bands.values.reduce(0) { $0 + sum($1) }
        case .text, .list, .flag, .records: 0
        }
    }
}
