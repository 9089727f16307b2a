import Service
import Synchronization
import TestSupport
import Testing
import Workflow

/// The pure core in memory and the real database, step by step through the same random commands.
@Suite struct DifferentialTests {
    private static let sequencesPerWorld = 50
    private static let stepsPerSequence = 60

    @Test(arguments: [UInt64(1000), 2000, 3000, 4000])
    func `the database is what the core says`(first: UInt64) async throws {
        try await withWorld(sessions: 1) { world in
            try await SideBySide.prepare(world)
            var reached: Set<CallState> = []
            for seed in first..<first + UInt64(Self.sequencesPerWorld) {
                var both = try await SideBySide(world, seed: seed)
                var generator = StepGenerator(random: SplitMix64(seed: seed ^ 0xA99E1), call: both.call)
                var taken: [Step] = []
                while taken.count < Self.stepsPerSequence {
                    let step = generator.next(both.model, both.now)
                    taken.append(step)
                    if let difference = try await both.take(step) {
                        let prefix = taken.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
                        Issue.record("seed \(seed), step \(taken.count)\n\(prefix)\n\(difference)")
                        return
                    }
                    reached.insert(both.model.call.state)
                }
            }
            // Sequences that never get anywhere would show nothing.
            #expect(reached.isSuperset(of: [.review, .deliberation, .decided, .published]))
            try await world.expectHistoriesJoin()
        }
    }
}
