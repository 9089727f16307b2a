package import CallModel

/// One reason why a problem and its rules cannot be allocated.
package enum AllocationFault: Hashable, Sendable {
    case duplicateLine(String)
    case duplicateApplication(String)
    case duplicateSubmittedRank(Int, applications: [String])
    case unknownLine(application: String, line: String)
    case reserveAboveTotal(line: String, reserve: Cents, total: Cents)
    /// The amount is below zero, or above `AllocationProblem.largestAmount`.
    case amountOutOfRange(Amount, Cents)
    /// A limit to a number of awards is below zero; a nil line means `maxAwardsPerApplicant`.
    case negativeCap(line: String?, Int)
    case nothingRequested(application: String)
    case minimumAboveRequest(application: String, minimum: Cents, requested: Cents)
    /// A score, or the threshold when the application is nil, is beyond `AllocationProblem.largestScore` either side.
    case scoreOutOfRange(application: String?, Int64)
    case roundingUnitNotPositive(Cents)
    /// A figure of the bands is none that there can be.
    case bandsOutOfRange(key: String)
    /// The rule `proportional` knows no such thing; a nil line means the rules or the whole problem.
    case notWithProportional(line: String?, key: String)
    /// The rule `optimum` knows no partial award.
    case notWithOptimum(key: String)
    /// The mode `floor` is for the rule `optimum` only.
    case floorWithoutOptimum(line: String)
    /// No list of awards satisfies every constraint: the floors of these lines cannot all be reached. Proven.
    case floorOutOfReach(lines: [String])
    /// The rule `optimum` found no list of awards that reaches every floor, and it is not known that there is none.
    case nothingFound
    /// The lines have so many conditions that hold or do not (`minAwards`, reserves that spill) that not all combinations can
    /// be looked at.
    case tooManyConditions(Int, most: Int)

    /// Which amount of the problem a fault speaks of.
    package enum Amount: Hashable, Sendable {
        case total(line: String)
        case maxAward(line: String)
        case reserve(line: String)
        case request(application: String)
        case minimumUseful(application: String)
    }
}

/// Everything that is wrong with a problem and its rules, at once.
package struct AllocationFaults: Error, Hashable {
    package let faults: [AllocationFault]

    init(_ faults: [AllocationFault]) { self.faults = faults }
}

extension AllocationFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .duplicateLine(let id): "two lines are called \(id)"
        case .duplicateApplication(let id): "two applications are called \(id)"
        case .duplicateSubmittedRank(let rank, let applications):
            "submittedRank \(rank) is shared by \(applications.joined(separator: ", "))"
        case .unknownLine(let application, let line):
            "application \(application) names line \(line), which does not exist"
        case .reserveAboveTotal(let line, let reserve, let total):
            "line \(line) reserves \(reserve.decimal) of a total of \(total.decimal)"
        case .amountOutOfRange(let amount, let cents): "\(amount) is \(cents.decimal), which no amount here can be"
        case .negativeCap(let line?, let cap): "a number of awards of line \(line) is \(cap), below zero"
        case .negativeCap(nil, let cap): "maxAwardsPerApplicant is \(cap), below zero"
        case .nothingRequested(let application): "application \(application) requests nothing"
        case .minimumAboveRequest(let application, let minimum, let requested):
            "application \(application) calls \(minimum.decimal) its least useful amount but requests \(requested.decimal)"
        case .scoreOutOfRange(let application?, let score): "the score of application \(application) is \(score)"
        case .scoreOutOfRange(nil, let score): "the threshold is \(score)"
        case .bandsOutOfRange(let key): "bands.\(key) is out of range: 0 ≤ nothingUpTo ≤ wholeFrom ≤ 100, fullScore above zero"
        case .notWithProportional(let line?, let key): "line \(line) has \(key), which the rule proportional cannot honour"
        case .notWithProportional(nil, let key): "\(key) is given, which the rule proportional cannot honour"
        case .notWithOptimum(let key): "\(key) is given, which the rule optimum cannot honour"
        case .floorWithoutOptimum(let line): "line \(line) has a reserve of mode floor, which only the rule optimum can honour"
        case .floorOutOfReach(let lines): "no list of awards reaches the floor of \(lines.joined(separator: ", ")) within the other limits"
        case .nothingFound: "no list of awards that reaches the floors was found within the limit of work, though there may be one"
        case .tooManyConditions(let count, let most):
            "\(count) lines have minAwards or a reserve that spills; the rule optimum can weigh \(most)"
        case .roundingUnitNotPositive(let unit): "the rounding unit is \(unit.decimal); it must be above zero"
        }
    }
}

extension AllocationFault.Amount: CustomStringConvertible {
    package var description: String {
        switch self {
        case .total(let line): "totalCents of line \(line)"
        case .maxAward(let line): "maxAwardCents of line \(line)"
        case .reserve(let line): "the reserve of line \(line)"
        case .request(let application): "requestedCents of application \(application)"
        case .minimumUseful(let application): "minimumUsefulCents of application \(application)"
        }
    }
}
