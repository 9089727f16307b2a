import CallModel
import Exchange
import Foundation
import Service
import Store
import TestSupport
import Testing
import Workflow

/// Documents on their way into a file, in the database, and out again.
@Suite struct DocumentTests {
    /// Longer than two pieces of a row.
    private static let long = Array("%PDF-1.7\n".utf8) + (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7) } + Array("\n%%EOF\n".utf8)

    /// An open call with two drafts.
    private func withDrafts(_ body: (World, BrusselsCall) async throws -> Void) async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(2, in: call, seed: 3)
            try await body(world, call)
        }
    }

    @Test func `a document is stored in pieces, once, and comes out as it went in`() async throws {
        try await withDrafts { world, call in
            let document = try Paper("statuts.pdf", Self.long)
            defer { document.remove() }
            for reference in ["F01", "F02"] {
                _ = try await world.service.attach([document.clean()], as: "statutes", to: reference, of: call.code, .secretariat)
            }
            #expect(try await world.value("SELECT count(*) FROM appel.attachments") == "1")
            #expect(try await world.value("SELECT count(*) FROM appel.attachment_pieces") == "3")
            #expect(try await world.value("SELECT count(*) FROM appel.attached") == "2")
            let digest = try await world.value(
                "SELECT encode(sha256(string_agg(bytes, ''::bytea ORDER BY number)), 'hex') FROM appel.attachment_pieces")
            let listed = try await world.service.documents(of: "F02", in: call.code)
            #expect(listed.map(\.id) == ["statutes"])
            #expect(listed.map(\.document.digest.hex) == [digest])
            let found = try await world.service.document("statutes", of: "F02", in: call.code, for: .secretariat)
            var bytes: [UInt8] = []
            try await world.service.handOver(found) { bytes += $0 }
            #expect(bytes == Self.long)
            // The log says that the file was edited, and nothing of the document.
            #expect(try await world.value("SELECT count(*) FROM appel.events WHERE payload::text LIKE '%statuts%'") == "0")
            #expect(try await world.value("SELECT count(*) FROM appel.events WHERE payload::text LIKE '%\(digest ?? "")%'") == "0")
        }
    }

    @Test func `several documents for one attachment are told apart, and can be replaced`() async throws {
        try await withDrafts { world, call in
            let papers = try ["2025.pdf", "2026.pdf", "new.pdf"].enumerated().map { try Paper($1, Paper.pdf + [UInt8($0 + 32)]) }
            defer { papers.forEach { $0.remove() } }
            let service = world.service
            _ = try await service.attach([papers[0].clean(), papers[1].clean()], as: "accounts", to: "F01", of: call.code, .secretariat)
            #expect(try await service.documents(of: "F01", in: call.code).map(\.id) == ["accounts", "accounts.2"])
            let again = await faults {
                try await service.attach([try papers[0].clean()], as: "accounts", to: "F01", of: call.code, .secretariat)
            }
            #expect(again == ["attachment.accounts"])
            _ = try await service.attach([papers[2].clean()], as: "accounts", replacing: true, to: "F01", of: call.code, .secretariat)
            #expect(try await service.documents(of: "F01", in: call.code).map(\.document.name) == ["new.pdf"])
            let unknown = await faults {
                try await service.attach([try papers[0].clean()], as: "photos", to: "F01", of: call.code, .secretariat)
            }
            #expect(unknown == ["attachments"])
        }
    }

    @Test func `an import without documents leaves those that are there`() async throws {
        try await withDrafts { world, call in
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            let service = world.service
            _ = try await service.attach([paper.clean()], as: "statutes", to: "F01", of: call.code, .secretariat)
            var random = SplitMix64(seed: 9)
            let organisation = try Builder.organisation(1)
            let changed = try Builder.application("F01", of: organisation, &random)
            _ = try await service.importApplications(to: call.code, [changed], submitting: false, .secretariat)
            #expect(try await service.documents(of: "F01", in: call.code).map(\.id) == ["statutes"])
            let same = try await service.importApplications(to: call.code, [changed], submitting: false, .secretariat)
            #expect(same.changed == 0)
            // Whoever takes the attachment off the list takes its documents out.
            let without = changed.with { $0.attachments.removeAll { $0 == "statutes" } }
            _ = try await service.edit(without, of: call.code, .secretariat)
            #expect(try await service.documents(of: "F01", in: call.code).isEmpty)
        }
    }

    @Test func `what no scanner has seen is the secretariat's, who asks for it`() async throws {
        try await withDrafts { world, call in
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            let service = world.service
            _ = try await service.attach(
                [ScreenedDocument(try paper.incoming(), .unscanned(.noScanner))], as: "statutes", to: "F01", of: call.code, .secretariat)
            let reference = try Builder.organisation(1).organisation.reference
            let owner = try #require(try await service.organisations().first { $0.organisation.reference == reference })
            for actor in [Actor.secretariat, .college, .applicant(owner.id)] {
                await #expect(throws: DocumentRefusal.unscanned(id: "statutes")) {
                    try await service.document("statutes", of: "F01", in: call.code, for: actor)
                }
            }
            await #expect(throws: DocumentRefusal.unscanned(id: "statutes")) {
                try await service.document("statutes", of: "F01", in: call.code, for: .college, evenUnscanned: true)
            }
            _ = try await service.document("statutes", of: "F01", in: call.code, for: .secretariat, evenUnscanned: true)
            await #expect(throws: DocumentRefusal.none(id: "photo", known: ["statutes"])) {
                try await service.document("photo", of: "F01", in: call.code, for: .secretariat)
            }
        }
    }

    @Test func `who has no business with a file sees none of its documents`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(3, in: call, seed: 3)
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            let service = world.service
            _ = try await service.attach([paper.clean()], as: "statutes", to: "F01", of: call.code, .secretariat)
            _ = try await service.importMembers((1...2).map { Builder.member($0) }, .secretariat)
            let conflict = ImportedConflict(declaredBy: "M2", on: "F01", ground: .relative, note: nil)
            _ = try await service.declareConflicts(of: call.code, [conflict], .secretariat)
            let other = try #require(try await service.organisations().last)
            let (first, second) = (try await world.member("M1"), try await world.member("M2"))
            for (actor, refusal) in [
                (Actor.reviewer(second), "conflictOfInterest"), (.chair(second), "conflictOfInterest"),
                (.applicant(other.id), "notFound application F01"), (.reviewer(first), "conflictNotRuledOut"),
                (.finance, "notPermitted")
            ] {
                let error = await #expect(throws: ServiceError.self) {
                    try await service.document("statutes", of: "F01", in: call.code, for: actor)
                }
                #expect(error?.summary == refusal)
            }
        }
    }

    @Test func `bytes that changed in the database are not handed over`() async throws {
        try await withDrafts { world, call in
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            _ = try await world.service.attach([paper.clean()], as: "statutes", to: "F01", of: call.code, .secretariat)
            try await world.script("UPDATE appel.attachment_pieces SET bytes = set_byte(bytes, 3, 0)")
            let found = try await world.service.document("statutes", of: "F01", in: call.code, for: .secretariat)
            await #expect(throws: DocumentRefusal.damaged(id: "statutes")) {
                try await world.service.handOver(found) { _ in }
            }
        }
    }

    @Test func `a document that changes on its way in, and a dry run, keep nothing`() async throws {
        try await withDrafts { world, call in
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            let before = try await world.snapshot()
            let looked = try paper.clean()
            let trial = Request(actor: .secretariat, isDryRun: true)
            _ = try await world.service.attach([looked], as: "statutes", to: "F01", of: call.code, trial)
            #expect(try await world.snapshot() == before)
            try paper.write(Paper.pdf + [0x20])
            let fields = await faults {
                try await world.service.attach([looked], as: "statutes", to: "F01", of: call.code, .secretariat)
            }
            #expect(fields == [paper.path])
            #expect(try await world.snapshot() == before)
        }
    }

    /// The fields of the faults with which something ends.
    private func faults(_ body: () async throws -> Receipt) async -> [String] {
        do {
            _ = try await body()
        } catch ServiceError.faults(let faults) {
            return faults.map(\.field)
        } catch {
            return ["\(error)"]
        }
        return []
    }
}
