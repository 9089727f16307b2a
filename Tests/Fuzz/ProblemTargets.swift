import Foundation
import Selection

extension FuzzTarget {
    /// A problem of assignment is read, or refused with faults; what is read is JSON for others too, and small ones are solved or
    /// refused with a reason.
    static let assignment = FuzzTarget(name: "assignment") { bytes in
        let text = Array(bytes)
        do {
            let problem = try AssignmentProblem.read(text)
            require((try? JSONSerialization.jsonObject(with: Data(text))) != nil, "what is read is JSON")
            require(problem.faults.isEmpty, "what is read has no fault")
            guard problem.applications.count * problem.reviewers.count * problem.reviewsPerApplication <= 60 else { return }
            let plan = try problem.assign()
            require(plan.assignments.count == problem.applications.count, "every file has its reviewers")
        } catch let error as AssignmentFaults {
            require(!error.faults.isEmpty, "what is refused has a fault")
        } catch {
            require(error is AssignmentShortage, "what is not solved is impossible")
        }
    }
}
