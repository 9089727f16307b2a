import Postgres
import Testing

@Suite struct PipelineTests {
    private static let double = Statement("double", "SELECT $1 * 2")

    @Test func `statements of one pipeline are answered by their handles`() async throws {
        try await withFixture { fixture in
            let numbers = try await fixture.pool.withSession { db in
                var pipeline = Pipeline()
                let first = pipeline.add(Self.double, Int64(4))
                let second = pipeline.add(Self.double, Int64(.max / 2))
                let results = try db.run(pipeline)
                return [try results[first].single().int64(0), try results[second].single().int64(0)]
            }
            #expect(numbers == [8, .max - 1])
        }
    }
}
