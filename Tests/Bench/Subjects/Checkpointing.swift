import Audit
import CallModel
import Service
import Store
import Synchronization
import Workflow

/// Applicants who file while checkpoints are taken, against applicants who file alone.
struct Checkpointing {
    private static let target = 0.95
    private static let (clients, turns) = (8, 400)
    private static let interval = Duration.milliseconds(250)

    let stages: Stages

    func run() async throws -> Subject {
        var subject = Subject(
            "Checkpoints",
            method: """
                \(Self.clients) clients submit applications through `Service` with 4 sessions, without and with a checkpoint of the \
                whole log signed every \(Self.interval), by a session of its own. Submissions a second, and the time within which 99 \
                of 100 were answered; medians of \(Rounds.count) interleaved runs. Target: the rate stays at \(Self.target) of what \
                it is without.
                """,
            columns: ["", "submissions a second", "99 of 100 within", "ratio"])
        try await stages.withCopy(of: Stages.open) { world in
            let filing = Filing(world: world, call: stages.call)
            let single = try stages.world(world.name, sessions: 1)
            _ = try await filing.prepare(1 + 2 * Rounds.count * Self.clients * Self.turns, single)
            guard let key = SigningKey(newFor: "bench.example.org") else { throw BenchFailure("no key") }
            // What is there already is signed before anything is measured.
            var tree = try await single.service.takeCheckpoint(by: key).tree
            try await world.server.settle(world.name)
            var (alone, beside, signed) = (Run(), Run(), 0)
            var next = filing.first()
            for _ in 0..<Rounds.count {
                try await measure(filing, &next, &alone)
                let before = tree
                let done = Flag()
                let checkpoints = Task { try await take(by: key, before, single.service, until: done) }
                try await measure(filing, &next, &beside)
                done.raise()
                let taken = try await checkpoints.value
                (tree, signed) = (taken.tree, signed + taken.count)
            }
            try await filing.verify(upTo: next)
            guard signed > Rounds.count else { throw BenchFailure("only \(signed) checkpoints were taken") }
            await single.close()
            let ratio = beside.rates.median / alone.rates.median
            subject.add("alone", Figures.whole(alone.rates.median), Figures.milliseconds(alone.slow.median), "")
            subject.add(
                "with checkpoints", Figures.whole(beside.rates.median), Figures.milliseconds(beside.slow.median), Figures.ratio(ratio))
            if ratio < Self.target {
                subject.fellShort(
                    """
                    With \(signed) checkpoints in all, submissions run at \(Figures.ratio(ratio)) of their rate: nobody waits for a \
                    lock, but on few cores the reading and hashing of new events takes its share of the processor.
                    """)
            }
        }
        return subject
    }

    /// Tells another task to end.
    private final class Flag: Sendable {
        private let state = Atomic<Bool>(false)
        var isRaised: Bool { state.load(ordering: .relaxed) }
        func raise() { state.store(true, ordering: .relaxed) }
    }

    private struct Run {
        var rates = Samples()
        var slow = Samples()
    }

    private func take(
        by key: SigningKey, _ known: MerkleFrontier, _ service: Service, until done: Flag
    ) async throws -> (tree: MerkleFrontier, count: Int) {
        var (tree, count) = (known, 0)
        while !done.isRaised {
            tree = try await service.takeCheckpoint(by: key, known: tree).tree
            count += 1
            try await Task.sleep(for: Self.interval)
        }
        return (tree, count)
    }

    private func measure(_ filing: Filing, _ next: inout Int, _ run: inout Run) async throws {
        let first = next
        let start = ContinuousClock.now
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    var times: [Double] = []
                    for turn in 0..<Self.turns {
                        times.append(try await seconds { try await filing.act(first + client * Self.turns + turn) })
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        run.rates.add(Double(times.count) / (ContinuousClock.now - start).seconds)
        run.slow.add(times.sorted()[times.count * 99 / 100])
        next += Self.clients * Self.turns
    }
}
