extension ApplicationContent {
    /// Faults of form in the answers, and in the parts of the file that the form places.
    func checkAnswers(_ definition: CallDefinition, isCategoryKnown: Bool, _ faults: inout [ContentFault]) {
        var known = 0
        let hasConditions = isCategoryKnown && definition.form.contains { $0.fields.contains { $0.showIf != nil } }
        let shown = hasConditions ? shownFields(of: definition) : []
        for entry in definition.form {
            for question in entry.fields {
                let answer = answers[question.id]
                if answer != nil { known += 1 }
                // Which questions are asked is unknown as long as the category is.
                guard isCategoryKnown else { continue }
                let isHidden = question.showIf != nil && !shown.contains(question.id)
                check(question, answer.flatMap { $0.isEmpty ? nil : $0 }, isHidden: isHidden, definition, &faults)
            }
        }
        guard known < answers.count else { return }
        let allowed = definition.fields.filter { $0.type.part == nil }.map(\.id)
        for id in answers.keys.sorted() where !allowed.contains(id) && definition.field(id) == nil {
            faults.append(ContentFault(.unknownQuestion(allowed: allowed), field: "answer.\(id)"))
        }
    }

    private func check(
        _ question: FormField, _ given: AnswerValue?, isHidden: Bool, _ definition: CallDefinition,
        _ faults: inout [ContentFault]
    ) {
        let field = "answer.\(question.id)"
        if case .part(let part, let atLeast, let atMost) = question.type {
            // What the file has anyway is no answer, whatever stands there.
            if given != nil { faults.append(ContentFault(.isPart(part), field: field)) }
            if question.applies(to: category) { check(part, atLeast, atMost, question.required, definition, &faults) }
        } else if !question.applies(to: category) {
            if given != nil { faults.append(ContentFault(.notAsked(category: category), field: field)) }
        } else if isHidden {
            if given != nil { faults.append(ContentFault(.notShown(because: question.showIf?.field ?? ""), field: field)) }
        } else if let given {
            for (path, kind) in question.type.faults(of: given) {
                let separator = path.isEmpty || path.hasPrefix("[") ? "" : "."
                faults.append(ContentFault(kind, field: field + separator + path))
            }
        } else if question.required {
            faults.append(ContentFault(.missing, field: field))
        }
    }

    /// What the form asks of a part that every file has. Attachments have their own requirements and are no matter of the form.
    private func check(
        _ part: ContentPart, _ atLeast: Int, _ atMost: Int?, _ isRequired: Bool, _ definition: CallDefinition,
        _ faults: inout [ContentFault]
    ) {
        let count: Int
        switch part {
        case .partners: count = partners.count
        case .sector:
            count = sectors?.count ?? 0
            let day = definition.calendar.closes.day
            for sector in sectors ?? [] where SectorCode.isPlausible(sector) && !SectorCode.isListed(sector, on: day) {
                faults.append(ContentFault(.unknownSector(sector, on: day), field: "sectors"))
            }
        case .budget: count = min(costs.count, resources.count)
        case .cofunding: count = cofunders?.count ?? 0
        case .gender: count = gender.marker == nil ? 0 : 1
        case .attachments: return
        }
        let field = part.field
        if count == 0 {
            if isRequired { faults.append(ContentFault(.missing, field: field)) }
        } else if count < atLeast {
            faults.append(ContentFault(.tooFewItems(count: count, limit: atLeast), field: field))
        } else if let atMost, count > atMost {
            faults.append(ContentFault(.tooManyItems(count: count, limit: atMost), field: field))
        }
    }
}

extension ContentPart {
    /// Where the import has its values: the key of JSON, or what the names of the columns begin with.
    package var field: String {
        switch self {
        case .partners: "partners"
        case .budget: "costs"
        case .cofunding: "cofunders"
        case .gender: "gender"
        case .sector: "sectors"
        case .attachments: "attachments"
        }
    }
}
