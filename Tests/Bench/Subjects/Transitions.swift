import CallModel
import Service
import Store
import Workflow

/// Single commands through the service, against pgbench sending the same statements in the same round trips.
struct Transitions {
    private static let target = 0.8
    /// Clients at once, and how many transactions each of them does in one run.
    private static let loads = [(clients: 1, turns: 300), (clients: 8, turns: 200), (clients: 32, turns: 50)]
    private static var subjectsNeeded: Int {
        1 + Rounds.count * 2 * loads.map { $0.clients * $0.turns }.reduce(0, +)
    }

    let stages: Stages
    private let sessions = 4

    func run() async throws -> Subject {
        var subject = Subject(
            "Transitions",
            method: """
                One command a transaction through `Service` with \(sessions) sessions, each on a subject of its own, against \
                `pgbench -M prepared` with the same statements pipelined in the same two round trips. Transactions a second, \
                medians of \(Rounds.count) interleaved runs. Target: 0.8 at 8 and 32 clients.
                """,
            columns: ["command", "clients", "service", "pgbench", "ratio"])
        try await stages.withCopy(of: Stages.open, sessions: sessions) { world in
            try await measure("submit an application", Filing(world: world, call: stages.call), world, &subject)
        }
        try await stages.withCopy(of: Stages.review, sessions: sessions) { world in
            try await measure("submit a review", Reviewing(world: world), world, &subject)
        }
        return subject
    }

    private func measure(
        _ name: String, _ workload: some Workload, _ world: World, _ subject: inout Subject
    ) async throws {
        let single = try stages.world(world.name, sessions: 1)
        let script = try await workload.prepare(Self.subjectsNeeded, single)
        await single.close()
        try await world.server.settle(world.name)
        var next = try await workload.first()
        // Every session connects and prepares.
        var results = Self.loads.map { _ in (service: Samples(), pgbench: Samples()) }
        for _ in 0..<Rounds.count {
            for (place, load) in Self.loads.enumerated() {
                results[place].service.add(
                    try await rate(workload, clients: load.clients, turns: load.turns, first: next))
                next += load.clients * load.turns
                results[place].pgbench.add(
                    try script.run(on: world, clients: load.clients, turns: load.turns, first: next))
                next += load.clients * load.turns
            }
        }
        try await workload.verify(upTo: next)
        for (load, result) in zip(Self.loads, results) {
            let ratio = result.service.median / result.pgbench.median
            subject.add(
                name, "\(load.clients)", Figures.whole(result.service.median), Figures.whole(result.pgbench.median),
                Figures.ratio(ratio))
            if load.clients > 1, ratio < Self.target {
                subject.fellShort(
                    """
                    To \(name) with \(load.clients) clients reaches \(Figures.ratio(ratio)) of pgbench: each command wakes a \
                    session's thread and then the task that waits for it, and on few cores these two wake-ups weigh against \
                    the server's own work.
                    """)
            }
        }
    }

    private func rate(_ workload: some Workload, clients: Int, turns: Int, first: Int) async throws -> Double {
        let elapsed = try await seconds {
            try await withThrowingTaskGroup { group in
                for client in 0..<clients {
                    group.addTask {
                        for turn in 0..<turns { try await workload.act(first + client * turns + turn) }
                    }
                }
                try await group.waitForAll()
            }
        }
        return Double(clients * turns) / elapsed
    }
}

/// One kind of command, on as many subjects as are needed.
protocol Workload: Sendable {
    /// Makes the subjects, takes one step as an example, and writes the same for pgbench.
    ///
    /// - Parameter single: the same database with one session.
    func prepare(_ count: Int, _ single: World) async throws -> PgbenchScript
    /// The number of the first subject that is still to be used.
    func first() async throws -> Int
    func act(_ id: Int) async throws
    /// Makes sure that both contenders did the work.
    func verify(upTo id: Int) async throws
}
