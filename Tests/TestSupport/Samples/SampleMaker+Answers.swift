import CallModel

extension SampleMaker {
    /// Answers every question that is put to the file's category, in the form that JSON has.
    mutating func answer(_ content: inout ApplicationContent) {
        for field in rules.definition.form where field.applies(to: content.category) {
            guard field.required || random.chance(2, of: 3) else { continue }
            content.answers[field.id] = answer(field.type)
        }
    }

    private mutating func answer(_ type: FieldType) -> AnswerValue? {
        switch type {
        case .text(let least, let most):
            return .text(text(least, most))
        case .integer(let least, let most):
            let low = least ?? min(0, most ?? 0)
            return .integer(random.number(low...max(low, min(most ?? low + 50, low + 50))))
        case .money(let least, let most):
            return .text((least ?? min(Cents(10_000), most ?? Cents(10_000))).decimal)
        case .date(let earliest, let latest):
            let day = earliest ?? min(rules.definition.calendar.closes.day, latest ?? rules.definition.calendar.closes.day)
            return .text(day.description)
        case .choice(let options):
            return options.isEmpty ? nil : .text(random.pick(options).id)
        case .multipleChoice(let options, let least, let most):
            let count = min(options.count, max(1, least, min(most ?? 2, 2)))
            return .list(options.prefix(count).map(\.id))
        case .country:
            return .text("SN")
        case .countries:
            return .list(["SN"])
        case .boolean:
            return .flag(true)
        }
    }

    private mutating func text(_ least: Int, _ most: Int) -> String {
        var text = words(12)
        while text.unicodeScalars.count < least { text += " " + words(8) }
        // Never a blank at the end, which a reader takes away.
        let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(1, most))))
        return cut.last == " " ? cut.dropLast() + "-" : cut
    }
}
