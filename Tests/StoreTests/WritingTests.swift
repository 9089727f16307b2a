import CallModel
import Postgres
import Store
import Testing
import Workflow

@Suite struct WritingTests {
    /// A call written and read back under its lock.
    private func lock(_ store: StoreFixture, key: String? = nil) async throws -> LoadedCall {
        try await store.database.write { db in try db.lock(call: CallID(1), key: key) }
    }

    @Test func `a lock gives the subject and the clock in one round trip`() async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            let loaded = try await lock(store)
            #expect(loaded.call == history.call)
            let tally = try await store.database.read { try $0.tally(of: CallID(1)) }
            #expect(tally[.awarded] == 2)
            #expect(tally[.withdrawn, .inadmissible] == 2)
            #expect(loaded.previous == nil)
            let file = try await store.database.write { db in
                try db.lock(application: ApplicationID(1), call: .share, circumstancesFor: MemberID(3))
            }
            #expect(file.application == history.files[0])
            #expect(file.circumstances.panel == Panel(counted: 1, pending: 0, conflicted: 0))
            #expect(file.circumstances.hasGrant && !file.circumstances.actorConflicted)
            let other = try await store.database.write { db in
                try db.lock(application: ApplicationID(2), call: .share, circumstancesFor: MemberID(2))
            }
            #expect(other.circumstances.panel == Panel(counted: 0, pending: 1, conflicted: 0))
            #expect(other.circumstances.actorConflicted)
        }
    }

    @Test func `the answer to a key is kept with the command and given again`() async throws {
        try await withStore { store in
            var history = History()
            history.call(.create(CallDraft(code: "KEYED", terms: History.terms)))
            let batch = history.batch
            let request = Digest.sha256([1, 2, 3])
            let answer = Answer(key: "k-1", request: request, response: #"{"done":true}"#, at: History.terms.opensAt)
            try await store.database.write { db in try db.write(batch, answer: answer, committing: true) }
            let previous = try #require(try await lock(store, key: "k-1").previous)
            #expect(previous.request == request)
            #expect(previous.response == #"{"done":true}"#)
            let unknown = try await lock(store, key: "k-2").previous
            #expect(unknown == nil)
            // The same key a second time is refused with everything that came with it.
            var second = History()
            second.call = Call(id: CallID(2))
            second.call(.create(CallDraft(code: "AGAIN", terms: History.terms)))
            let again = second.batch
            await #expect(throws: StoreError.self) {
                try await store.database.write { db in try db.write(again, answer: answer, committing: true) }
            }
            let codes = try await store.database.read { db in try db.calls().map(\.code) }
            #expect(codes == ["KEYED"])
        }
    }

    @Test func `of two batches on the same version one is refused as a whole`() async throws {
        try await withStore { store in
            var history = History()
            history.call(.create(CallDraft(code: "ONCE", terms: History.terms)))
            try await history.write(to: store.database)
            var (first, second) = (history, history)
            first.call(.open)
            second.call(.cancel(History.reason))
            try await first.write(to: store.database)
            let late = second.batch
            let error = await #expect(throws: StoreError.self) {
                try await store.database.write { db in try db.write(late, committing: true) }
            }
            guard case .database(let refused) = error else {
                Issue.record("not refused by the database: \(String(describing: error))")
                return
            }
            #expect(refused.isUniqueViolation || refused.constraint == "events_join")
            let kept = try await lock(store).call
            #expect(kept == first.call)
        }
    }

    /// A projection that was lost, or is ahead of its log, whatever did that to it.
    @Test(arguments: ["DELETE FROM calls", "UPDATE calls SET version = 7"])
    func `an event whose subject cannot be brought up to it is refused`(_ damage: String) async throws {
        try await withStore { store in
            var history = History()
            history.call(.create(CallDraft(code: "LOST", terms: History.terms)))
            try await history.write(to: store.database)
            try await store.tamper(damage)
            history.call(.open)
            let batch = history.batch
            let error = await #expect(throws: StoreError.self) {
                try await store.database.write { db in try db.write(batch, committing: true) }
            }
            guard case .database(let refused) = error else {
                Issue.record("not refused by the database: \(String(describing: error))")
                return
            }
            #expect(refused.constraint == "projection_follows_log")
            let events = try await store.database.read { db in
                try db.query(Statement(once: "SELECT count(*) FROM events")).single().int(0)
            }
            #expect(events == 1)
        }
    }

    @Test func `a dry run meets every constraint and leaves nothing`() async throws {
        struct TakenBack: Error {}
        try await withStore { store in
            var history = History()
            history.call(.create(CallDraft(code: "DRY", terms: History.terms)))
            let batch = history.batch
            await #expect(throws: TakenBack.self) {
                try await store.database.write { db in
                    try db.write(batch, committing: false)
                    throw TakenBack()
                }
            }
            let calls = try await store.database.read { db in try db.calls() }
            #expect(calls.isEmpty)
        }
    }
}
