/// What an earlier answer has to be for a question to be put.
package struct FieldCondition: Hashable, Codable, Sendable {
    /// An earlier question, or `requested`: the amount that the file asks for.
    package var field: String
    package var test: Test

    package enum Test: Hashable, Codable, Sendable {
        /// One of these words is the answer, or among the answers; for yes and no, "true" and "false".
        case isOneOf([String])
        case above(DecimalNumber)
    }

    package init(field: String, test: Test) { (self.field, self.test) = (field, test) }

    /// The name by which a condition means the amount asked, unless the form has a question of that name.
    package static let requested = "requested"

    /// - Parameter answer: the answer to the other question, nil where there is none or where the question is not put.
    func holds(for answer: AnswerValue?, of type: FieldType) -> Bool {
        guard let answer else { return false }
        switch test {
        case .isOneOf(let words):
            if case .boolean = type { return answer.flag.map { words.contains(String($0)) } ?? false }
            return answer.words.contains(where: words.contains)
        case .above(let limit):
            return answer.text.flatMap { DecimalNumber(trimmed($0)) }.map { $0 > limit } ?? false
        }
    }
}

extension ApplicationContent {
    /// The answers to the questions that are put to this file, by question: its category is asked and its condition holds.
    ///
    /// A condition looks only at earlier questions, so one walk through the form in its order decides them all.
    package func shownFields(of definition: CallDefinition) -> Set<String> {
        var shown: Set<String> = []
        for field in definition.form.lazy.flatMap(\.fields) where isShown(field, in: definition, shown) { shown.insert(field.id) }
        return shown
    }

    private func isShown(_ field: FormField, in definition: CallDefinition, _ shown: Set<String>) -> Bool {
        guard field.applies(to: category) else { return false }
        guard let condition = field.showIf else { return true }
        guard let other = definition.field(condition.field) else {
            guard condition.field == FieldCondition.requested, case .above(let limit) = condition.test else { return false }
            return DecimalNumber(requested.decimal).map { $0 > limit } ?? false
        }
        return shown.contains(other.id) && condition.holds(for: answers[other.id], of: other.type)
    }
}
