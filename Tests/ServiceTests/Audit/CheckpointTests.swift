import Audit
import CallModel
import Foundation
import Postgres
import Service
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

@Suite struct CheckpointTests {
    private static func key() throws -> SigningKey { try #require(SigningKey(newFor: "subsidies.example.org/log")) }

    /// A call with some filed applications, and what the audit exports of it.
    private func filed(_ world: World, files: Int = 4) async throws -> BrusselsCall {
        let call = try BrusselsCall()
        try await world.open(call)
        try await world.drafts(files, in: call, seed: 3, submitting: true)
        return call
    }

    @Test func `a checkpoint covers what was committed, and the log that is exported verifies`() async throws {
        try await withWorld { world in
            let key = try Self.key()
            await #expect(throws: ServiceError.self) { try await world.service.takeCheckpoint(by: key) }
            let call = try await filed(world)
            let dry = try await world.service.takeCheckpoint(by: key, isDryRun: true)
            #expect(dry.receipt.note == nil)
            #expect(try await world.service.auditStatus().last == nil)

            let first = try await world.service.takeCheckpoint(by: key)
            #expect(first.receipt.size == 10)
            #expect(dry.receipt.root == first.receipt.root)
            // Nothing has happened: the same checkpoint, to the letter.
            let same = try await world.service.takeCheckpoint(by: key, known: first.tree)
            #expect(same.receipt.note == first.receipt.note)
            _ = try await world.service.act(on: "F02", of: call.code, .withdraw, reason: "Autre source.", .secretariat)
            #expect(try await world.service.auditStatus().pending == 1)
            let second = try await world.service.takeCheckpoint(by: key, known: first.tree)
            #expect((second.receipt.size, second.receipt.added) == (11, 1))
            // Read anew from its beginning, it is the same tree.
            #expect(try await world.service.takeCheckpoint(by: key).receipt.root == second.receipt.root)

            let exported = try await world.export()
            let points = try exported.log.checkpoints.map { note in try #require(SignedCheckpoint(note)) }
            #expect(points.allSatisfy { $0.fault(under: key.verifier) == nil })
            try CheckpointChain.verify(points.map(\.checkpoint), exported.log.proofs)
            try CheckpointChain.requireProofs(points.map(\.checkpoint), exported.log.proofs)
            var verifier = try LogVerifier(checkpoints: points.map(\.checkpoint))
            for line in exported.lines { try verifier.take(line) }
            try verifier.finish()
            // A line of the audit is the event's line in the log, with the one before it.
            let plain = try await world.logLines()
            let bare = exported.lines.map { String(decoding: $0, as: UTF8.self).replacing(#/"previous":"[0-9a-f]{64}",/#, with: "") }
            #expect(bare == plain)
        }
    }

    @Test func `an event that is committed late, with a lower number, is in the next checkpoint`() async throws {
        try await withWorld { world in
            let key = try Self.key()
            let call = try await filed(world)
            let first = try await world.service.takeCheckpoint(by: key)
            let (inserted, continuation) = AsyncStream<Void>.makeStream()
            let commit = DispatchSemaphore(value: 0)
            let late = Task {
                // However it ends, nobody waits for it any longer.
                defer { continuation.finish() }
                try await world.superuser.write { db in
                    try db.executeScript(
                        """
                        SET LOCAL search_path = appel;
                        INSERT INTO events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version)
                        VALUES (appel_now(), 'application', 999, 1, 'create', 'absent', 'draft', 'secretariat', 1)
                        """)
                    continuation.yield()
                    commit.wait()
                }
            }
            for await _ in inserted { break }
            _ = try await world.service.act(on: "F01", of: call.code, .withdraw, reason: "Autre source.", .secretariat)
            let between = try await world.service.takeCheckpoint(by: key, known: first.tree)
            #expect(between.receipt.added == 1)
            commit.signal()
            try await late.value
            let after = try await world.service.takeCheckpoint(by: key, known: between.tree)
            #expect(after.receipt.added == 1)
            let order = try await world.value("SELECT string_agg(seq::text, ' ' ORDER BY leaf) FROM appel.audit_leaves WHERE leaf >= 10")
            let numbers = try #require(order).split(separator: " ").compactMap { Int($0) }
            #expect(numbers.count == 2)
            #expect(numbers[0] > numbers[1])
            #expect(try await world.value("SELECT count(*) FROM appel.audit_pending") == "0")
        }
    }

    @Test(arguments: [
        ("UPDATE appel.events SET actor = 'college' WHERE seq = (SELECT min(seq) + 3 FROM appel.events)", "changed"),
        ("UPDATE appel.events SET at = at + interval '1 hour' WHERE seq = (SELECT max(seq) FROM appel.events)", "changed"),
        ("DELETE FROM appel.events WHERE seq = (SELECT min(seq) + 4 FROM appel.events)", "missing"),
        ("DELETE FROM appel.events WHERE seq = (SELECT max(seq) FROM appel.events)", "missing"),
        (
            "DELETE FROM appel.events WHERE seq = (SELECT max(seq) FROM appel.events); DELETE FROM appel.audit_leaves WHERE leaf = 9",
            "missing"
        ),
        (
            """
            INSERT INTO appel.events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version)
            VALUES (now(), 'application', 999, 1, 'create', 'absent', 'draft', 'secretariat', 1)
            """, "stray"
        ),
        ("UPDATE appel.audit_checkpoints SET root = sha256('x')", "changed")
    ])
    func `a log that was changed behind the program's back is not signed`(sql: String, kind: String) async throws {
        try await withWorld { world in
            let key = try Self.key()
            _ = try await filed(world)
            _ = try await world.service.takeCheckpoint(by: key)
            try await world.tamper(sql)
            let before = try await world.snapshot()
            let error = await #expect(throws: ServiceError.self) { try await world.service.takeCheckpoint(by: key) }
            let found =
                switch error {
                case .audit(.changed): "changed"
                case .audit(.missingEvent): "missing"
                case .audit(.strayEvent): "stray"
                default: "\(String(describing: error))"
                }
            #expect(found == kind)
            // What would be published is compared first, and nothing of it is.
            let unpublished = await #expect(throws: ServiceError.self) { try await world.service.exportAudit { _ in } }
            guard case .audit(.changed) = unpublished else {
                if case .audit(.missingEvent) = unpublished { return }
                if case .audit(.strayEvent) = unpublished { return }
                Issue.record("exported: \(String(describing: unpublished))")
                return
            }
            #expect(try await world.snapshot() == before)
        }
    }

    @Test func `another key does not sign on`() async throws {
        try await withWorld { world in
            _ = try await filed(world)
            _ = try await world.service.takeCheckpoint(by: try Self.key())
            for other in [try Self.key(), try #require(SigningKey(newFor: "elsewhere.example.org"))] {
                let error = await #expect(throws: ServiceError.self) { try await world.service.takeCheckpoint(by: other) }
                guard case .audit(.otherKey) = error else {
                    Issue.record("not the key: \(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test func `checkpoints and commands go on at the same time, and every event becomes one leaf`() async throws {
        try await withWorld(sessions: 8) { world in
            let key = try Self.key()
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(24, in: call, seed: 5)
            let done = Atomic<Bool>(false)
            let checkpoints = Task {
                var known: MerkleFrontier?
                var count = 0
                while !done.load(ordering: .relaxed) {
                    known = try await world.service.takeCheckpoint(by: key, known: known).tree
                    count += 1
                }
                return count
            }
            // Two checkpointers take turns.
            let others = Task { for _ in 0..<3 { _ = try await world.service.takeCheckpoint(by: key) } }
            try await withThrowingTaskGroup { group in
                for number in 1...24 {
                    group.addTask { _ = try await world.service.act(on: World.reference(number), of: call.code, .submit, .secretariat) }
                }
                try await group.waitForAll()
            }
            try await others.value
            done.store(true, ordering: .relaxed)
            #expect(try await checkpoints.value > 0)
            let last = try await world.service.takeCheckpoint(by: key).receipt
            let exported = try await world.export()
            #expect(exported.lines.count == last.size)
            #expect(try await world.value("SELECT count(*) FROM appel.events") == "\(last.size)")
            let points = try exported.log.checkpoints.map { note in try #require(SignedCheckpoint(note)).checkpoint }
            var verifier = try LogVerifier(checkpoints: points)
            for line in exported.lines { try verifier.take(line) }
            try verifier.finish()
        }
    }

    @Test func `a log that moves to another database takes its tree along`() async throws {
        try await withWorld { world in
            let key = try Self.key()
            _ = try await filed(world)
            let first = try await world.service.takeCheckpoint(by: key).receipt
            let lines = Mutex<[String]>([])
            _ = try await LogFile.export(world.database) { line in
                lines.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
            }
            try await withWorld { copy in
                let owner = try Database(copy.location, as: .owner, sessions: 1)
                _ = try await LogFile.import(lines.withLock { $0 }, into: owner)
                await owner.close()
                #expect(try await copy.service.auditStatus().pending == 0)
                #expect(try await copy.service.takeCheckpoint(by: key).receipt.note == first.note)
            }
        }
    }

    @Test func `a receipt is the applicant's own, and holds good without the database`() async throws {
        try await withWorld { world in
            let key = try Self.key()
            let call = try await filed(world)
            let early = try await world.service.filingReceipt(of: "F01", in: call.code, .secretariat)
            #expect(try early.verified(under: key.verifier).checkpoint == nil)
            _ = try await world.service.takeCheckpoint(by: key)
            let file = try await world.service.file("F01", of: call.code)
            let applicant = Request(actor: .applicant(file.view.file.organisation))
            let receipt = try await world.service.filingReceipt(of: "F01", in: call.code, applicant)
            let verified = try receipt.verified(under: key.verifier)
            #expect(verified.checkpoint?.size == 10)
            #expect(receipt.content.digest == file.view.file.summary?.content)
            #expect(try LogJSON.decode(ApplicationContent.self, from: receipt.content.body) == file.content)
            #expect(try LogJSON.decode(FilingReceipt.self, from: try #require(LogJSON.text(receipt))) == receipt)
            await #expect(throws: ServiceError.self) {
                try await world.service.filingReceipt(of: "F02", in: call.code, applicant)
            }
            await #expect(throws: ServiceError.self) {
                try await world.service.filingReceipt(of: "F01", in: call.code, .college)
            }
        }
    }
}

extension World {
    /// What `appel audit export` writes.
    func export() async throws -> (lines: [[UInt8]], log: AuditedLog) {
        let lines = Mutex<[[UInt8]]>([])
        let log = try await service.exportAudit { line in lines.withLock { $0.append(line.dropLast()) } }
        return (lines.withLock { $0 }, log)
    }

    /// The lines of the events in the log.
    func logLines() async throws -> [String] {
        let lines = Mutex<[String]>([])
        _ = try await LogFile.export(database, eventsOnly: true) { line in
            lines.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
        }
        return lines.withLock { Array($0.dropFirst()) }
    }
}
