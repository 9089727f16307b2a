import Postgres
import Testing

@Suite struct PipelineTests {
    private static let double = Statement("double", "SELECT $1 * 2")
    private static let insert = Statement("insert", "INSERT INTO item (id, note) VALUES ($1, $2)")
    private static let count = Statement("count", "SELECT count(*) FROM item")
    private static let schema = "CREATE TABLE item (id bigint PRIMARY KEY, note text CHECK (note <> ''))"

    @Test func `statements of one pipeline are answered by their handles`() async throws {
        let numbers = try await SharedPool.shared.value.withSession { db in
            var pipeline = Pipeline()
            let first = pipeline.add(Self.double, Int64(4))
            let second = pipeline.add(Self.double, Int64(.max / 2))
            let results = try db.run(pipeline)
            return [try results[first].single().int64(0), try results[second].single().int64(0)]
        }
        #expect(numbers == [8, .max - 1])
    }

    @Test func `a failure in the middle is named, the rest is aborted and nothing is kept`() async throws {
        try await withFixture { fixture in
            let count = try await fixture.pool.withSession { db in
                try db.executeScript(Self.schema)
                var pipeline = Pipeline()
                let good = pipeline.add(Self.insert, Int64(1), "one")
                let bad = pipeline.add(Self.insert, Int64(2), "")
                let late = pipeline.add(Self.insert, Int64(3), "three")
                let unknown = pipeline.add(Statement("never_prepared", "SELECT 'later'"))
                let outcomes = try db.attempt(pipeline)
                guard case .completed(let rows) = outcomes[good], case .failed(let error) = outcomes[bad],
                    case .aborted = outcomes[late], case .aborted = outcomes[unknown]
                else {
                    Issue.record("\(outcomes)")
                    return Int64(-1)
                }
                #expect(rows.affected == 1)
                #expect(error.isCheckViolation)
                #expect(error.constraint == "item_note_check")
                #expect(error.table == "item")
                #expect(error.statement == "insert")
                #expect(error.pipelineIndex == 1)
                #expect(outcomes.firstError?.pipelineIndex == 1)
                // What the failure kept from being prepared is prepared now.
                #expect(try db.query(Statement("never_prepared", "SELECT 'later'")).single().string(0) == "later")
                return try db.query(Self.count).single().int64(0)
            }
            #expect(count == 0)
        }
    }

    @Test func `a statement that cannot be prepared is the one that failed`() async throws {
        let error = try await SharedPool.shared.value.withSession { db in
            var pipeline = Pipeline()
            pipeline.add(Self.double, Int64(1))
            pipeline.add(Statement("nonsense", "SELEKT $1"), Int64(1))
            pipeline.add(Self.double, Int64(1))
            return try db.attempt(pipeline).firstError
        }
        #expect(error?.sqlState == "42601")
        #expect(error?.statement == "nonsense")
        #expect(error?.pipelineIndex == 1)
        #expect(error?.position == 1)
    }

    @Test func `a pipeline that cannot be sent whole is not sent in part`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let count = try await fixture.pool.withSession { db in
                try db.executeScript(Self.schema)
                var pipeline = Pipeline()
                pipeline.add(Self.insert, Int64(1), "one")
                pipeline.add(Statement("insert", "DELETE FROM item"))
                let error = #expect(throws: PostgresError.self) { try db.run(pipeline) }
                #expect(error?.code == .statementConflict)
                #expect(error?.pipelineIndex == 1)
                return try db.query(Self.count).single().int64(0)
            }
            #expect(count == 0)
        }
    }

    @Test func `BEGIN in one pipeline and COMMIT in a later one are one transaction`() async throws {
        try await withFixture { fixture in
            let (before, inside, after) = try await fixture.pool.withSession { db in
                try db.executeScript(Self.schema)
                var load = Pipeline()
                load.begin()
                load.add(Self.insert, Int64(1), "one")
                let count = load.add(Self.count)
                let inside = try db.run(load)[count].single().int64(0)
                let before = db.isInTransaction
                var save = Pipeline()
                save.add(Self.insert, Int64(2), "two")
                save.commit()
                try db.run(save)
                return (before, inside, db.isInTransaction)
            }
            #expect(before)
            #expect(inside == 1)
            #expect(!after)
            let count = try await fixture.pool.withSession { try $0.query(Self.count).single().int64(0) }
            #expect(count == 2)
        }
    }

    @Test func `a failed COMMIT pipeline keeps nothing and leaves a clean connection`() async throws {
        try await withFixture(sessions: 1) { fixture in
            try await fixture.pool.withSession { try $0.executeScript(Self.schema) }
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.transaction { db in
                    try db.execute(Self.insert, Int64(1), "one")
                    var save = Pipeline()
                    save.add(Self.insert, Int64(1), "again")
                    save.commit()
                    try db.run(save)
                }
            }
            #expect(error?.isUniqueViolation == true)
            let count = try await fixture.pool.withSession { try $0.query(Self.count).single().int64(0) }
            #expect(count == 0)
        }
    }

    @Test func `five thousand statements with large answers and large parameters do not block each other`() async throws {
        let note = String(repeating: "n", count: 2000)
        let lengths = try await SharedPool.shared.value.withSession(timeout: .seconds(60)) { db in
            var pipeline = Pipeline()
            let echo = Statement("echo", "SELECT $1, repeat('r', 4000), $2")
            let handles = (0..<5000).map { pipeline.add(echo, note, Int64($0)) }
            let results = try db.run(pipeline)
            return try handles.map { handle in
                let row = try results[handle].single()
                return try row.string(0).utf8.count + row.string(1).utf8.count + row.int(2)
            }
        }
        #expect(lengths == (0..<5000).map { 6000 + $0 })
    }

    @Test func `an empty pipeline is nothing`() async throws {
        let count = try await SharedPool.shared.value.withSession { try $0.run(Pipeline()).count }
        #expect(count == 0)
    }

    @Test func `a COPY in a pipeline is refused instead of waiting for ever`() async throws {
        try await withFixture(sessions: 1) { fixture in
            try await fixture.pool.withSession { try $0.executeScript(Self.schema) }
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.withSession { try $0.execute(Statement(once: "COPY item FROM STDIN")) }
            }
            #expect(error?.code == .misuse)
            let seen = try await fixture.pool.withSession { try $0.query(Self.count).single().int64(0) }
            #expect(seen == 0)
        }
    }
}
