extension AnswerValue {
    /// Nothing was answered.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isBlank
        case .list(let list): list.isEmpty
        case .record(let record): record.values.allSatisfy(\.isEmpty)
        case .records(let records): records.allSatisfy(\.isEmpty)
        case .integer, .flag: false
        }
    }

    /// The answer without the parts that say nothing; nil when that is all of it.
    package var stated: AnswerValue? {
        guard !isEmpty else { return nil }
        switch self {
        case .record(let record): return .record(record.compactMapValues(\.stated))
        case .records(let records): return .records(records.map { $0.stated ?? $0 })
        case .text, .list, .integer, .flag: return self
        }
    }

    /// The answer as words: a list, or a table's text parted at the semicolons.
    package var words: [String] {
        switch self {
        case .list(let list): list
        case .text(let text): text.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        case .integer(let integer): [String(integer)]
        case .flag(let flag): [String(flag)]
        case .record, .records: []
        }
    }

    /// The answer as one text, or nil for a list or an answer with parts.
    package var text: String? {
        switch self {
        case .list, .record, .records: nil
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .flag(let flag): String(flag)
        }
    }

    /// The answer as yes or no, in the words that tables use.
    package var flag: Bool? {
        if case .flag(let flag) = self { return flag }
        switch text?.lowercased() {
        case "true", "yes", "oui", "ja": return true
        case "false", "no", "non", "nee": return false
        default: return nil
        }
    }
}

extension FieldType {
    /// What is wrong with an answer that is not empty, each with its way from the answer, which is empty for a single value.
    func faults(of answer: AnswerValue) -> [(path: String, kind: ContentFault.Kind)] {
        if let shape {
            let faults = shape.faults(of: answer)
            guard faults.isEmpty, case .beneficiaries = self else { return faults }
            return AnswerShape.totalFaults(of: answer)
        }
        return singleFaults(of: answer).map { ("", $0) }
    }

    private func singleFaults(of answer: AnswerValue) -> [ContentFault.Kind] {
        switch self {
        case .multipleChoice(let options, let atLeast, let atMost):
            return wordFaults(answer, atLeast: atLeast, atMost: atMost) { word in
                options.contains { $0.id == word } ? nil : .notAllowed(word, allowed: options.map(\.id))
            }
        case .countries(let atMost):
            return wordFaults(answer, atLeast: 1, atMost: atMost) { word in
                CountryCode.isAssigned(word) ? nil : .unknownCountry(word)
            }
        case .sdgTarget(let atLeast, let atMost):
            return wordFaults(answer, atLeast: atLeast, atMost: atMost) { word in
                SDGTarget.isKnown(word) ? nil : .unknownTarget(word)
            }
        case .boolean:
            return answer.flag == nil ? [answer.text.map(ContentFault.Kind.notYesNo) ?? .notText] : []
        case .text, .integer, .number, .money, .date, .choice, .country, .beneficiaries, .people, .logframe, .risks, .part:
            guard let text = answer.text else { return [.notText] }
            return fault(ofText: text).map { [$0] } ?? []
        }
    }

    private func fault(ofText text: String) -> ContentFault.Kind? {
        switch self {
        case .text(let minLength, let maxLength, let maxWords):
            if text.holdsControls(allowingLines: true) { return .controlCharacter }
            return FieldType.fault(ofLength: text, minLength, maxLength) ?? maxWords.flatMap { FieldType.fault(ofWords: text, $0) }
        case .integer(let min, let max):
            guard let value = Int(trimmed(text)) else { return .notWhole(text) }
            return FieldType.outside(value, min, max) { String($0) }
        case .number(let limits):
            guard let value = DecimalNumber(trimmed(text)) else { return .notNumber(text) }
            if value.scale > limits.decimals { return .tooManyDecimals(limit: limits.decimals) }
            return FieldType.outside(value, limits.min, limits.max) { $0.description }
        case .money(let min, let max):
            guard let value = Cents(decimal: trimmed(text)) else { return .notAmount(text) }
            return FieldType.outside(value, min, max) { $0.decimal }
        case .date(let earliest, let latest):
            guard let value = CalendarDate(trimmed(text)) else { return .notDate(text) }
            return FieldType.outside(value, earliest, latest) { $0.description }
        case .choice(let options):
            return options.contains { $0.id == text } ? nil : .notAllowed(text, allowed: options.map(\.id))
        case .country:
            return CountryCode.isAssigned(text) ? nil : .unknownCountry(text)
        case .multipleChoice, .countries, .boolean, .sdgTarget, .beneficiaries, .people, .logframe, .risks, .part:
            return .notText
        }
    }

    /// Words are what stands between blanks.
    private static func fault(ofWords text: String, _ limit: Int) -> ContentFault.Kind? {
        let count = text.split(whereSeparator: \.isWhitespace).count
        return count > limit ? .tooManyWords(count: count, limit: limit) : nil
    }

    /// Characters are counted only where the bytes leave it open: a text never has more characters than bytes, nor
    /// fewer than a quarter of them.
    private static func fault(ofLength text: String, _ minLength: Int, _ maxLength: Int) -> ContentFault.Kind? {
        let bytes = text.utf8.count
        guard bytes > maxLength || bytes < minLength * 4 else { return nil }
        let length = text.unicodeScalars.count
        if length > maxLength { return .tooLong(length: length, limit: maxLength) }
        return length < minLength ? .tooShort(length: length, limit: minLength) : nil
    }

    private static func outside<Value: Comparable>(
        _ value: Value, _ min: Value?, _ max: Value?, written: (Value) -> String
    ) -> ContentFault.Kind? {
        if let min, value < min { return .below(written(min)) }
        if let max, value > max { return .above(written(max)) }
        return nil
    }

    private func wordFaults(
        _ answer: AnswerValue, atLeast: Int, atMost: Int?, fault: (String) -> ContentFault.Kind?
    ) -> [ContentFault.Kind] {
        switch answer {
        case .record, .records: return [.notWords]
        case .text, .list, .integer, .flag: break
        }
        let words = answer.words
        var faults: [ContentFault.Kind] = []
        for (index, word) in words.enumerated() {
            if let kind = fault(word) {
                faults.append(kind)
            } else if words[..<index].contains(word) {
                faults.append(.repeated(word))
            }
        }
        if words.count < atLeast { faults.append(.tooFew(count: words.count, limit: atLeast)) }
        if let atMost, words.count > atMost { faults.append(.tooMany(count: words.count, limit: atMost)) }
        return faults
    }
}
