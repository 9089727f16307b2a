import CallModel
import Foundation
import Postgres
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// A call leaves in one file, and comes back into an empty database as it was.
@Suite struct ArchiveTests {
    private static let projections = ["calls", "applications", "reviews", "grants"]

    /// A released call with a payment at the bank, beside another call that has nothing to do with it.
    private func withCall(_ body: (World, BrusselsCall, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-archive-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 4, against: ["F04"])
            let conflict = ImportedConflict(declaredBy: "M7", on: "F02", ground: .relative, note: "Sa sœur.")
            _ = try await world.service.declareConflicts(of: call.code, [conflict], .secretariat)
            let (mine, elsewhere) = (try Builder.organisation(2), try Builder.organisation(66))
            _ = try await world.service.importOrganisations([elsewhere], .secretariat)
            let boards = [mine, elsewhere].map { organisation in
                ImportedBoardMember(
                    organisation: organisation.organisation.reference, name: "Jonas Verhaeghe", office: "trésorier", row: 2)
            }
            _ = try await world.service.importBoards(boards, .secretariat)
            let tie = ImportedTie(member: "M7", tie: MemberTie(kind: .relative, value: "Jonas Verhaeghe"), row: 2)
            _ = try await world.service.importTies([tie], .secretariat)
            for step in [GrantStep.send, .sign] {
                _ = try await world.service.grant(of: "F01", in: call.code, step, .secretariat)
            }
            for step in [GrantStep.commit(number: "2027/1"), .payFirst(Cents(10_000))] {
                _ = try await world.service.grant(of: "F01", in: call.code, step, .finance)
            }
            let wish = BatchWish(account: "BE68539007547034")
            _ = try await world.service.orderPayments(of: call.code, wish, .finance)
            let other = try BrusselsCall(code: "other-2028")
            _ = try await world.service.createCall(other.checked, source: other.source, .secretariat)
            try await body(world, call, folder)
        }
    }

    private func dump(_ world: World, _ table: String, where condition: String = "true") async throws -> String? {
        try await world.value("SELECT string_agg(row_to_json(t)::text, E'\\n' ORDER BY id) FROM appel.\(table) AS t WHERE \(condition)")
    }

    @Test func `it comes back row for row, replays, and goes on where it stood`() async throws {
        try await withCall { world, call, folder in
            let path = folder + "/call.zip"
            let manifest = try await world.service.archive(call.code, to: path)
            let archive = try ArchiveFile(path: path)
            #expect(archive.manifest == manifest)
            let rows = Dictionary(uniqueKeysWithValues: manifest.parts.map { ($0.name, $0.rows) })
            #expect(rows["registers/definitions.jsonl"] == 1 && rows["projections/applications.jsonl"] == 4)
            #expect(rows["registers/organisations.jsonl"] == 4 && rows["registers/members.jsonl"] == 7)
            #expect(rows["registers/conflicts.jsonl"] == 1 && rows["registers/batch_payments.jsonl"] == 1)
            // The board of an applicant, and not that of an association that has no file in the call.
            #expect(rows["registers/board_members.jsonl"] == 1 && rows["registers/member_ties.jsonl"] == 1)
            #expect(rows["projections/calls.jsonl"] == 1 && rows["log/events.jsonl"] == manifest.events)

            try await withWorld { copy in
                let owner = try Database(copy.location, as: .owner, sessions: 1)
                #expect(try await Service.restore(archive, into: owner, dryRun: true) == manifest.events)
                #expect(try await copy.value("SELECT count(*) FROM appel.events") == "0")
                #expect(try await Service.restore(archive, into: owner) == manifest.events)
                for table in Self.projections {
                    let theirs = try await dump(world, table, where: table == "calls" ? "code = '\(call.code)'" : "true")
                    #expect(try await dump(copy, table) == theirs, "\(table)")
                }
                let ofCall = "id IN (SELECT organisation_id FROM appel.applications)"
                for (table, condition) in [
                    ("organisations", ofCall), ("members", "true"), ("conflicts", "true"), ("meetings", "true"),
                    ("payment_batches", "true"), ("board_members", "organisation_\(ofCall)"), ("member_ties", "true")
                ] {
                    let (mine, theirs) = (try await dump(copy, table), try await dump(world, table, where: condition))
                    #expect(mine == theirs, "\(table)")
                }
                let documents = "SELECT count(*) FROM appel.documents"
                let (mine, theirs) = (try await copy.value(documents), try await world.value(documents))
                #expect(mine == theirs)
                let replay = try await Replay.run(copy.database)
                #expect(replay.isClean && replay.events == manifest.events)
                try await copy.expectHistoriesJoin()
                // The next step, and a second archive, which is the same one but for the hour.
                _ = try await copy.service.grant(of: "F02", in: call.code, .send, .secretariat)
                await #expect(throws: StoreError.self) { try await Service.restore(archive, into: owner) }
                await owner.close()
            }
        }
    }

    @Test func `an archive of a copy has the same parts`() async throws {
        try await withCall { world, call, folder in
            let first = try await world.service.archive(call.code, to: folder + "/first.zip")
            try await withWorld { copy in
                let owner = try Database(copy.location, as: .owner, sessions: 1)
                _ = try await Service.restore(try ArchiveFile(path: folder + "/first.zip"), into: owner)
                let second = try await copy.service.archive(call.code, to: folder + "/second.zip")
                #expect(second.parts == first.parts)
                await owner.close()
            }
        }
    }

    @Test func `it comes into an empty database only, of its own kind, and whole`() async throws {
        try await withCall { world, call, folder in
            let path = folder + "/call.zip"
            _ = try await world.service.archive(call.code, to: path)
            let archive = try ArchiveFile(path: path)
            try await withWorld { copy in
                let owner = try Database(copy.location, as: .owner, sessions: 1)
                _ = try await copy.service.importOrganisations([try Builder.organisation(77)], .secretariat)
                let before = try await copy.snapshot()
                await #expect(throws: StoreError.self) { try await Service.restore(archive, into: owner) }
                #expect(try await copy.snapshot() == before)
                await owner.close()
            }
            await #expect(throws: StoreError.self) { try await world.service.archive("none", to: folder + "/none.zip") }
            #expect(!FileManager.default.fileExists(atPath: folder + "/none.zip"))
        }
    }

    @Test func `a projection that the log does not lead to keeps the whole archive out`() async throws {
        try await withCall { world, call, folder in
            // As a superuser behind the program's back: the archive is sound, and what it says is not.
            try await world.tamper("UPDATE appel.grants SET commitment = '2027/2'")
            let path = folder + "/call.zip"
            _ = try await world.service.archive(call.code, to: path)
            let archive = try ArchiveFile(path: path)
            try await withWorld { copy in
                let owner = try Database(copy.location, as: .owner, sessions: 1)
                await #expect(throws: StoreError.self) { try await Service.restore(archive, into: owner) }
                #expect(try await copy.value("SELECT count(*) FROM appel.events") == "0")
                await owner.close()
            }
        }
    }
}
