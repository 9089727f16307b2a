/// A kind of project that the call accepts, with its own ceiling.
package struct CallCategory: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var maxRequest: Cents
    /// The budget lines that may pay it, by id. Their priority is the order of `CallDefinition.budgetLines`.
    package var budgetLines: [String]
    /// The kinds of admissibility rule that may bear on this category; nil means every kind.
    package var allowedRules: [RuleKind]?
}
