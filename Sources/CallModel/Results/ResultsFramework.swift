/// What a project or a partnership wants to change, by whom, and the figures by which one sees whether it did.
///
/// Pure data: it says nothing that its file does not say. A figure that was never given is unknown, which is not 0, and not
/// "not applicable" either.
package struct ResultsFramework: Hashable, Codable, Sendable {
    package var id: String
    package var title: LocalizedText
    package var starts: CalendarDate
    package var plannedEnd: CalendarDate
    /// The day on which it ended, be it before or after the planned one; nil while it runs.
    package var closed: CalendarDate?
    package var organisations: [ResultOrganisation]
    /// Each after the one that it is a part of.
    package var results: [ResultNode]
}

/// Who answers for a result.
package struct ResultOrganisation: Hashable, Codable, Sendable {
    package enum Role: String, CaseIterable, Codable, Sendable {
        /// Gives the money.
        case funding
        case accountable
        /// Manages the money for others.
        case extending
        case implementing
    }

    package var id: String
    package var name: LocalizedText
    package var role: Role
    package var enterpriseNumber: EnterpriseNumber?
}

/// One link in the chain from what is done to what changes.
package struct ResultNode: Hashable, Codable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case output
        case outcome
        case impact
        case other
    }

    package var id: String
    package var kind: Kind
    package var title: LocalizedText
    /// The organisation that answers for it, which need not be one that gets or gives the money.
    package var owner: String
    /// The result that it contributes to.
    package var parent: String?
    package var indicators: [ResultIndicator]
}

/// A figure that is followed over time.
package struct ResultIndicator: Hashable, Codable, Sendable {
    package enum Measure: String, CaseIterable, Codable, Sendable {
        case unit
        case percentage
        case nominal
        case ordinal
        case qualitative
    }

    /// What a period's figure says, and so whether figures of several periods may be added up.
    package enum Accumulation: String, CaseIterable, Codable, Sendable {
        /// What happened in the period alone, such as meetings held: the periods add up.
        case perPeriod
        /// Everything since the start: the last period has it all.
        case cumulative
        /// How many there are in the period, such as persons who come: the same ones may come in the next, so nothing adds up.
        case snapshot
    }

    package struct Baseline: Hashable, Codable, Sendable {
        package var year: Int
        package var figures: ResultFigures
    }

    package struct Period: Hashable, Codable, Sendable {
        package var start: CalendarDate
        /// The last day.
        package var end: CalendarDate
        package var target: ResultFigures
        package var actual: ResultFigures
    }

    package var id: String
    package var title: LocalizedText
    package var measure: Measure
    package var accumulation: Accumulation
    package var unit: LocalizedText
    /// Whether more is better.
    package var ascending: Bool
    package var baseline: Baseline?
    /// In the order of time.
    package var periods: [Period]
}

/// The cells of one figure, by sex.
package struct ResultFigures: Hashable, Codable, Sendable {
    package enum Sex: String, CaseIterable, Codable, Sendable {
        case female
        case male
        case other
    }

    package enum Cell: Hashable, Codable, Sendable {
        case value(Int)
        /// The figure makes no sense for these people: "/" in the tables of partners, which is not 0.
        case notApplicable
        /// Nobody has said.
        case unknown
        /// Known and not told: so few people that they could be recognised.
        case suppressed
    }

    private var cells: [Sex: Cell] = [:]
    /// As it was given, beside the cells; nil where it was not.
    package var total: Cell?

    package init(_ cells: [Sex: Cell] = [:], total: Cell? = nil) { (self.cells, self.total) = (cells, total) }

    package subscript(sex: Sex) -> Cell { cells[sex] ?? .unknown }

    /// Whether anything was said at all.
    package var isStated: Bool { !cells.isEmpty || total != nil }

    /// The sexes of which something was said.
    package var stated: [Sex] { Sex.allCases.filter { cells[$0] != nil } }
}
