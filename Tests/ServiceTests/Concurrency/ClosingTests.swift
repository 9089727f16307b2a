import CallModel
import Postgres
import Service
import Store
import TestSupport
import Testing
import Workflow

/// Nobody loses a file at the deadline, and nobody gets one in after it.
@Suite(.serialized) struct ClosingTests {
    private static let rounds: [UInt64] = Array(1...20)

    @Test func `there are ten thousand attempts`() {
        #expect(Self.rounds.count * ClosingRound.clients * ClosingRound.attemptsPerClient >= 10_000)
    }

    @Test(arguments: rounds)
    func `sixteen clients work on the files while another closes the call`(seed: UInt64) async throws {
        try await withWorld(sessions: ClosingRound.clients) { world in
            var random = SplitMix64(seed: seed)
            let round = try await ClosingRound(in: world, seed: seed)
            let outcome = try await round.run(&random)
            let told = outcome.told
            #expect(told.failures == [])
            #expect(told.attempts >= ClosingRound.clients * ClosingRound.attemptsPerClient)
            // The close came in the middle: a round in which it did not shows nothing.
            #expect(!told.acknowledged.isEmpty)
            #expect(told.refused["tooLate", default: 0] + told.refused["callNotOpen", default: 0] > 0)

            let log = try await Log(of: round.call, world)
            #expect(log.late(closing: round.call.closes) == [], "accepted at or after the closing instant, or behind the close")
            #expect(log.missing(from: outcome.list, told.acknowledged) == [], "acknowledged and not in the list made at the close")
            #expect(log.unknown(told.acknowledged) == [], "acknowledged and not in the log")
            #expect(log.steps == told.acknowledged.count, "the log holds what nobody was told")
            try await world.expectHistoriesJoin()
        }
    }
}

/// The events of one call's files, to hold against what clients were told.
private struct Log {
    private let close: LoggedEvent
    private let files: [Int64: [LoggedEvent]]

    init(of call: BrusselsCall, _ world: World) async throws {
        (close, files) = try await world.database.read { db in
            let stored = try db.call(code: call.code)
            let close = try db.history(of: .call, stored.id.value).last { $0.action == CallAction.close.name }
            guard let close else { throw FixtureError("the call was not closed") }
            let histories = try db.files(of: stored.id).map { ($0.id.value, try db.history(of: .application, $0.id.value)) }
            return (close, Dictionary(uniqueKeysWithValues: histories))
        }
    }

    /// What happened to the files after their creation.
    var steps: Int { files.values.reduce(0) { $0 + $1.count - 1 } }

    /// What only an open call allows.
    private static let open: Set = ["create", "edit", "submit", "reinstate"]

    /// Such events at or after the closing instant, or written after the close.
    func late(closing: Instant) -> [LoggedEvent] {
        files.values.flatMap { $0 }.filter { Self.open.contains($0.action) && ($0.at >= closing || $0.seq > close.seq) }
    }

    /// Acknowledged steps of that kind, submissions among them, that the list does not show.
    func missing(from list: [ApplicationID: Application], _ acknowledged: [Receipt]) -> [Receipt] {
        acknowledged.filter { receipt in
            guard Self.open.contains(receipt.action) else { return false }
            guard let listed = list[ApplicationID(receipt.id)] else { return true }
            return listed.version < receipt.version || (listed.version == receipt.version && listed.state.name != receipt.state)
        }
    }

    /// Acknowledgements without their event.
    func unknown(_ acknowledged: [Receipt]) -> [Receipt] {
        acknowledged.filter { receipt in
            files[receipt.id]?.contains {
                $0.version == receipt.version && $0.action == receipt.action && $0.at == receipt.at && $0.to == receipt.state
            } != true
        }
    }
}
