import CallModel
import Selection
import Service
import Testing
import Workflow

@testable import Exchange

/// Reviewers assigned to the files of a call by what they know and prefer.
@Suite struct AssigningTests {
    @Test func `files go to those who know and want them, never to a conflict, and what is assigned stays`() async throws {
        try await withWorld { world in
            let call = try await Self.review(world, files: 6)
            _ = try await world.service.importExpertise(
                [
                    ImportedExpertise(
                        member: "M1", themes: call.definition.categories.map(\.id), countries: [], languages: ["fr", "nl"], row: 2),
                    ImportedExpertise(member: "M2", themes: [], countries: [], languages: ["fr", "nl"], row: 3)
                ], .secretariat)
            let wishes = [
                ImportedPreference(member: "M2", reference: "F03", preference: .eager, row: 2),
                ImportedPreference(member: "M3", reference: "F03", preference: .reluctant, row: 3)
            ]
            _ = try await world.service.importPreferences(of: call.code, wishes, .secretariat)
            let again = try await world.service.importPreferences(of: call.code, wishes, .secretariat)
            #expect(again.changed == 0 && again.unchanged == 2)
            _ = try await world.service.declareConflicts(
                of: call.code, [ImportedConflict(member: "M1", reference: "F01", ground: .employment, note: nil, row: 2)], .secretariat)
            _ = try await world.service.assign(
                of: call.code, [ImportedAssignment(reference: "F02", member: "M4", row: 2)], .secretariat)

            let rules = AssigningRules(perFile: 2, maxLoad: 5)
            let before = try await world.snapshot()
            let trial = try await world.service.assignReviewers(of: call.code, by: rules, Request(actor: .secretariat, isDryRun: true))
            #expect(try await world.snapshot() == before)
            let made = try await world.service.assignReviewers(of: call.code, by: rules, Request(actor: .secretariat, key: "once"))
            #expect(made == trial)
            #expect(made.receipt.changed == 11 && made.receipt.unchanged == 1)
            let pairs = Dictionary(uniqueKeysWithValues: made.plan.assignments.map { ($0.application, $0.reviewers) })
            #expect(pairs["F01"]?.contains { $0.reviewer == "M1" } == false)
            #expect(pairs["F02"]?.first { $0.reviewer == "M4" }?.reason == .assignedBefore)
            #expect(pairs["F03"]?.contains { $0.reviewer == "M2" } == true)
            #expect(made.plan.loads["M1"] == 5)
            for affinity in made.affinities {
                let pair = try #require(pairs[affinity.application]?.first { $0.reviewer == affinity.reviewer })
                #expect(pair.affinity == affinity.parts.points)
            }
            let stored = try await world.service.reviewProgress(of: call.code)
            let planned = pairs.flatMap { file, pairs in pairs.map { "\(file) \($0.reviewer)" } }
            #expect(Set(stored.map { "\($0.reference) \($0.member)" }) == Set(planned))

            // Under the same key the first answer comes again, and without one there is nothing left to do.
            #expect(try await world.service.assignReviewers(of: call.code, by: rules, Request(actor: .secretariat, key: "once")) == made)
            #expect(try await world.service.assignReviewers(of: call.code, by: rules, .secretariat).receipt.changed == 0)
        }
    }

    @Test func `who gave a file back does not get it again`() async throws {
        try await withWorld { world in
            let call = try await Self.review(world, files: 3)
            _ = try await world.service.assign(
                of: call.code, [ImportedAssignment(reference: "F01", member: "M1", row: 2)], .secretariat)
            _ = try await world.service.recuse(
                of: call.code, [ImportedRecusal(reference: "F01", member: "M1", reason: "Un parent.", row: 2)], .secretariat)
            let made = try await world.service.assignReviewers(
                of: call.code, by: AssigningRules(perFile: 1, members: ["M1", "M2"]), .secretariat)
            #expect(made.plan.assignments.first { $0.application == "F01" }?.reviewers.map(\.reviewer) == ["M2"])
        }
    }

    @Test func `what cannot be done is refused whole, and names the files`() async throws {
        try await withWorld { world in
            let call = try await Self.review(world, files: 3)
            try await world.expectRefusal("F01, F02, F03 need 6 reviews, and there are 4 places with reviewers without a conflict") {
                () async throws(ServiceError) in
                try await world.service.assignReviewers(
                    of: call.code, by: AssigningRules(perFile: 2, maxLoad: 2, members: ["M1", "M2"]), .secretariat)
            }
            try await world.expectRefusal("0 member") { () async throws(ServiceError) in
                try await world.service.assignReviewers(of: call.code, by: AssigningRules(members: ["M1", "M99"]), .secretariat)
            }
            try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
                try await world.service.assignReviewers(of: call.code, by: AssigningRules(), .college)
            }
            try await world.expectRefusal("9 member") { () async throws(ServiceError) in
                try await world.service.importExpertise(
                    [ImportedExpertise(member: "M99", themes: [], countries: [], languages: [], row: 9)], .secretariat)
            }
            try await world.expectRefusal("9 member, 9 themes, 9 themes") { () async throws(ServiceError) in
                try await world.service.importExpertise(
                    [
                        ImportedExpertise(
                            member: "M99", themes: ["solidarity", "112", "14030", "fishing", "14"], countries: [], languages: [], row: 9)
                    ], .secretariat)
            }
            // Whoever has more than the bound already is named; a bound beyond any number of files is a fault, not a failure.
            _ = try await world.service.assignReviewers(of: call.code, by: AssigningRules(perFile: 1, members: ["M1"]), .secretariat)
            try await world.expectRefusal("0 maxLoad") { () async throws(ServiceError) in
                try await world.service.assignReviewers(of: call.code, by: AssigningRules(perFile: 2, maxLoad: 2), .secretariat)
            }
            let faults = await #expect(throws: ServiceError.self) {
                try await world.service.assignReviewers(of: call.code, by: AssigningRules(maxLoad: .max), .secretariat)
            }
            guard case .faults(let found)? = faults else { throw FixtureError("\(String(describing: faults))") }
            #expect(found.allSatisfy { $0.field.hasPrefix("reviewers[") && $0.field.hasSuffix("].maxLoad") } && !found.isEmpty)
        }
    }

    @Test func `nothing is asked of a call too early or too late`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(code: "early-2027")
            try await world.toAdmissibility(call, files: 3)
            try await world.expectRefusal("wrongStage") { () async throws(ServiceError) in
                try await world.service.assignReviewers(of: call.code, by: AssigningRules(), .secretariat)
            }
            try await world.expectRefusal("nothingScored") { () async throws(ServiceError) in
                try await world.service.proposal(of: call.code)
            }
            var changes = ScenarioChanges()
            changes.threshold = 60
            try await world.expectRefusal("nothingScored") { () async throws(ServiceError) in
                try await world.service.runScenario("early", of: call.code, changes, .secretariat)
            }
        }
    }

    /// A call whose files are all under review and nobody's yet.
    private static func review(_ world: World, files: Int) async throws -> BrusselsCall {
        let call = try BrusselsCall(code: "assigning-2027")
        try await world.toAdmissibility(call, files: files)
        _ = try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        _ = try await world.service.move(call: call.code, .beginReview, .secretariat)
        return call
    }
}
