import CallModel
import Selection
import Service
import Testing
import Workflow

@testable import Exchange

/// Every refusal and every departure keeps its true reason, for good.
@Suite struct ReasonTests {
    @Test func `why a file is inadmissible does not change with the registers`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            let files = try await world.drafts(2, in: call, seed: 7, submitting: true)
            // Outside Brussels when the file was examined…
            let away = try Builder.organisation(1, postcode: "5000")
            _ = try await world.service.importOrganisations([away], .secretariat)
            try await world.setClock(call.closes)
            _ = try await world.service.move(call: call.code, .close, .secretariat)
            _ = try await world.service.move(call: call.code, .beginAdmissibility, .secretariat)
            _ = try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
            let before = try #require(try await world.service.results(of: call.code).turnedDown.first)
            #expect(before.view.file.reference == files[0].content.reference)
            #expect(before.reason.contains("5000"), "\(before.reason)")
            // …and back in it ever since.
            _ = try await world.service.importOrganisations([try Builder.organisation(1)], .secretariat)
            let after = try #require(try await world.service.results(of: call.code).turnedDown.first)
            #expect(after.reason == before.reason && after.codes == before.codes)
        }
    }

    @Test func `a refusal that the council did not advise needs a reason of its own`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            let without = ImportedDecision(
                reference: "F01", outcome: .refuse, amount: nil, line: nil, reason: nil, departure: "Autre priorité.", row: 4)
            try await world.expectRefusal("4 reference") { () async throws(ServiceError) in
                try await world.service.decide(of: call.code, departures: [without], .college)
            }
            let with = ImportedDecision(
                reference: "F01", outcome: .refuse, amount: nil, line: nil, reason: "Projet déjà financé.",
                departure: "Autre priorité.", row: 4)
            _ = try await world.service.decide(of: call.code, departures: [with], .college)
            let refused = try #require(try await world.service.results(of: call.code).turnedDown.first)
            #expect(refused.reason == "Projet déjà financé." && refused.departure == "Autre priorité.")
        }
    }

    @Test func `an award against the advice shows why`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3, against: ["F01"])
            let award = ImportedDecision(
                reference: "F01", outcome: .award, amount: Cents(100_000), line: nil, reason: nil,
                departure: "Un projet pilote pour la Ville.", row: 2)
            _ = try await world.service.decide(of: call.code, departures: [award], .college)
            let awards = try await world.service.results(of: call.code).awards
            let departures = Dictionary(uniqueKeysWithValues: awards.map { ($0.view.file.reference, $0.departure) })
            #expect(departures == ["F01": "Un projet pilote pour la Ville.", "F02": nil, "F03": nil])
        }
    }

    @Test func `an advice that departs from the ranking names its reason and a line of the call`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            let exceptions = [
                ImportedAdvice(reference: "F01", opinion: .unfavourable, amount: nil, line: nil, reason: nil, row: 2),
                ImportedAdvice(reference: "F02", opinion: .favourable, amount: Cents(100_000), line: "nope", reason: "Oui.", row: 3)
            ]
            try await world.expectRefusal("2 reason, 3 line") { () async throws(ServiceError) in
                try await world.service.advise(of: call.code, meeting: "sitting", exceptions: exceptions, .secretariat)
            }
        }
    }

    @Test func `results leave the house only once they are released`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            _ = try await world.service.decide(of: call.code, departures: [], .college)
            try await world.expectRefusal("wrongStage") { () async throws(ServiceError) in
                try await world.service.releasedAwards(of: call.code).count
            }
            _ = try await world.service.release(of: call.code, .secretariat)
            #expect(try await world.service.releasedAwards(of: call.code).count == 3)
        }
    }

    @Test func `what was decided since the release stays in the house until the next one`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            let reserve = ImportedDecision(
                reference: "F01", outcome: .reserve, amount: nil, line: nil, reason: nil, departure: "Plus tard.", row: 2)
            _ = try await world.service.decide(of: call.code, departures: [reserve], .college)
            _ = try await world.service.release(of: call.code, .secretariat)
            #expect(try await world.service.releasedAwards(of: call.code).count == 2)
            let promoted = FileStep.award(line: "solidarity", amount: Cents(100_000), departure: nil)
            _ = try await world.service.act(on: "F01", of: call.code, promoted, .college)
            #expect(try await world.service.releasedAwards(of: call.code).count == 2)
            _ = try await world.service.release(of: call.code, .secretariat)
            #expect(try await world.service.releasedAwards(of: call.code).count == 3)
        }
    }

    @Test func `a place given by hand stays when the College decides on the rest`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            _ = try await world.service.act(on: "F01", of: call.code, .reserve(rank: 1, departure: "Utile."), .college)
            let reserve = ImportedDecision(
                reference: "F02", outcome: .reserve, amount: nil, line: nil, reason: nil, departure: "Plus tard.", row: 2)
            _ = try await world.service.decide(of: call.code, departures: [reserve], .college)
            let listed = try await world.service.results(of: call.code).reserve.map(\.view.file)
            let places = listed.map { "\($0.reserveRank ?? 0) \($0.reference)" }
            #expect(places == ["1 F01", "2 F02"])
        }
    }

    @Test func `a review with the same scores and other words is another review`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let drafted = World.review("F01", "M1")
            _ = try await world.service.importReviews(of: call.code, [drafted], asDrafts: true, .secretariat)
            let again = try await world.service.importReviews(of: call.code, [drafted], asDrafts: true, .secretariat)
            #expect(again.changed == 0)
            let corrected = ImportedReview(
                reference: "F01", member: "M1", scores: drafted.scores, justification: "Corrigé.", row: 2)
            let changed = try await world.service.importReviews(of: call.code, [corrected], asDrafts: true, .secretariat)
            #expect(changed.changed == 1)
        }
    }

    @Test func `a file that is withdrawn after the decision leaves the others in their places`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3)
            let before = try await world.service.ranking(of: call.code).ranking.places.map { "\($0.rank) \($0.id)" }
            let first = try #require(before.first?.split(separator: " ").last)
            _ = try await world.service.act(on: String(first), of: call.code, .withdraw, reason: "Renoncé.", .secretariat)
            #expect(try await world.service.ranking(of: call.code).ranking.places.map { "\($0.rank) \($0.id)" } == before)
        }
    }
}
