/// One article of the budget from which awards are paid.
package struct BudgetLine: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var total: Cents
    /// A file that asks for more than this cannot be paid from the line.
    package var maxAward: Cents
    /// The largest number of awards; nil means as many as the money allows.
    package var maxAwards: Int?
    /// With fewer awards than this the line gives nothing; nil means that one is enough.
    package var minAwards: Int?
    /// The part of `total` that an earlier edition left over; nil means none.
    package var carriedOver: CarryOver?
    package var budgetArticle: String
    package var reserve: Reserve?
}

/// Money that an earlier edition did not allocate, and that the budget lets this one spend.
package struct CarryOver: Hashable, Codable, Sendable {
    package var amount: Cents
    /// The edition that left it over, as the authority numbers its calls.
    package var edition: Int
}

/// Money of a line that is kept for files with a given quality.
package struct Reserve: Hashable, Codable, Sendable {
    package var amount: Cents
    package var mode: Mode
    package var unspent: Unspent
    package var qualifies: Qualification
    package var label: LocalizedText?

    /// How reserved and open money meet. The modes fund different files, so the mode is part of the published rules.
    package enum Mode: String, CaseIterable, Codable, Sendable {
        /// No reserve.
        case none
        /// The other files together take at most the total less the reserve; one pass in rank order.
        case fence
        /// The reserve is given first, whole awards only, then the open money to everyone not yet funded.
        case reserveFirst
        /// The open money is given first, then the reserve to qualifying files not yet funded.
        case openFirst
    }

    /// What becomes of reserved money that no qualifying file takes.
    package enum Unspent: String, CaseIterable, Codable, Sendable {
        /// It stays on the line.
        case keep
        /// It stays, and is told apart as money of the next edition, which states it as `carriedOver`.
        case carryOver
        /// Once every fundable qualifying file is served, it goes to the other files in rank order.
        case spillBack
    }

    /// Which files may take the reserved money.
    package enum Qualification: String, CaseIterable, Codable, Sendable {
        /// Gender equality is the main objective, and the service has verified it: a declaration alone is not enough.
        case verifiedGenderMarker2
    }
}

/// How the ranking becomes awards.
package struct AllocationPolicy: Hashable, Codable, Sendable {
    package var rule: Rule
    package var partialAwards: Bool
    /// Partial awards are rounded down to a multiple of this.
    package var roundTo: Cents
    /// What a score earns of the request; nil means the whole of it.
    package var bands: AwardBands?

    /// What happens when the next file by rank asks for more than is left.
    package enum Rule: String, CaseIterable, Codable, Sendable {
        /// A file that fits nowhere is skipped and the next one tried.
        case rankOrder
        /// The first file that a line has too little money for closes that line.
        case rankOrderStrict
        /// A line with too little for all gives every file the same share of its amount.
        case proportional
    }
}

/// What a score on 100 earns of the request, where a regulation pays by quality: nothing up to one score, the whole from
/// another on, and between the two as many percent as the file has points.
package struct AwardBands: Hashable, Codable, Sendable {
    /// At this score or under it a file earns nothing.
    package var nothingUpTo: Int
    /// From this score on a file earns its whole request.
    package var wholeFrom: Int
    /// The least that a file between the two earns, though never more than it asks; nil means no such floor.
    package var minimum: Cents?

    package init(nothingUpTo: Int, wholeFrom: Int, minimum: Cents? = nil) {
        (self.nothingUpTo, self.wholeFrom, self.minimum) = (nothingUpTo, wholeFrom, minimum)
    }
}
