/// How the council scores: sections of criteria, what must be reached, how reviews combine, how ties break.
package struct ScoringGrid: Hashable, Codable, Sendable {
    package var sections: [ScoringSection]
    package var aggregate: Aggregate
    /// The score on 100 under which no file is funded; nil means none.
    package var minimumOn100: Int?
    /// Applied in order to files with the same score.
    package var ties: [TieKey]
    /// What a score that the council agrees on in its meeting does to the aggregate; nil is `beside`.
    package var consensus: Consensus?

    package var criteria: [Criterion] { sections.flatMap(\.criteria) }

    /// How the counted reviews of a file become one score.
    package enum Aggregate: String, CaseIterable, Codable, Sendable {
        case mean, median, trimmedMean
    }

    /// What becomes of the aggregate where the council agreed on a score.
    package enum Consensus: String, CaseIterable, Codable, Sendable {
        /// It is shown beside the aggregate, which decides.
        case beside
        /// It decides in the place of the aggregate.
        case replaces
    }
}

/// Criteria that are judged together, and may have a minimum together.
package struct ScoringSection: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    /// The least that the section's weighted points must reach, on 100; nil means none.
    package var minimumOn100: Int?
    package var criteria: [Criterion]
}

/// One thing that a reviewer gives a score for.
package struct Criterion: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    /// Where there are options, from the fewest to the most of their points.
    package var scale: Scale
    /// The closed options of which a reviewer chooses one; nil where every number of the scale may be given.
    package var options: [ScoreOption]?
    /// What the criterion counts for beside the others: a whole number, 0 or more.
    package var weight: Int
    /// The least aggregate score on this criterion's own scale; nil means none.
    package var minimum: Int?

    /// The whole numbers that a reviewer may give, both ends included.
    package struct Scale: Hashable, Codable, Sendable {
        package var min: Int
        package var max: Int

        package init(min: Int, max: Int) { (self.min, self.max) = (min, max) }
    }
}

/// One answer that a reviewer may choose on a criterion, and what it is worth.
package struct ScoreOption: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    /// No two options of a criterion have the same.
    package var points: Int
}

/// What separates two files with the same score. Written `criterion:<id>`, `smallerRequest`, `earlierSubmission`,
/// `lottery`.
package enum TieKey: Hashable, Sendable {
    case criterion(String)
    case smallerRequest
    case earlierSubmission
    /// The draw of a lottery that was published first.
    case lottery

    package var text: String {
        switch self {
        case .criterion(let id): TieKey.criterionPrefix + id
        case .smallerRequest: "smallerRequest"
        case .earlierSubmission: "earlierSubmission"
        case .lottery: "lottery"
        }
    }

    package init?(_ text: String) {
        if text == TieKey.smallerRequest.text {
            self = .smallerRequest
        } else if text == TieKey.earlierSubmission.text {
            self = .earlierSubmission
        } else if text == TieKey.lottery.text {
            self = .lottery
        } else if text.hasPrefix(TieKey.criterionPrefix), text != TieKey.criterionPrefix {
            self = .criterion(String(text.dropFirst(TieKey.criterionPrefix.count)))
        } else {
            return nil
        }
    }

    private static let criterionPrefix = "criterion:"
}

extension TieKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let key = TieKey(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a tie key: \(text)")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
