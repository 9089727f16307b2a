package import CallModel

/// What would have been enough for a file that gets nothing, all else equal.
///
/// "All else" is everything of the other files, the lines and the rules, and of the file itself all but the one figure. The
/// two figures are two answers, not one: either would do alone.
package struct Counterfactual: Hashable, Sendable {
    /// The smallest own score above the present one at which the file would be funded, on the scale of the search; nil where
    /// no score would do.
    package let score: Int64?
    /// The largest own request below the present one that would be funded; nil where none would.
    package let request: Cents?
    /// Whether these are the answers; where the search was broken off the figure is nil, and nobody knows whether there is one.
    package let isScoreKnown: Bool
    package let isRequestKnown: Bool

    package init(score: Int64?, request: Cents?, isScoreKnown: Bool = true, isRequestKnown: Bool = true) {
        (self.score, self.request) = (score, request)
        (self.isScoreKnown, self.isRequestKnown) = (isScoreKnown, isRequestKnown)
    }
}

/// The two figures of a file that a counterfactual replaces.
package struct OwnFigures: Hashable, Sendable {
    /// On the scale of the search.
    package var score: Int64
    /// What the file asks for.
    package var request: Cents

    package init(score: Int64, request: Cents) { (self.score, self.request) = (score, request) }
}

/// Which own scores there are to look at.
package enum ScoreCourse: Hashable, Sendable {
    /// The outcome depends on the order of the files and on the threshold alone, so that only the scores at and just above
    /// those of others can make a difference.
    case marks
    /// The score itself has an effect: every one that the file could have is looked at.
    case everyScore
}
