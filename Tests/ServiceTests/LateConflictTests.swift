import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// What members said before they declared their conflict of interest.
@Suite struct LateConflictTests {
    private func declare(_ member: String, _ file: String, _ call: BrusselsCall, _ world: World) async throws -> ConflictReceipt {
        let record = ImportedConflict(member: member, reference: file, ground: .relative, note: nil, row: 2)
        return try await world.service.declareConflicts(of: call.code, [record], .secretariat)
    }

    @Test func `a late declaration voids the member's review, handed in or not`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            _ = try await world.service.importReviews(of: call.code, [World.review("F01", "M1")], .secretariat)
            #expect(try await declare("M1", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await declare("M2", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await declare("M7", "F01", call, world).states == [])
            #expect(try await world.actors("void") == "system")
            let left = try await world.service.reviewProgress(of: call.code).filter { $0.reference == "F01" }
            #expect(left.map { "\($0.member) \($0.state.name)" } == ["M1 voided", "M2 voided", "M3 assigned"])
        }
    }

    @Test func `it takes a score back while the members review`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 3)
            #expect(try await declare("M1", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await world.service.file("F01", of: call.code).view.file.state == .underReview)
            try await world.expectRefusal("F01 tooFewReviews") { () async throws(ServiceError) in
                try await world.service.scoreFiles(of: call.code, .secretariat)
            }
            try await world.expectHistoriesJoin()
        }
    }

    @Test func `until the council advises it takes scores out, and the score is that of the others`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let scores = [("F01", [5, 3, 4]), ("F02", [4, 4, 3]), ("F03", [2, 4, 4])]
            let reviews = scores.flatMap { file, scores in
                scores.enumerated().map { World.review(file, "M\($0 + 1)", score: $1) }
            }
            _ = try await world.service.importReviews(of: call.code, reviews, .secretariat)
            _ = try await world.service.scoreFiles(of: call.code, .secretariat)
            _ = try await world.service.move(call: call.code, .beginDeliberation, .secretariat)
            let receipt = try await declare("M1", "F01", call, world)
            #expect(receipt.changed == 1 && receipt.states == [StateCount(state: "voided", count: 1)])
            let file = try await world.service.file("F01", of: call.code).view.file
            // 5, 3, 4 of five points without the five: 3.5 of 5.
            #expect(file.state == .scored && file.score == Fraction(70))
            let impact = try #require(receipt.impact)
            #expect(impact.before.first?.reference == "F01" && impact.after.first?.reference != "F01")
            let ranked = try await world.service.ranking(of: call.code).ranking.places
            #expect(ranked.map(\.id) == impact.after.map(\.reference) && ranked.map(\.aggregate) == impact.after.map(\.score))
            #expect(try await world.actors("score")?.contains("system") == true)
            // The last scores of a file stay, since nobody can give it others any more; that is said.
            _ = try await declare("M2", "F01", call, world)
            let last = try await declare("M3", "F01", call, world)
            #expect(last.states == [StateCount(state: "counted", count: 1)])
            #expect(last.impact?.pairs.map(\.standing) == [.onlyScores])
            #expect(try await world.service.file("F01", of: call.code).view.file.score == Fraction(80))
            try await world.expectHistoriesJoin()
            // A later ruling that there is no conflict brings nothing back.
            _ = try await world.service.pinConflict(
                of: call.code, "F01", member: "M1", .clear, reason: "An error of names.", .secretariat)
            let told = try await world.service.conflictImpacts(of: call.code)
            #expect(told.map { $0.pairs.map(\.cleared) } == [[true], [false], [false]])
        }
    }

    @Test func `both lists are kept, with what changed from one to the other`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            // Without M1, who saw most in it, F01 falls from the first place.
            let scores = [("F01", [5, 3, 4]), ("F02", [4, 4, 3]), ("F03", [2, 4, 4])]
            let reviews = scores.flatMap { file, scores in
                scores.enumerated().map { World.review(file, "M\($0 + 1)", score: $1) }
            }
            _ = try await world.service.importReviews(of: call.code, reviews, .secretariat)
            _ = try await world.service.scoreFiles(of: call.code, .secretariat)
            let receipt = try await declare("M1", "F01", call, world)
            let impact = try #require(receipt.impact)
            #expect(impact.pairs.map { "\($0.reference) \($0.member) \($0.stands)" } == ["F01 M1 false"])
            #expect(Set(impact.before.map(\.reference)) == Set(impact.after.map(\.reference)))
            func score(_ list: [ImpactView.Line], _ file: String) -> Fraction? { list.first { $0.reference == file }?.score }
            #expect(score(impact.before, "F01") != score(impact.after, "F01"))
            #expect(score(impact.before, "F02") == score(impact.after, "F02"))
            #expect(impact.changes.contains { $0.reference == "F01" && $0.before.rank == 1 && $0.after?.rank != 1 })
            #expect(try await world.service.conflictImpacts(of: call.code) == [impact])
            // The last reviews of a file leave it without a score.
            _ = try await declare("M2", "F01", call, world)
            let last = try #require(try await declare("M3", "F01", call, world).impact)
            #expect(last.changes.contains { $0.reference == "F01" && $0.after == nil && $0.kind == .leaves })
            #expect(last.after.map(\.reference).sorted() == ["F02", "F03"])
            #expect(try await world.service.conflictImpacts(of: call.code).count == 3)
            // Nothing of it can be changed, and a declaration without scores leaves no lists.
            await #expect(throws: (any Error).self) { try await world.script("UPDATE appel.conflict_impacts SET after = '[]'") }
            #expect(try await declare("M7", "F02", call, world).impact == nil)
        }
    }

    @Test func `where an advice rests on the scores nothing is taken back, and the second list is what it would have been`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            let before = try await world.value("SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM appel.applications AS a")
            let impact = try #require(try await declare("M1", "F01", call, world).impact)
            #expect(impact.pairs.map(\.stands) == [true] && impact.pairs.map(\.standing) == [.advised])
            #expect(impact.before.count == 3 && impact.after.count == 3)
            let items = try await world.service.minutes(of: call.code, meeting: "sitting").items
            #expect(items.map(\.counting) == items.map { $0.reference == "F01" ? ["M1"] : [] })
            #expect(try await world.value("SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM appel.applications AS a") == before)
            let dry = ImportedConflict(member: "M2", reference: "F01", ground: .relative, note: nil, row: 2)
            let tried = try await world.service.declareConflicts(of: call.code, [dry], Request(actor: .secretariat, isDryRun: true))
            #expect(tried.impact != nil)
            #expect(try await world.service.conflictImpacts(of: call.code).count == 1)
        }
    }

    @Test func `files that are ready can be scored before the others`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            _ = try await world.service.importReviews(of: call.code, World.reviews(2), .secretariat)
            try await world.expectRefusal("F03 tooFewReviews") { () async throws(ServiceError) in
                try await world.service.scoreFiles(of: call.code, .secretariat)
            }
            let scored = try await world.service.scoreFiles(of: call.code, references: ["F01", "F02"], .secretariat)
            #expect(scored.states == [StateCount(state: "scored", count: 2)])
        }
    }
}
