/// One thing that is wrong with a problem.
package struct AssignmentFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it stands, as in `applications[3].affinity.R2`; empty for the problem as a whole.
    package let path: String
    package let sentence: String

    init(_ path: String, _ sentence: String) { (self.path, self.sentence) = (path, sentence) }

    package var description: String { path.isEmpty ? sentence : "\(path): \(sentence)" }
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
            let sentence = "\(reviewsPerApplication) is not a number from 1 to \(Self.reviewCounts.upperBound)"
            faults.append(AssignmentFault("reviewsPerApplication", sentence))
        }
        checkReviewers(into: &faults)
        checkApplications(into: &faults)
        if reviewers.count.multipliedReportingOverflow(by: max(1, applications.count)).partialValue > Self.mostPairs {
            let sentence = "\(applications.count) applications and \(reviewers.count) reviewers are more than \(Self.mostPairs) pairs"
            faults.append(AssignmentFault("", sentence))
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
            if reviewer.id.isEmpty { faults.append(AssignmentFault("\(path).id", "is empty")) }
            if !names.insert(reviewer.id).inserted, !reviewer.id.isEmpty {
                faults.append(AssignmentFault("\(path).id", "another reviewer is called \(reviewer.id)"))
            }
            if !Self.loads.contains(reviewer.minLoad) {
                faults.append(AssignmentFault("\(path).minLoad", "\(reviewer.minLoad) is no number of files"))
            }
            guard let most = reviewer.maxLoad else { continue }
            if !Self.loads.contains(most) {
                faults.append(AssignmentFault("\(path).maxLoad", "\(most) is no number of files"))
            } else if most < reviewer.minLoad {
                faults.append(AssignmentFault("\(path).maxLoad", "\(most) is below the minLoad of \(reviewer.minLoad)"))
            } else if most < load[index] {
                faults.append(AssignmentFault("\(path).maxLoad", "\(most) is below the \(load[index]) files assigned already"))
            }
        }
    }

    private func checkApplications(into faults: inout [AssignmentFault]) {
        var names: Set<String> = []
        var named = Array(repeating: -1, count: reviewers.count)
        var holding = named
        for (index, application) in applications.enumerated() {
            let path = "applications[\(index)]"
            if application.id.isEmpty { faults.append(AssignmentFault("\(path).id", "is empty")) }
            if !names.insert(application.id).inserted, !application.id.isEmpty {
                faults.append(AssignmentFault("\(path).id", "another application is called \(application.id)"))
            }
            for (place, reviewer) in application.assigned.enumerated() {
                guard reviewers.indices.contains(reviewer) else {
                    faults.append(AssignmentFault("\(path).assigned[\(place)]", "there is no reviewer \(reviewer)"))
                    continue
                }
                if holding[reviewer] == index {
                    faults.append(AssignmentFault("\(path).assigned[\(place)]", "\(reviewers[reviewer].id) is named twice"))
                }
                holding[reviewer] = index
            }
            for affinity in application.affinities {
                guard reviewers.indices.contains(affinity.reviewer) else {
                    faults.append(AssignmentFault("\(path).affinity", "there is no reviewer \(affinity.reviewer)"))
                    continue
                }
                let (name, points) = (reviewers[affinity.reviewer].id, affinity.points)
                if named[affinity.reviewer] == index {
                    faults.append(AssignmentFault("\(path).affinity.\(name)", "is given twice"))
                }
                named[affinity.reviewer] = index
                if points < Self.conflict || points > Self.greatestAffinity {
                    let sentence = "\(points) is neither 0 to \(Self.greatestAffinity) nor -1 for a conflict"
                    faults.append(AssignmentFault("\(path).affinity.\(name)", sentence))
                } else if points == Self.conflict, holding[affinity.reviewer] == index {
                    faults.append(AssignmentFault("\(path).affinity.\(name)", "has a conflict and is assigned already"))
                }
            }
        }
    }
}
