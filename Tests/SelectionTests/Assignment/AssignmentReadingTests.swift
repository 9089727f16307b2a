import Foundation
import Testing

@testable import Selection

@Suite struct AssignmentReadingTests {
    private func read(_ text: String) throws -> AssignmentProblem { try AssignmentProblem.read(Array(text.utf8)) }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let error as AssignmentFaults {
            return error.faults.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `the published form is read, and answered in the published form`() throws {
        let problem = try read(
            """
            { "reviewsPerApplication": 1, "objective": "sum",
              "reviewers": [ { "id": "R1", "minLoad": 0, "maxLoad": 8 }, { "id": "R2", "minLoad": 0, "maxLoad": 8 } ],
              "applications": [ { "id": "A1", "affinity": { "R1": 80, "R2": -1 } }, { "id": "A2", "affinity": {} } ] }
            """)
        #expect(problem.reviewers.map(\.maxLoad) == [8, 8])
        #expect(problem.applications[0].affinities == [.init(reviewer: 0, points: 80), .init(reviewer: 1, points: -1)])
        let plan = try problem.assign()
        let json = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(plan)) as? [String: Any])
        #expect(json["totalAffinity"] as? Int == 80)
        #expect(json["worstAffinity"] as? Int == 0)
        let assignments = try #require(json["assignments"] as? [[String: Any]])
        #expect(assignments[0]["application"] as? String == "A1")
        #expect(assignments[0]["reviewers"] as? [String] == ["R1"])
        #expect(assignments[0]["affinity"] as? Int == 80)
        #expect((json["loads"] as? [String: Int])?.values.reduce(0, +) == 2)
        #expect(try JSONDecoder().decode(AssignmentPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }

    @Test func `keys may come in any order, reviewers after those who name them`() throws {
        let problem = try read(
            #"""
            {"applications": [{"assigned": ["Zo\u00eb"], "affinity": {"R2": 7, "Zo\u00eb": 3}, "id": "A\"1"}],
             "call": "c", "reviewers": [{"id": "R2"}, {"maxLoad": null, "id": "Zoë"}], "reviewsPerApplication": 2, "objective": "fair"}
            """#)
        let affinities = [AssignmentProblem.Affinity(reviewer: 0, points: 7), .init(reviewer: 1, points: 3)]
        #expect(problem.applications == [.init(id: "A\"1", affinities: affinities, assigned: [1])])
        #expect(problem.reviewers == [.init(id: "R2"), .init(id: "Zoë")])
        #expect(problem.objective == .fair && problem.call == "c")
    }

    @Test func `all faults are found at once, each at its place`() {
        let found = faults(
            """
            {"reviewsPerApplication": 0, "objective": "best", "extra": [],
             "reviewers": [{"id": "R1", "minLoad": 3, "maxLoad": 2}, {"id": "R1"}, {"minLoad": -1}, 7, {"id": "R5", "maxLoad": 1.5}],
             "applications": [
               {"id": "A1", "affinity": {"R1": 101, "R9": 4, "R5": "x"}},
               {"id": "A1", "affinity": {"R1": -1, "R1": 5}, "assigned": ["R1", "R8", 3]},
               {"affinity": []}]}
            """)
        let places = found.map { $0.prefix { $0 != ":" } }
        let expected = [
            "reviewsPerApplication", "objective", "extra", "reviewers[0].maxLoad", "reviewers[1].id", "reviewers[2].id",
            "reviewers[2].minLoad", "reviewers[3]", "reviewers[4].maxLoad", "applications[0].affinity.R1", "applications[0].affinity.R9",
            "applications[0].affinity.R5", "applications[1].id", "applications[1].affinity.R1", "applications[1].assigned[1]",
            "applications[1].assigned[2]", "applications[2].id", "applications[2].affinity"
        ]
        #expect(Set(places.map(String.init)) == Set(expected), "\(found)")
    }

    @Test(arguments: [
        ("", "line 1, column 1"), ("{", "line 1, column 2"), ("{\n\"call\" 3}", "line 2, column 8"), ("{} {}", "line 1, column 4"),
        ("{\"call\": \"x", "line 1, column 12"), ("{\"call\": 01}", "line 1, column 12"), ("[]", "line 1, column 1"),
        ("{\"call\": tru}", "line 1, column 10"), ("{\"a\": 1.}", "line 1, column 9"),
        (String(repeating: "[", count: 200), "line 1, column 1"),
        ("{\"x\": " + String(repeating: "[", count: 200), "line 1, column 71")
    ])
    func `what is no JSON is told with its place`(_ text: String, _ place: String) {
        #expect(faults(text).last?.hasPrefix(place) == true, "\(faults(text))")
    }

    @Test func `keys that are missing are named`() {
        #expect(faults("{}") == ["reviewsPerApplication: is missing", "reviewers: is missing", "applications: is missing"])
    }
}
