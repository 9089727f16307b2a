import CallModel
import Postgres
import Service
import Store
import Synchronization
import TestSupport
import Workflow

@testable import Exchange

/// Sixteen clients at work on the files of a call while another closes it.
struct ClosingRound: Sendable {
    static let clients = 16
    static let attemptsPerClient = 36
    private static let attemptsAfterwards = 4
    private static let fileCount = 24

    let world: World
    let call: BrusselsCall
    private let files: [(id: ApplicationID, record: ImportedApplication)]

    init(in world: World, seed: UInt64) async throws {
        self.world = world
        call = try BrusselsCall()
        try await world.script(Self.slowness)
        try await world.open(call)
        var files: [(ApplicationID, ImportedApplication)] = []
        for record in try await world.drafts(Self.fileCount, in: call, seed: seed) {
            files.append((try await world.id(record.content.reference, of: call), record))
        }
        self.files = files
    }

    /// Makes time between the decision on a file and its commit, as a busy server does: a close that did not wait for the
    /// submissions under way would not see them.
    private static let slowness = """
        CREATE FUNCTION appel.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_sleep(random() * 0.06);
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER dawdle BEFORE INSERT ON appel.events FOR EACH ROW
        WHEN (NEW.machine = 'application' AND NEW.action <> 'create') EXECUTE FUNCTION appel.dawdle();
        """

    /// What the clients were told, and the list that was made right after the close.
    struct Outcome: Sendable {
        let told: Told
        let list: [ApplicationID: Application]
    }

    func run(_ random: inout SplitMix64) async throws -> Outcome {
        let told = Told()
        let seeds = (0..<Self.clients).map { _ in random.next() }
        // The clients are in the middle of their work when the closing instant comes, at once or a moment later by itself.
        let middle = random.number(50...Self.clients * Self.attemptsPerClient / 2)
        let ahead = random.chance(1, of: 2) ? 0 : Int64(random.number(1...100)) * 1000
        async let list = close(after: middle, ahead: ahead, told)
        await withTaskGroup(of: Void.self) { group in
            for seed in seeds { group.addTask { await client(SplitMix64(seed: seed), told) } }
        }
        return Outcome(told: told, list: try await list)
    }

    /// By the closer's own session: a new one would take its time.
    private static let putClock = Statement(
        once: """
            UPDATE rehearsal.clock
            SET ahead_microseconds = ahead_microseconds + ceil(extract(epoch FROM $1 - appel_now()) * 1000000)::bigint
            """)

    /// Closes the call as soon as its closing instant has come, with a session of its own, and lists the files at once.
    ///
    /// - Parameters:
    ///   - acknowledged: how many attempts have succeeded when the clock is put.
    ///   - ahead: how long before the closing instant it is put, in microseconds.
    private func close(
        after acknowledged: Int, ahead: Int64, _ told: Told
    ) async throws -> [ApplicationID: Application] {
        // Whatever happens here, the clients must not go on for ever.
        defer { told.progress.end() }
        let database = try Database(world.location, sessions: 1)
        let service = Service(database: database, lists: try Checkout.lists())
        // So that it is ready: the first use of a call reads its rules.
        _ = try await service.admissibilityReport(of: call.code)
        await told.progress.until(acknowledged)
        let start = Instant(microseconds: call.closes.microseconds - ahead)
        _ = try await database.write { try $0.execute(Self.putClock, start) }
        let rest = try await database.read { try call.closes.microseconds - $0.now().microseconds }
        let wait = Statement(once: "SELECT pg_sleep($1 / 1e6)")
        _ = try await database.read { try $0.query(wait, Double(max(0, rest))).affected }
        _ = try await service.move(call: call.code, .close, Request(actor: .system))
        told.progress.end()
        let list = try await service.files(of: call.code).map { ($0.file.id, $0.file) }
        await database.close()
        return Dictionary(uniqueKeysWithValues: list)
    }

    private enum Choice: CaseIterable {
        case submit, withdraw, reinstate, edit
    }

    /// Mostly what is possible in the state that was heard of last, which may have changed since.
    private func choice(_ state: String?, _ random: inout SplitMix64) -> Choice {
        if random.chance(1, of: 8) { return random.pick(Choice.allCases) }
        return switch state {
        case "submitted": .withdraw
        case "withdrawn": .reinstate
        default: random.pick([.submit, .submit, .submit, .edit, .withdraw])
        }
    }

    /// Submits, withdraws, reinstates and edits files at random: so many times at least, and until some time after the close, which
    /// must get through however busy the clients are.
    private func client(_ generator: SplitMix64, _ told: Told) async {
        var random = generator
        var attempts = 0
        var afterwards = 0
        while attempts < Self.attemptsPerClient || afterwards < Self.attemptsAfterwards {
            attempts += 1
            if told.progress.isOver { afterwards += 1 }
            let (id, record) = files[random.number(0...files.count - 1)]
            do throws(ServiceError) {
                let receipt: Receipt
                switch choice(told.state(of: id), &random) {
                case .submit: receipt = try await world.service.act(on: id, .submit, .secretariat)
                case .withdraw: receipt = try await world.service.act(on: id, .withdraw, reason: "Sur demande.", .secretariat)
                case .reinstate: receipt = try await world.service.act(on: id, .reinstate, .secretariat)
                case .edit:
                    let edited = record.with { $0.title = "Projet \(random.number(1...9999))" }
                    receipt = try await world.service.edit(edited, of: call.code, .secretariat)
                }
                told.acknowledge(receipt)
            } catch {
                told.refuse(error)
            }
        }
    }
}

/// The answers that clients got.
final class Told: Sendable {
    private struct State {
        var acknowledged: [Receipt] = []
        var refused: [String: Int] = [:]
        var failures: [String] = []
        var attempts = 0
        var files: [Int64: String] = [:]
    }

    private let state = Mutex(State())
    /// How many attempts have succeeded; over when there is nothing more to wait for.
    let progress = Progress()

    var acknowledged: [Receipt] { state.withLock { $0.acknowledged } }
    /// How many attempts were refused, by the refusal's code.
    var refused: [String: Int] { state.withLock { $0.refused } }
    /// Errors that are no refusals.
    var failures: [String] { state.withLock { $0.failures } }
    var attempts: Int { state.withLock { $0.attempts } }

    /// What somebody was told last of a file.
    func state(of file: ApplicationID) -> String? { state.withLock { $0.files[file.value] } }

    func acknowledge(_ receipt: Receipt) {
        state.withLock {
            $0.attempts += 1
            $0.acknowledged.append(receipt)
            $0.files[receipt.id] = receipt.state
        }
        progress.advance()
    }

    func refuse(_ error: ServiceError) {
        let isFailure = state.withLock { state in
            state.attempts += 1
            if case .refused(let refusal) = error {
                state.refused[refusal.code, default: 0] += 1
                return false
            }
            state.failures.append(error.summary)
            return true
        }
        // The test has failed: nobody is to wait for successes that may never come.
        if isFailure { progress.end() }
    }
}
