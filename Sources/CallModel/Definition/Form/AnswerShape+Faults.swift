extension AnswerShape {
    /// Everything that is wrong with an answer, each with its way from the answer: `direct.female[12-17]`, `[0].name`.
    func faults(of answer: AnswerValue) -> [(path: String, kind: ContentFault.Kind)] {
        var found: [(path: String, kind: ContentFault.Kind)] = []
        check(answer, "", &found)
        return found
    }

    private func check(_ answer: AnswerValue, _ path: String, _ found: inout [(path: String, kind: ContentFault.Kind)]) {
        switch self {
        case .record(let parts):
            guard case .record(let values) = answer else { return found.append((path, .notRecord(keys: parts.map(\.key)))) }
            check(values, parts, path, &found)
        case .list(let shape, let atLeast, let atMost):
            let values: [AnswerValue]
            switch answer {
            case .records(let records): values = records
            case .list(let list): values = list.map(AnswerValue.text)
            case .text, .integer, .flag, .record: return found.append((path, .notListOfRecords))
            }
            if values.count < atLeast { found.append((path, .tooFewItems(count: values.count, limit: atLeast))) }
            if values.count > atMost { found.append((path, .tooManyItems(count: values.count, limit: atMost))) }
            for (index, value) in values.enumerated() { shape.check(value, "\(path)[\(index)]", &found) }
        case .text, .whole, .decimal, .word:
            if let kind = fault(ofSingle: answer) { found.append((path, kind)) }
        }
    }

    private func check(
        _ values: [String: AnswerValue], _ parts: [Part], _ path: String, _ found: inout [(path: String, kind: ContentFault.Kind)]
    ) {
        for part in parts {
            let place = AnswerShape.path(path, part.key)
            if let value = values[part.key], !value.isEmpty {
                part.shape.check(value, place, &found)
            } else if part.isRequired {
                found.append((place, .missing))
            }
        }
        let known = parts.map(\.key)
        for key in values.keys.sorted() where !known.contains(key) {
            found.append((AnswerShape.path(path, key), .unknownPart(allowed: known)))
        }
    }

    /// `direct.female`, and an age group in brackets: its name begins with a digit.
    package static func path(_ path: String, _ key: String) -> String {
        if key.utf8.first.map({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) ?? false { return "\(path)[\(key)]" }
        return path.isEmpty ? key : "\(path).\(key)"
    }

    private func fault(ofSingle answer: AnswerValue) -> ContentFault.Kind? {
        guard let text = answer.text.map(trimmed) else { return .notText }
        switch self {
        case .text(let limit):
            if text.holdsControls(allowingLines: true) { return .controlCharacter }
            let length = text.unicodeScalars.count
            return length > limit ? .tooLong(length: length, limit: limit) : nil
        case .whole(let range):
            guard let value = Int(text) else { return .notWhole(text) }
            if value < range.lowerBound { return .below(String(range.lowerBound)) }
            return value > range.upperBound ? .above(String(range.upperBound)) : nil
        case .decimal:
            return DecimalNumber(text) == nil ? .notNumber(text) : nil
        case .word(let words):
            return words.contains(text) ? nil : .notAllowed(text, allowed: words)
        case .record, .list:
            return .notText
        }
    }

    /// Each total of people that is not the sum of its parts. Parts that are not whole numbers have been reported before.
    static func totalFaults(of answer: AnswerValue) -> [(path: String, kind: ContentFault.Kind)] {
        guard case .record(let tables) = answer else { return [] }
        return ["direct", "indirect"].compactMap { key in
            guard case .record(let table)? = tables[key], let total = table["total"]?.count else { return nil }
            let parts = AnswerShape.sexes.compactMap { table[$0.key] }
            // Of those who are reached indirectly only the total may be known.
            if parts.isEmpty, key == "indirect" { return nil }
            var sum = 0
            for part in parts {
                if case .record(let bands) = part {
                    for band in bands.values { sum += band.count ?? 0 }
                } else {
                    sum += part.count ?? 0
                }
            }
            return sum == total ? nil : (path(key, "total"), .totalDiffers(total: total, parts: sum))
        }
    }
}

extension AnswerValue {
    /// People counted, within what can be added up.
    fileprivate var count: Int? {
        text.flatMap { Int(trimmed($0)) }.flatMap { (0...ApplicationContent.peopleLimit).contains($0) ? $0 : nil }
    }
}
