import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Every row of a list has its effect, or is a fault with its row: none is passed over in silence.
@Suite struct NamedFileTests {
    private func ruling(_ file: String, _ ruling: ImportedRuling.Ruling, _ row: Int) -> ImportedRuling {
        ImportedRuling(reference: file, ruling: ruling, reason: "Vu le dossier.", row: row)
    }

    private func marker(_ file: String, _ row: Int) -> ImportedMarker {
        ImportedMarker(reference: file, marker: .significant, reason: "Analyse vérifiée.", row: row)
    }

    @Test func `a ruling or a marker without effect is a fault of its list`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdmissibility(call, files: 4)
            let service = world.service
            _ = try await service.act(on: "F03", of: call.code, .requestComplement(due: nil), reason: "Un accord.", .secretariat)
            _ = try await service.act(on: "F04", of: call.code, .withdraw, reason: "Renoncé.", .secretariat)
            let rulings = [
                ruling("F01", .inadmissible, 2), ruling("F03", .admissible, 3), ruling("F04", .admissible, 4),
                ruling("F01", .inadmissible, 5), ruling("F99", .admissible, 6)
            ]
            let before = try await world.snapshot()
            do throws(ServiceError) {
                _ = try await service.decideAdmissibility(
                    of: call.code, rulings: rulings, markers: [marker("F01", 7), marker("F02", 8)], .secretariat)
                Issue.record("accepted")
            } catch {
                guard case .faults(let faults) = error else { throw error }
                let places = faults.map { "\($0.list ?? "") \($0.row ?? 0)" }
                #expect(places == ["rulings 3", "rulings 4", "rulings 5", "rulings 6", "markers 7"])
            }
            #expect(try await world.snapshot() == before)
            let decided = try await service.decideAdmissibility(
                of: call.code, rulings: [rulings[0]], markers: [marker("F02", 8)], .secretariat)
            #expect(decided.changed == 2)
        }
    }

    @Test func `no ruling makes a file admissible against a rule that fails`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            let files = try await world.drafts(3, in: call, seed: 7)
            _ = try await world.service.edit(files[0].with { $0.attachments = [] }, of: call.code, .secretariat)
            _ = try await world.service.submit(of: call.code, .secretariat)
            try await world.setClock(call.closes)
            _ = try await world.service.move(call: call.code, .close, .secretariat)
            _ = try await world.service.move(call: call.code, .beginAdmissibility, .secretariat)
            try await world.expectRefusal("F01 rulesFail") { () async throws(ServiceError) in
                try await world.service.decideAdmissibility(
                    of: call.code, rulings: [ruling("F01", .admissible, 2)], markers: [], .secretariat)
            }
        }
    }

    @Test func `a departure and an advice on a file that awaits none are faults`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 4)
            let service = world.service
            _ = try await service.act(on: "F04", of: call.code, .withdraw, reason: "Renoncé.", .secretariat)
            let advice = ImportedAdvice(reference: "F04", opinion: .reserve, amount: nil, line: nil, reason: "Utile.", row: 9)
            try await world.expectRefusal("9 reference") { () async throws(ServiceError) in
                try await service.advise(of: call.code, meeting: "sitting", exceptions: [advice], .secretariat)
            }
            _ = try await service.advise(of: call.code, meeting: "sitting", exceptions: [], .secretariat)
            let departure = ImportedDecision(
                reference: "F04", outcome: .award, amount: Cents(100_000), line: nil, reason: nil, departure: "Utile.", row: 7)
            try await world.expectRefusal("7 reference") { () async throws(ServiceError) in
                try await service.decide(of: call.code, departures: [departure], .college)
            }
        }
    }

    @Test func `a pair that stands twice in a list of reviews is a fault`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let service = world.service
            let pair = ImportedAssignment(reference: "F01", member: "M4", row: 2)
            let again = ImportedAssignment(reference: "F01", member: "M4", row: 3)
            try await world.expectRefusal("3 member") { () async throws(ServiceError) in
                try await service.assign(of: call.code, [pair, again], .secretariat)
            }
            try await world.expectRefusal("2 member") { () async throws(ServiceError) in
                try await service.importReviews(
                    of: call.code, [World.review("F01", "M1"), World.review("F01", "M1", score: 3)], .secretariat)
            }
        }
    }

    @Test func `an import names a file once, and never moves it to another organisation`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            let files = try await world.drafts(2, in: call, seed: 7)
            try await world.expectRefusal("2 reference") { () async throws(ServiceError) in
                try await world.service.importApplications(
                    to: call.code, [files[0], files[0].with { $0.title = "Autre" }], submitting: false, .secretariat)
            }
            let moved = ImportedApplication(organisation: files[1].organisation, content: files[0].content, row: 5)
            try await world.expectRefusal("5 organisation") { () async throws(ServiceError) in
                try await world.service.importApplications(to: call.code, [moved], submitting: false, .secretariat)
            }
        }
    }
}
