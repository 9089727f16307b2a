/// One thing that is wrong in a call definition, with its place in the file.
package struct DefinitionFault: Error, Hashable, Sendable {
    package let kind: Kind
    package let path: SourcePath
    package let position: SourcePosition
    /// The other place that the fault speaks of: the first of two equal ids.
    package let related: SourcePosition?

    package init(_ kind: Kind, path: SourcePath, position: SourcePosition, related: SourcePosition? = nil) {
        (self.kind, self.path, self.position, self.related) = (kind, path, position, related)
    }

    package enum Severity: Hashable, Sendable {
        /// The file does not say what the rules are.
        case blocking
        /// The rules are whole and a draft can be made, but the call cannot open.
        case opening
    }

    package var severity: Severity {
        if case .missingText = kind { .opening } else { .blocking }
    }

    /// What is wrong. The first group is about how the file is written, the second about what it says.
    package enum Kind: Hashable, Sendable {
        case wrongType(expected: ExpectedType)
        case missingKey(String)
        case unknownKey(String, suggestion: String?)
        case duplicateKey(String)
        case emptyText
        case emptyList
        case badIdentifier(String)
        case notWhole(String)
        case outOfRange(String, lowest: Int, highest: Int)
        case notAmount(String)
        case zeroAmount
        case notDate(String)
        case notReferenceDate(String)
        case notYesNo(String)
        case notTieKey(String)
        case unknownValue(String, allowed: [String], suggestion: String?)
        case notEnterpriseNumber(String)
        case notPostcode(String)
        case notCountry(String)
        case notPercentage(String)
        case notSector(String)
        case notDecimal(String)
        case notAgeBand(String)
        case time(ZonedTimeFault)
        case bothKeys(String, String)

        case duplicateIdentifier(String)
        case repeatedValue(String)
        case dangling(Reference, String, suggestion: String?)
        case closesBeforeOpening
        case reviewsCloseBeforeClosing
        case boundsReversed(lowest: String, highest: String)
        case reserveExceedsTotal(reserve: Cents, total: Cents)
        case reserveWithoutMode(amount: Cents)
        case spillBackWithoutReserve
        case reserveEmpty
        case awardExceedsTotal(award: Cents, total: Cents)
        case ceilingAboveLines(ceiling: Cents, highestAward: Cents)
        case ceilingAboveAbsolute(ceiling: Cents, absolute: Cents)
        case lineUnused
        case weightsAllZero
        case minimumOutsideScale(minimum: Int, scale: Criterion.Scale)
        /// A criterion with one option to choose from.
        case singleOption
        /// Two options of a criterion with the same points.
        case samePoints(Int)
        case quorumExceedsMembers(quorum: Int, members: Int)
        case reviewsExceedMembers(reviews: Int, members: Int)
        case sameRuleTwice(RuleKind)
        case ruleNotAllowed(RuleKind, category: String)
        case trimmedMeanNeedsThree(reviews: Int)
        case moreChoicesThanOptions(choices: Int, options: Int)
        case unknownList(String, suggestion: String?)
        /// A row of a rate table that no condition narrows.
        case rateForAll
        case minimumAboveCeiling(minimum: Cents, ceiling: Cents)
        case procedure(ProcedureFault)
        case partPlacedTwice(ContentPart)
        case ageBandsOverlap(AgeBand, AgeBand)
        /// A question depends on one that is put after it, or on itself.
        case conditionLooksAhead(String)
        /// `is` about something that has no words to choose from.
        case conditionNeedsChoice(String)
        /// `above` about something that is no number.
        case conditionNeedsNumber(String)

        case missingText(Language)

        /// Of a results framework.
        case results(ResultsFault)
    }

    package enum ExpectedType: Hashable, Sendable {
        case mapping, list, text
    }

    /// What an id in the file should name.
    package enum Reference: Hashable, Sendable {
        case category, budgetLine, criterion, question
    }
}
