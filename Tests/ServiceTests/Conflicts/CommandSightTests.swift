import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// A command of a member of the council tells nothing of a file with which there is a conflict of interest, nor of one whose decision
/// is withheld from him or her: what is refused is refused in the same words whatever stands in them.
@Suite struct CommandSightTests {
    private static let steps: [FileStep] = [
        .submit, .withdraw, .reinstate, .requestComplement(due: nil), .beginReview, .returnToReview, .appeal, .uphold, .overturn,
        .dismiss, .award(line: "solidarity", amount: Cents(1_000_00), departure: nil), .awardUrgently(line: "x", amount: Cents(1)),
        .amend(line: nil, amount: Cents(1)), .ratify(sitting: "1"), .annul, .reserve(rank: 1, departure: nil), .refuse(departure: nil)
    ]

    private func hide(_ file: String, from member: String, _ call: BrusselsCall, _ world: World) async throws {
        let record = ImportedConflict(member: member, reference: file, ground: .partner, note: nil, row: 2)
        _ = try await world.service.declareConflicts(of: call.code, [record], .secretariat)
    }

    /// What each step answers, with and without the version of the file.
    private func answers(
        on file: String, _ call: BrusselsCall, _ world: World, by actor: Actor, version: Int64? = nil
    ) async throws -> [String] {
        var answers: [String] = []
        for step in Self.steps {
            do throws(ServiceError) {
                let request = Request(actor: actor, expectedVersion: version, isDryRun: true)
                _ = try await world.service.act(on: file, of: call.code, step, reason: "Parce que.", request)
                answers.append("\(step.name) done")
            } catch {
                answers.append("\(step.name) \(error)")
            }
        }
        return answers
    }

    @Test func `of a hidden file every step is refused as a conflict of interest, whatever its state and its version`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            try await hide("F01", from: "M5", call, world)
            let member = try await world.member("M5")
            for actor in [Actor.reviewer(member), .chair(member)] {
                for version in [nil, 1] as [Int64?] {
                    let told = try await answers(on: "F01", call, world, by: actor, version: version)
                    #expect(told.allSatisfy { $0.hasSuffix("refused(Workflow.Refusal.conflictOfInterest)") }, "\(told)")
                }
                try await world.expectRefusal("conflictOfInterest") { () async throws(ServiceError) in
                    try await world.service.grant(of: "F01", in: call.code, .sign, Request(actor: actor))
                }
            }
            // Several at once: the one that is named and hidden, and only as such.
            try await world.expectRefusal("F01 conflictOfInterest, F02 notPermitted") { () async throws(ServiceError) in
                try await world.service.act(onFiles: ["F01", "F02"], of: call.code, .uphold, Request(actor: .chair(member)))
            }
        }
    }

    @Test func `of a file that is withheld a step answers as of a file with a score`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            try await hide("F01", from: "M5", call, world)
            let chair = Actor.chair(try await world.member("M5"))
            let before = try await answers(on: "F02", call, world, by: chair)
            // A role that never takes a step is told that, and not whether the file is where it could be taken.
            #expect(before.filter { $0.contains("notPermitted") }.count == Self.steps.count - 1)
            let without = ImportedMeeting(
                reference: "without", heldAt: try World.meeting("sitting").heldAt, chair: "M1",
                present: (1...7).filter { $0 != 5 }.map { "M\($0)" }, absences: [])
            _ = try await world.service.recordMeeting(of: call.code, without, .secretariat)
            _ = try await world.service.advise(of: call.code, meeting: "without", exceptions: [], .secretariat)
            #expect(try await answers(on: "F02", call, world, by: chair) == before)
            _ = try await world.service.decide(of: call.code, departures: [], .college)
            let told = try await answers(on: "F02", call, world, by: chair)
            // The call has moved on, which everybody knows; the file is still one with a score.
            for (earlier, now) in zip(before, told) where earlier != now {
                #expect(now.hasPrefix("returnToReview") && now.contains("wrongStage"), "\(now)")
            }
            _ = try await world.service.recordMeeting(of: call.code, try World.meeting("own", chair: "M5"), .secretariat)
            try await world.expectRefusal("outcomePending") { () async throws(ServiceError) in
                try await world.service.recordConsensus(
                    on: "F02", of: call.code, meeting: "own", score: Fraction(50), reason: "Parce que.", Request(actor: chair))
            }
        }
    }

    @Test func `no command on reviews tells of those of a hidden file`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            try await hide("F01", from: "M5", call, world)
            let service = world.service
            let member = try await world.member("M5")
            let chair = Request(actor: .chair(member))
            for reviewer in ["M1", "M7"] {
                let assignment = ImportedAssignment(reference: "F01", member: reviewer, row: 2)
                try await world.expectRefusal("F01 \(reviewer) conflictOfInterest") { () async throws(ServiceError) in
                    try await service.assign(of: call.code, [assignment], chair)
                }
                for version in [nil, 1, 9] as [Int64?] {
                    let request = Request(actor: .chair(member), expectedVersion: version)
                    try await world.expectRefusal("F01 \(reviewer) conflictOfInterest") { () async throws(ServiceError) in
                        try await service.act(onReviewOf: "F01", by: reviewer, of: call.code, .void, reason: "Parce que.", request)
                    }
                }
            }
            let least = "SELECT min(r.id) FROM appel.reviews r JOIN appel.applications a ON a.id = application_id WHERE reference = 'F01'"
            let review = try #require(try await world.value(least).flatMap { Int64($0) })
            try await world.expectRefusal("conflictOfInterest") { () async throws(ServiceError) in
                try await service.act(
                    on: ReviewID(review), .end(.void, reason: "Parce que."), Request(actor: .chair(member), expectedVersion: 9))
            }
        }
    }

    @Test func `a chair scores the files that he or she may know, and is told no number of those that have no score`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            try await hide("F01", from: "M5", call, world)
            let chair = Request(actor: .chair(try await world.member("M5")))
            try await world.expectRefusal("someNotScored") { () async throws(ServiceError) in
                try await world.service.move(call: call.code, .beginDeliberation, chair)
            }
            try await world.expectRefusal("filesNotScored") { () async throws(ServiceError) in
                try await world.service.move(call: call.code, .beginDeliberation, .secretariat)
            }
            _ = try await world.service.importReviews(of: call.code, World.reviews(3), .secretariat)
            #expect(try await world.service.scoreFiles(of: call.code, chair).changed == 2)
            try await world.expectRefusal("F01 conflictOfInterest") { () async throws(ServiceError) in
                try await world.service.scoreFiles(of: call.code, references: ["F01"], chair)
            }
            try await world.expectRefusal("someNotScored") { () async throws(ServiceError) in
                try await world.service.move(call: call.code, .beginDeliberation, chair)
            }
            #expect(try await world.service.scoreFiles(of: call.code, .secretariat).changed == 1)
            _ = try await world.service.move(call: call.code, .beginDeliberation, chair)
        }
    }

    @Test func `a chair with a conflict leaves the advice to the secretariat, and is not told how the secretariat ruled`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            let member = try await world.member("M1")
            _ = try await world.service.pinConflict(of: call.code, "F01", member: "M1", .conflict, reason: "Vérifié.", .secretariat)
            for reference in ["F01", "F02"] {
                let exception = ImportedAdvice(
                    reference: reference, opinion: .unfavourable, amount: nil, line: nil, reason: "Peu clair.", row: 2)
                try await world.expectRefusal("conflictInCall") { () async throws(ServiceError) in
                    try await world.service.advise(
                        of: call.code, meeting: "sitting", exceptions: [exception], Request(actor: .chair(member)))
                }
            }
            let record = ImportedConflict(member: "M1", reference: "F01", ground: .partner, note: nil, row: 2)
            let receipt = try await world.service.declareConflicts(of: call.code, [record], Request(actor: .reviewer(member)))
            #expect(receipt.changed == 1 && receipt.pinned.isEmpty && receipt.states.isEmpty)
        }
    }

}
