import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// Who says that there is a conflict of interest, and what is in force.
@Suite struct ConflictTests {
    private func declare(
        _ member: String, _ file: String, _ call: BrusselsCall, _ world: World, by actor: Actor = .secretariat
    ) async throws(ServiceError) -> ConflictReceipt {
        let record = ImportedConflict(member: member, reference: file, ground: .partner, note: "Voisins.", row: 2)
        return try await world.service.declareConflicts(of: call.code, [record], Request(actor: actor))
    }

    private func assign(_ member: String, _ file: String, _ call: BrusselsCall, _ world: World) async throws(ServiceError) {
        _ = try await world.service.assign(
            of: call.code, [ImportedAssignment(reference: file, member: member, row: 2)], .secretariat)
    }

    @Test func `an applicant declares on its own file, and is told nothing of reviews`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 3)
            let owner = try await world.service.file("F01", of: call.code).view.file.organisation
            for reference in ["F02", "F99"] {
                try await world.expectRefusal("notFound application \(reference)") { () async throws(ServiceError) in
                    try await declare("M1", reference, call, world, by: .applicant(owner))
                }
            }
            let receipt = try await declare("M1", "F01", call, world, by: .applicant(owner))
            #expect(receipt.changed == 1 && receipt.states.isEmpty && receipt.impact == nil)
            // It waits for the secretariat: nobody chooses who reviews his own file.
            func reviews() async throws -> [ReviewState] {
                try await world.service.reviewProgress(of: call.code).filter { $0.reference == "F01" && $0.member == "M1" }.map(\.state)
            }
            #expect(try await reviews() == [.counted])
            #expect(try await world.service.conflicts(of: call.code).map(\.isInForce) == [false])
            #expect(try await declare("M1", "F01", call, world, by: .applicant(owner)).unchanged == 1)
            let pinned = try await world.service.pinConflict(
                of: call.code, "F01", member: "M1", .conflict, reason: "Vérifié.", .secretariat)
            #expect(pinned.states == [StateCount(state: "voided", count: 1)])
            #expect(try await reviews() == [.voided])
            // The member says so too: each declarant is on record.
            let member = try await world.member("M1")
            let own = try await declare("M1", "F01", call, world, by: .reviewer(member))
            #expect(own.changed == 1 && own.impact == nil)
            let listed = try #require(try await world.service.conflicts(of: call.code).first)
            let organisation = try #require(try await world.service.organisations().first { $0.id == owner }).organisation.reference
            #expect(listed.declarations.map(\.by) == ["applicant:\(organisation)", "reviewer:M1"])
            #expect(listed.isInForce && listed.pin?.ruling == .conflict && listed.declarations.allSatisfy(\.hasNote))
        }
    }

    @Test func `a pin overrides what is declared, until another pin`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let service = world.service
            func pin(_ ruling: ConflictRuling) async throws(ServiceError) -> ConflictReceipt {
                try await service.pinConflict(of: call.code, "F01", member: "M5", ruling, reason: "Vérifié.", .secretariat)
            }
            _ = try await declare("M5", "F01", call, world)
            try await world.expectRefusal("F01 M5 conflictOfInterest") { () async throws(ServiceError) in
                try await assign("M5", "F01", call, world)
            }
            let member = try await world.member("M5")
            let own = service.asked(by: .reviewer(member))
            #expect(try await own.files(of: call.code).map(\.file.reference) == ["F02", "F03"])

            _ = try await pin(.clear)
            #expect(try await own.files(of: call.code).map(\.file.reference) == ["F01", "F02", "F03"])
            let told = try await declare("M5", "F01", call, world, by: .reviewer(member))
            #expect(told.changed == 1 && told.pinned.map(\.ruling) == [.clear])
            try await assign("M5", "F01", call, world)
            let cleared = try #require(try await service.conflicts(of: call.code).first)
            #expect(!cleared.isInForce && cleared.pin?.ruling == .clear && cleared.pin?.hasReason == true)
            #expect(cleared.pin?.by == "secretariat" && cleared.declarations.count == 2)

            // The member has a review by now: the next pin ends it.
            #expect(try await pin(.conflict).states == [StateCount(state: "voided", count: 1)])
            #expect(try await own.files(of: call.code).map(\.file.reference) == ["F02", "F03"])
            #expect(try await world.value("SELECT count(*) FROM appel.conflict_pins") == "2")
            await #expect(throws: (any Error).self) { try await world.script("DELETE FROM appel.conflict_pins") }
            try await world.expectRefusal("reasonMissing") { () async throws(ServiceError) in
                try await service.pinConflict(of: call.code, "F01", member: "M5", .clear, reason: " ", .secretariat)
            }
        }
    }

    @Test func `a pin on a pair that nobody declared is a conflict, and a late one voids scores`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 3)
            let receipt = try await world.service.pinConflict(
                of: call.code, "F02", member: "M2", .conflict, reason: "Au conseil d'administration.", .secretariat)
            #expect(receipt.states == [StateCount(state: "voided", count: 1)] && receipt.impact?.cause == .pin)
            let inForce = try await world.database.read { db in try db.conflicts(of: db.call(code: call.code).id) }
            #expect(inForce.count == 1)
        }
    }

    @Test func `what is inferred is shown until somebody rules, and is in force for nobody`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let owner = try await world.service.file("F01", of: call.code).view.file.organisation
            let reference = try #require(try await world.service.organisations().first { $0.id == owner }).organisation.reference
            func board(_ names: [String?]) -> [ImportedBoardMember] {
                names.map { ImportedBoardMember(organisation: reference, name: $0, office: "", row: 2) }
            }
            #expect(try await world.service.importBoards(board(["MEMBER 4", "Autre Personne"]), .secretariat).changed == 2)
            let tie = ImportedTie(member: "M6", tie: MemberTie(kind: .partner, value: "Comité de Labé"), row: 2)
            #expect(try await world.service.importTies([tie], .secretariat).changed == 1)
            #expect(try await world.service.importTies([tie], .secretariat).unchanged == 1)

            func suggested() async throws -> [String] {
                try await world.service.conflictSuggestions(of: call.code).flatMap { suggestion in
                    suggestion.evidence.filter { $0.kind != .emailDomain }
                        .map { "\(suggestion.reference) \(suggestion.member) \($0.kind.rawValue)" }
                }
            }
            #expect(try await suggested() == ["F01 M4 boardMember", "F01 M6 partner", "F02 M6 partner", "F03 M6 partner"])
            try await assign("M4", "F01", call, world)
            _ = try await declare("M6", "F01", call, world)
            for (file, ruling) in [("F02", ConflictRuling.clear), ("F03", .conflict)] {
                _ = try await world.service.pinConflict(of: call.code, file, member: "M6", ruling, reason: "Vérifié.", .secretariat)
            }
            #expect(try await suggested() == ["F01 M4 boardMember"])
            // Whoever is not in the next list of the board is forgotten.
            #expect(try await world.service.importBoards(board([nil]), .secretariat).changed == 2)
            #expect(try await suggested().isEmpty)
            #expect(try await world.value("SELECT count(*) FROM appel.board_members") == "0")

            let asked = world.service.asked(by: .reviewer(try await world.member("M1")))
            try await world.expectRefusal("notForMembers") { () async throws(ServiceError) in
                try await asked.conflictSuggestions(of: call.code)
            }
            try await world.expectRefusal("notForMembers") { () async throws(ServiceError) in
                try await asked.conflictImpacts(of: call.code)
            }
        }
    }
}
