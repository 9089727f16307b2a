/// A definition together with the reference lists that its rules cite: all that judging a file needs besides the file.
package struct Regulation: Sendable {
    package let definition: CallDefinition
    private let lists: [String: CountryList]

    /// Throws when a rule cites a list that is not given: a rule must never be judged against nothing.
    package init(_ definition: CallDefinition, lists: [CountryList]) throws(MissingReferenceList) {
        var known: [String: CountryList] = [:]
        for list in lists { known[list.id] = list }
        for rule in definition.admissibility {
            for (_, list) in rule.condition.lists where known[list] == nil {
                throw MissingReferenceList(rule: rule.id, list: list)
            }
        }
        self.definition = definition
        self.lists = known
    }

    /// Every rule's finding on a file, in the order of the definition: never only the first that fails.
    package func findings(
        on facts: ApplicationFacts, of organisation: Organisation, in circumstances: FileCircumstances
    ) -> [RuleFinding] {
        definition.admissibility.map {
            $0.evaluate(facts, of: organisation, in: circumstances, under: self)
        }
    }

    func isListed(_ country: String, on list: String, _ day: CalendarDate) -> Bool {
        lists[list]?.contains(country, on: day) ?? false
    }

    func day(of reference: ReferenceDate, in circumstances: FileCircumstances) -> CalendarDate {
        switch reference {
        case .opening: definition.calendar.opens.day
        case .closing: definition.calendar.closes.day
        case .submission: circumstances.submittedOn
        case .day(let date): date
        }
    }
}

/// A rule cites a reference list that was not given.
package struct MissingReferenceList: Error, Hashable, Sendable {
    package let rule: String
    package let list: String
}
