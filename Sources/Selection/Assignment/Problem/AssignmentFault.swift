import CallModel

/// One thing that is wrong with a problem.
package struct AssignmentFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it stands, as in `applications[3].affinity.R2`; empty for the problem as a whole.
    package let path: String
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        case reviewCount(Int, most: Int)
        case tooManyPairs(applications: Int, reviewers: Int, most: Int)
        case empty
        case missing
        case givenTwice
        case unknownKey(of: Owner)
        case expected(Shape)
        case notUTF8
        /// The document is no JSON: what its scanner says of it.
        case syntax(String)
        case objective(String)
        case otherReviewer(String)
        case otherApplication(String)
        case noLoad(Int)
        case belowMinimum(Int, minimum: Int)
        case belowAssigned(Int, assigned: Int)
        case noReviewer(String)
        case namedTwice(String)
        case affinity(Int, most: Int)
        case assignedDespiteConflict
    }

    package enum Owner: Hashable, Sendable { case problem, reviewer, application }

    package enum Shape: Hashable, Sendable { case text, whole, object, list }

    init(_ path: String, _ kind: Kind) { (self.path, self.kind) = (path, kind) }

    package var description: String { path.isEmpty ? message.english : "\(path): \(message.english)" }
}

/// Everything that is wrong with a problem, at once.
package struct AssignmentFaults: Error, Hashable {
    package let faults: [AssignmentFault]

    init(_ faults: [AssignmentFault]) { self.faults = faults }
}

extension AssignmentProblem {
    /// Everything that is wrong, in the order of the problem; empty when it can be tried.
    package var faults: [AssignmentFault] {
        var faults: [AssignmentFault] = []
        if !Self.reviewCounts.contains(reviewsPerApplication) {
            let kind = AssignmentFault.Kind.reviewCount(reviewsPerApplication, most: Self.reviewCounts.upperBound)
            faults.append(AssignmentFault("reviewsPerApplication", kind))
        }
        checkReviewers(into: &faults)
        checkApplications(into: &faults)
        if reviewers.count.multipliedReportingOverflow(by: max(1, applications.count)).partialValue > Self.mostPairs {
            let (files, members) = (applications.count, reviewers.count)
            faults.append(AssignmentFault("", .tooManyPairs(applications: files, reviewers: members, most: Self.mostPairs)))
        }
        return faults
    }

    private static var reviewCounts: ClosedRange<Int> { 1...1_000 }
    private static var loads: ClosedRange<Int> { 0...1_000_000_000 }

    private func checkReviewers(into faults: inout [AssignmentFault]) {
        var load = Array(repeating: 0, count: reviewers.count)
        for application in applications {
            for reviewer in application.assigned where reviewers.indices.contains(reviewer) { load[reviewer] += 1 }
        }
        var names: Set<String> = []
        for (index, reviewer) in reviewers.enumerated() {
            let path = "reviewers[\(index)]"
            if reviewer.id.isEmpty { faults.append(AssignmentFault("\(path).id", .empty)) }
            if !names.insert(reviewer.id).inserted, !reviewer.id.isEmpty {
                faults.append(AssignmentFault("\(path).id", .otherReviewer(reviewer.id)))
            }
            if !Self.loads.contains(reviewer.minLoad) {
                faults.append(AssignmentFault("\(path).minLoad", .noLoad(reviewer.minLoad)))
            }
            guard let most = reviewer.maxLoad else { continue }
            if !Self.loads.contains(most) {
                faults.append(AssignmentFault("\(path).maxLoad", .noLoad(most)))
            } else if most < reviewer.minLoad {
                faults.append(AssignmentFault("\(path).maxLoad", .belowMinimum(most, minimum: reviewer.minLoad)))
            } else if most < load[index] {
                faults.append(AssignmentFault("\(path).maxLoad", .belowAssigned(most, assigned: load[index])))
            }
        }
    }

    private func checkApplications(into faults: inout [AssignmentFault]) {
        var names: Set<String> = []
        var named = Array(repeating: -1, count: reviewers.count)
        var holding = named
        for (index, application) in applications.enumerated() {
            let path = "applications[\(index)]"
            if application.id.isEmpty { faults.append(AssignmentFault("\(path).id", .empty)) }
            if !names.insert(application.id).inserted, !application.id.isEmpty {
                faults.append(AssignmentFault("\(path).id", .otherApplication(application.id)))
            }
            for (place, reviewer) in application.assigned.enumerated() {
                guard reviewers.indices.contains(reviewer) else {
                    faults.append(AssignmentFault("\(path).assigned[\(place)]", .noReviewer("\(reviewer)")))
                    continue
                }
                if holding[reviewer] == index {
                    faults.append(AssignmentFault("\(path).assigned[\(place)]", .namedTwice(reviewers[reviewer].id)))
                }
                holding[reviewer] = index
            }
            for affinity in application.affinities {
                guard reviewers.indices.contains(affinity.reviewer) else {
                    faults.append(AssignmentFault("\(path).affinity", .noReviewer("\(affinity.reviewer)")))
                    continue
                }
                let (name, points) = (reviewers[affinity.reviewer].id, affinity.points)
                if named[affinity.reviewer] == index {
                    faults.append(AssignmentFault("\(path).affinity.\(name)", .givenTwice))
                }
                named[affinity.reviewer] = index
                if points < Self.conflict || points > Self.greatestAffinity {
                    faults.append(AssignmentFault("\(path).affinity.\(name)", .affinity(points, most: Self.greatestAffinity)))
                } else if points == Self.conflict, holding[affinity.reviewer] == index {
                    faults.append(AssignmentFault("\(path).affinity.\(name)", .assignedDespiteConflict))
                }
            }
        }
    }
}
