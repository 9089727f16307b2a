import CallModel
import Postgres
import Store
import Synchronization
import Testing
import Workflow

/// A log on its way from one database to another.
@Suite struct LogMoveTests {
    /// The lines of a whole log, with their answer to a command that carried a key.
    private func exported(_ store: StoreFixture) async throws -> [String] {
        _ = try await History.tell(to: store.database)
        let answer = Answer(
            key: "k-1", request: .sha256([1]), response: #"{"done":  true}"#, at: History.terms.opensAt)
        try await store.database.write { db in try db.write(Batch(), answer: answer, committing: true) }
        let lines = Mutex<[String]>([])
        _ = try await LogFile.export(store.database) { line in
            lines.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
        }
        return lines.withLock { $0 }
    }

    @Test func `a command that is repeated after the move is found answered`() async throws {
        let lines = try await withStore { try await exported($0) }
        try await withStore { store in
            let owner = try Database(store.location, as: .owner, sessions: 1)
            _ = try await LogFile.import(lines, into: owner)
            await owner.close()
            let previous = try await store.database.write { db in try db.previousAnswer("k-1") }
            #expect(previous?.request == .sha256([1]))
            #expect(previous?.response == #"{"done":  true}"#)
        }
    }

    /// Lines that tell how often somebody began to read them.
    private struct CountedLines: Sequence, Sendable {
        let lines: [String]
        let count: @Sendable () -> Void

        func makeIterator() -> [String].Iterator {
            count()
            return lines.makeIterator()
        }
    }

    @Test func `a file is read once, whatever the import collides with`() async throws {
        let lines = try await withStore { try await exported($0) }
        try await withStore { store in
            try await store.tamper(
                """
                CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'collided' USING ERRCODE = 'serialization_failure'; END $$;
                CREATE TRIGGER collide BEFORE INSERT ON members EXECUTE FUNCTION collide();
                """)
            let readings = Atomic<Int>(0)
            let owner = try Database(store.location, as: .owner, sessions: 1)
            let counted = CountedLines(lines: lines) { readings.add(1, ordering: .relaxed) }
            let error = await #expect(throws: StoreError.self) { try await LogFile.import(counted, into: owner) }
            await owner.close()
            guard case .database(let collision) = error else {
                Issue.record("not the collision: \(String(describing: error))")
                return
            }
            #expect(collision.isSerializationFailure)
            #expect(readings.load(ordering: .relaxed) == 1)
        }
    }
}
