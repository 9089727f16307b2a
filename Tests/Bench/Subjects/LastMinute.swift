import CallModel
import Exchange
import Foundation
import Postgres
import Service
import Store
import Synchronization

/// The last minute before a call closes: ten thousand associations file.
struct LastMinute {
    private static let associations = 10_000
    private static let minute = 60.0
    /// Browsers that wait at once, at most; who comes when all wait, waits from then on.
    private static let browsers = 400
    private static let target = 2.0
    private static let name = "run_of_last_minute"

    let server: BenchServer
    let call: BenchCall
    let programs: String

    func run() async throws -> Subject {
        var subject = Subject(
            "The last minute",
            method: """
                \(Figures.whole(Double(Self.associations))) associations, each with a session and a complete application of its own, come \
                at moments drawn from the last \(Figures.whole(Self.minute)) s before the call closes: each opens the page where one \
                certifies, files, and opens the receipt, on a connection of its own. Times count from the moment at which the \
                association came or could ask on. Target: none lost, none late, p99 under \(Figures.whole(Self.target)) s.
                """,
            columns: ["", "answers", "p50", "p99", "longest"])
        try await server.drop(Self.name)
        try await server.create(Self.name)
        let world = try World(server, Self.name, lists: call.lists)
        try await prepare(world)
        let served = try ServerUnderLoad(["\(programs)/appel", "serve", "--listen", "127.0.0.1:0"], world)
        _ = try HTTPLine(port: served.port).ask(HTTPQuestion("/fr/"))
        let idle = try served.memory("VmRSS")
        // The call closes when the minute is over, and two seconds later: within those an answer may take its time.
        try await world.setClock(call.closes.adding(seconds: -Int64(Self.minute + Self.target)))
        let (before, databaseBefore, ownBefore) = (served.work, served.databaseWork, ProcessorTime.ofProcess)
        let visits = Visits()
        let took = try await seconds { try await file(at: served.port, visits) }
        let figures = visits.all
        for (name, latencies) in [
            ("the page where one certifies", figures.opened), ("filed", figures.filed), ("the receipt", figures.received)
        ] {
            subject.add(
                name, Figures.whole(Double(latencies.count)), Figures.milliseconds(latencies.percentile(50)),
                Figures.milliseconds(latencies.percentile(99)), Figures.milliseconds(latencies.percentile(100)))
        }
        let answers = Double(3 * Self.associations)
        func each(_ work: Double) -> String { Figures.whole(work / answers * 1_000_000) + " µs" }
        subject.note(
            """
            All of it took \(Figures.decimals(took, 1)) s. For each answer the server worked \(each(served.work - before)), the database \
            \(each(served.databaseWork - databaseBefore)), the browsers \(each(ProcessorTime.ofProcess - ownBefore)). The server held \
            \(Figures.decimals(idle, 1)) MiB before, \(Figures.decimals(try served.memory("VmHWM"), 1)) MiB at most.
            """)
        let stored = try await stored(world)
        subject.note(
            """
            \(Figures.whole(Double(stored))) files are filed, \(Figures.whole(Double(figures.acknowledged))) were acknowledged, \
            \(Figures.whole(Double(figures.refused))) refused as late.
            """)
        if stored < figures.acknowledged || figures.acknowledged + figures.refused < Self.associations {
            subject.fellShort("Some were lost.")
        }
        if figures.refused > 0 { subject.fellShort("Some came in time and were late.") }
        if figures.filed.percentile(99) > Self.target { subject.fellShort("The p99 of filing is above the target.") }
        served.stop()
        await world.close()
        try await server.drop(Self.name)
        return subject
    }

    private func prepare(_ world: World) async throws {
        let (service, many) = (world.service, Self.associations)
        _ = try await Migrations(server.location(Self.name), files: call.sqlFiles).migrate()
        try await world.setClock(call.opens)
        _ = try await service.importOrganisations(Import.organisations(call.organisations(many)), .secretariat)
        _ = try await service.createCall(call.checked, source: call.source, .secretariat)
        _ = try await service.move(call: BenchCall.code, .open, .secretariat)
        let files = try Import.applications(call.applications(many, of: many), for: call.definition)
        _ = try await service.importApplications(to: BenchCall.code, files, submitting: false, .secretariat)
        try await world.setClock(call.closes.adding(seconds: -600))
        try await server.script(
            """
            SET search_path = appel;
            INSERT INTO accounts (email, name, language, created_at)
            SELECT 'o' || o.id || '@example.org', 'Person ' || o.id, 'fr', appel_now() FROM organisations AS o;
            INSERT INTO account_hats (account_id, role, organisation_id, may_sign)
            SELECT a.id, 'applicant', o.id, true FROM organisations AS o JOIN accounts AS a ON a.email = 'o' || o.id || '@example.org';
            INSERT INTO web_sessions (digest, account_id, hat_id, csrf, means, factor_done, started_at, seen_at)
            SELECT sha256(convert_to('bench-session-' || f.reference, 'UTF8')), h.account_id, h.id, '\(ServedStages.csrf)', 'link', false,
                appel_now(), appel_now()
            FROM account_hats AS h JOIN applications AS f ON f.organisation_id = h.organisation_id
            """, in: world.name)
        try await server.settle(world.name)
    }

    private func file(at port: Int, _ visits: Visits) async throws {
        let turn = Atomic<Int>(0)
        let shared = Turns(turn)
        // The same moments in every run.
        var random = SplitMix(seed: 27)
        let moments = (0..<Self.associations).map { _ in random.unit() * Self.minute }.sorted()
        let start = ContinuousClock.now + .milliseconds(200)
        try await Clients.run(Self.browsers) { _ in
            while true {
                let number = shared.turn.add(1, ordering: .relaxed).oldValue
                guard number < moments.count else { return }
                let moment = start + .seconds(moments[number])
                let wait = (moment - ContinuousClock.now).seconds
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
                try Self.visit(BenchCall.reference(number + 1), port, from: moment, visits)
            }
        }
    }

    private static func visit(
        _ reference: String, _ port: Int, from moment: ContinuousClock.Instant, _ visits: Visits
    ) throws {
        let (path, cookie) = ("/fr/my/\(BenchCall.code)/\(reference)", "Cookie: __Host-sid=bench-session-\(reference)")
        let line = try HTTPLine(port: port)
        let page = try line.ask(HTTPQuestion(path + "/certify", [cookie]))
        let opened = ContinuousClock.now
        guard page.status == 200, let version = page.field("version"), let key = page.field("key") else {
            throw BenchFailure("\(reference) cannot certify: \(page.status) \(page.head)")
        }
        let filed = try line.ask(
            HTTPQuestion(
                path + "/certify", [cookie],
                form: [("certify", "true"), ("version", version), ("key", key), ("csrf", ServedStages.csrf)]))
        let done = ContinuousClock.now
        guard filed.status == 303 else { return visits.refused() }
        let receipt = try line.ask(HTTPQuestion(path + "/receipt", [cookie]))
        guard receipt.status == 200 else { throw BenchFailure("no receipt: \(receipt.status)") }
        visits.add((opened - moment).seconds, (done - opened).seconds, (ContinuousClock.now - done).seconds)
    }

    private func stored(_ world: World) async throws -> Int {
        try await world.database.read { db in
            try db.query(
                Statement(
                    once: """
                        SELECT count(*)
                        FROM applications AS a
                        JOIN events AS e ON e.machine = 'application' AND e.stream_id = a.id AND e.action = 'submit'
                        JOIN outbox AS o ON o.machine = 'application' AND o.stream_id = a.id
                        WHERE a.state = 'submitted'
                        """)
            ).single().int(0)
        }
    }
}

/// What the associations met with.
private final class Visits: Sendable {
    struct Figures {
        var opened = Latencies()
        var filed = Latencies()
        var received = Latencies()
        var refused = 0

        var acknowledged: Int { filed.count }
    }

    private let figures = Mutex(Figures())

    var all: Figures { figures.withLock(\.self) }

    func add(_ opened: Double, _ filed: Double, _ received: Double) {
        figures.withLock { figures in
            figures.opened.add(opened)
            figures.filed.add(filed)
            figures.received.add(received)
        }
    }

    func refused() { figures.withLock { $0.refused += 1 } }
}

/// Whose turn it is.
private final class Turns: Sendable {
    let turn: Atomic<Int>

    init(_ turn: consuming Atomic<Int>) { self.turn = turn }
}

/// SplitMix64, so that every run is the same.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to 1.
    mutating func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
    }
}
