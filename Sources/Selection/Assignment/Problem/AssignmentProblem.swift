/// Files that need reviewers, and reviewers who have places: all that an assignment depends on.
///
/// Its JSON form is the problem file of `appel assign`.
package struct AssignmentProblem: Hashable, Sendable {
    /// What ties are broken by, together with the ids; any text.
    package var call: String
    /// How many reviewers every file gets, those that it has already among them.
    package var reviewsPerApplication: Int
    package var objective: Objective
    /// In any order; the assignment does not depend on it.
    package var reviewers: [Reviewer]
    /// In any order.
    package var applications: [Application]

    package init(
        call: String = "", reviewsPerApplication: Int, objective: Objective = .sum, reviewers: [Reviewer],
        applications: [Application]
    ) {
        (self.call, self.reviewsPerApplication, self.objective) = (call, reviewsPerApplication, objective)
        (self.reviewers, self.applications) = (reviewers, applications)
    }

    /// What makes one assignment better than another.
    package enum Objective: String, CaseIterable, Codable, Sendable {
        /// The greatest total affinity.
        case sum
        /// First the greatest affinity of the application that has least, then the greatest total.
        case fair
    }

    package struct Reviewer: Hashable, Sendable {
        package var id: String
        /// The fewest and the most files, those that are assigned already among them; a nil maximum means no limit.
        package var minLoad: Int
        package var maxLoad: Int?

        package init(id: String, minLoad: Int = 0, maxLoad: Int? = nil) {
            (self.id, self.minLoad, self.maxLoad) = (id, minLoad, maxLoad)
        }
    }

    package struct Application: Hashable, Sendable {
        package var id: String
        /// At most one for a reviewer; none means 0.
        package var affinities: [Affinity]
        /// The places in `reviewers` of those who have the file already and keep it.
        package var assigned: [Int]

        package init(id: String, affinities: [Affinity] = [], assigned: [Int] = []) {
            (self.id, self.affinities, self.assigned) = (id, affinities, assigned)
        }
    }

    /// How well a reviewer suits a file.
    package struct Affinity: Hashable, Sendable {
        private let place: Int32
        private let value: Int32

        /// The reviewer's place in `reviewers`.
        package var reviewer: Int { Int(place) }
        /// 0 to 100, or `AssignmentProblem.conflict`.
        package var points: Int { Int(value) }

        /// Numbers beyond 32 bits become the largest or smallest that fit: both are faults.
        package init(reviewer: Int, points: Int) {
            (place, value) = (Int32(clamping: reviewer), Int32(clamping: points))
        }
    }

    /// The affinity of a reviewer who may never have the file.
    package static let conflict = -1
    /// The greatest affinity.
    package static let greatestAffinity = 100
    /// The most pairs of a reviewer and a file: each takes eight bytes of memory, twice for `fair`.
    package static let mostPairs = 200_000_000
}
