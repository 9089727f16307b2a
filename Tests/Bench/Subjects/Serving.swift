import CallModel
import Foundation
import Postgres
import Service
import Store
import Workflow

/// The pages and the interface under load: two thousand files, six thousand reviews.
struct Serving {
    private static let clients = 8
    private static let seconds = 3.0
    private static let rounds = 3

    let stages: ServedStages
    /// The folder of the program.
    let programs: String

    func run() async throws -> Subject {
        var subject = Subject(
            "Serving",
            method: """
                `appel serve`, as it is started in earnest, on \(Figures.whole(Double(ServedStages.files))) files and \
                \(Figures.whole(Double(ServedStages.files * 3))) reviews by \(ServedStages.members) members; \(Self.clients) connections \
                that ask again as soon as they are answered, \(Self.rounds) interleaved runs of \(Figures.whole(Self.seconds)) s each. \
                Beside it the framework's floor, a route of Hummingbird that answers one word, and the limit, `pgbench -M prepared` with \
                as many clients and plain SQL that reads, or writes, the same rows. The work of a processor is told for each answer: \
                that of the server, of the database behind it, and of the clients, which run on the same cores.
                """,
            columns: ["", "a second", "p50", "p99", "server", "database", "clients"])
        var rows = Rows()
        var memory: (idle: Double, most: Double, first: Double, listening: Double) = (0, 0, 0, 0)
        try await stages.withReview { world in
            let key = try await Self.key(in: world)
            let criteria = stages.call.criteria
            let hello = try ServerUnderLoad(["/proc/self/exe".resolved, HelloServer.word], nil)
            let start = ContinuousClock.now
            let server = try ServerUnderLoad(["\(programs)/appel", "serve", "--listen", "127.0.0.1:0"], world, Self.settings)
            let line = try HTTPLine(port: server.port)
            _ = try line.ask(HTTPQuestion("/fr/"))
            memory.first = (ContinuousClock.now - start).seconds
            memory.listening = server.startSeconds
            memory.idle = try server.memory("VmRSS")
            try await Self.lettersWritten(in: world)
            for _ in 0..<Self.rounds {
                // As they are now: the round before saved some of them.
                let reviews = try await Self.reviews(in: world)
                rows.add(
                    "Hummingbird, one word",
                    try await hello.load(Self.clients, seconds: Self.seconds) { _ in
                        Repeating(question: HTTPQuestion("/hello"))
                    })
                rows.add("`/health`", try await load(server) { _ in Repeating(question: HTTPQuestion("/health")) })
                rows.add(
                    "the reviewer's list",
                    try await load(server) { client in
                        Repeating(question: HTTPQuestion("/fr/council/\(BenchCall.code)", [Self.cookie(client + 1)]))
                    })
                rows.add("pgbench: the rows of that list", try peer(world, Self.listSQL))
                rows.add(
                    "one review saved",
                    try await load(server) { client in
                        Saving(member: client + 1, reviews: reviews[client + 1] ?? [], criteria: criteria)
                    })
                rows.add("pgbench: a review saved", try peer(world, Self.saveSQL))
                rows.add(
                    "the file beside the grid",
                    try await load(server) { client in
                        Repeating(
                            question: HTTPQuestion(
                                "/fr/council/\(BenchCall.code)/files/\(reviews[client + 1]?.first?.reference ?? "")",
                                [Self.cookie(client + 1)]))
                    })
                rows.add(
                    "the API's list of files",
                    try await load(server) { _ in
                        Repeating(
                            question: HTTPQuestion(
                                "/api/v1/calls/\(BenchCall.code)/files", ["Authorization: Bearer \(key)"]))
                    })
                rows.add("pgbench: the rows of that list of files", try peer(world, Self.filesSQL))
                rows.add(
                    "the secretariat's page of a file, by the API",
                    try await load(server) { client in
                        Repeating(
                            question: HTTPQuestion(
                                "/api/v1/calls/\(BenchCall.code)/files/B\(client + 1)", ["Authorization: Bearer \(key)"]))
                    })
            }
            memory.most = try server.memory("VmHWM")
            server.stop()
            hello.stop()
        }
        try await stages.withReleased { world in
            let server = try ServerUnderLoad(["\(programs)/appel", "serve", "--listen", "127.0.0.1:0"], world, Self.settings)
            for _ in 0..<Self.rounds {
                rows.add(
                    "the awards export, CSV",
                    try await load(server) { _ in
                        Repeating(question: HTTPQuestion("/api/v1/calls/\(BenchCall.code)/exports/awards"))
                    })
                rows.add("pgbench: the rows of that export", try peer(world, Self.awardsSQL))
            }
            server.stop()
        }
        rows.write(into: &subject)
        subject.note(
            """
            From its start to the line that says where it listens \(Figures.milliseconds(memory.listening)), to the first page that was \
            asked for \(Figures.milliseconds(memory.first)); \(Figures.decimals(memory.idle, 1)) MiB after it, \
            \(Figures.decimals(memory.most, 1)) MiB at most under all of the above.
            """)
        return subject
    }

    /// Waits until the receipts of the filings have become mails, which the server begins with at once: they are not what is measured.
    private static func lettersWritten(in world: World) async throws {
        let waiting = Statement(once: "SELECT count(*) FROM outbox WHERE delivered_at IS NULL")
        for _ in 0..<600 {
            if try await world.database.read({ try $0.query(waiting).single().int(0) }) == 0 { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BenchFailure("the receipts have not become mails within a minute")
    }

    private static let settings = ["APPEL_KEY_LIMIT": "1000000", "APPEL_STRANGER_LIMIT": "1000000"]

    private static func cookie(_ member: Int) -> String { "Cookie: __Host-sid=\(ServedStages.token(member))" }

    private func load<Client: Asking>(
        _ server: ServerUnderLoad, _ make: @escaping @Sendable (Int) throws -> Client
    ) async throws -> LoadFigures {
        try await server.load(Self.clients, seconds: Self.seconds, make)
    }

    private func peer(_ world: World, _ sql: String) throws -> LoadFigures {
        try PlainSQL(sql).run(on: world, clients: Self.clients, seconds: Self.seconds)
    }

    private static func key(in world: World) async throws -> String {
        let administrator = Request(actor: .administrator)
        _ = try await world.service.invite(
            email: "secretariat@example.org", name: "Secretariat", language: .french, hats: [Hat(.secretariat)].compactMap(\.self),
            site: nil, administrator)
        guard let account = try await world.service.account(email: "secretariat@example.org") else { throw BenchFailure("no account") }
        return try await world.service.makeKey(
            for: account.id, hat: 0, name: "bench", scopes: ["read"], days: 30, administrator
        ).text
    }

    /// The reviews of each member with their versions.
    private static func reviews(in world: World) async throws -> [Int: [(reference: String, version: Int64)]] {
        let reviews = try await world.service.reviewProgress(of: BenchCall.code)
        return Dictionary(grouping: reviews) { Int($0.member.dropFirst()) ?? 0 }.mapValues { $0.map { ($0.reference, $0.version) } }
    }

    /// A member who saves his or her reviews one after the other, each time with the version that he or she saw.
    private struct Saving: Asking {
        let member: Int
        var reviews: [(reference: String, version: Int64)]
        let criteria: [String]
        private var turn = 0

        init(member: Int, reviews: [(reference: String, version: Int64)], criteria: [String]) {
            (self.member, self.reviews, self.criteria) = (member, reviews, criteria)
        }

        mutating func next() -> HTTPQuestion {
            let review = reviews[turn % reviews.count]
            return HTTPQuestion(
                "/fr/council/\(BenchCall.code)/files/\(review.reference)", [Serving.cookie(member)],
                form: criteria.map { ("score.\($0)", "3") } + [
                    ("justification", "Besoin exprimé, budget clair, tour \(turn)."), ("version", "\(review.version)"), ("act", "save"),
                    ("csrf", ServedStages.csrf)
                ])
        }

        mutating func took(_ reply: HTTPReply) throws {
            guard reply.status == 303 else {
                throw BenchFailure("a review saved: \(reply.status) \(String(decoding: reply.body, as: UTF8.self).prefix(2_000))")
            }
            reviews[turn % reviews.count].version += 1
            turn += 1
        }
    }

    // MARK: The same in plain SQL

    private static let session = """
        SELECT s.account_id, s.hat_id, s.csrf, a.name, a.email FROM web_sessions AS s JOIN accounts AS a ON a.id = s.account_id
        WHERE s.digest = sha256(convert_to('bench-session-of-member-' || :member, 'UTF8'))
        """
    private static let listSQL = """
        \\set member random(1, \(ServedStages.members))
        \(session.oneLine);
        SELECT r.id, r.state, r.version, a.reference, o.name, d.body::json ->> 'title' FROM reviews AS r \
        JOIN applications AS a ON a.id = r.application_id JOIN organisations AS o ON o.id = a.organisation_id \
        LEFT JOIN documents AS d ON d.digest = a.content WHERE r.member_id = :member ORDER BY a.reference;
        """
    private static let saveSQL = """
        \\set member random(1, \(ServedStages.members))
        \\set review random(1, \(ServedStages.files * 3))
        \\set salt random(1, 1000000000)
        \(session.oneLine);
        BEGIN;
        SELECT * FROM calls WHERE id = 1 FOR SHARE;
        SELECT reference, state FROM applications WHERE id = (SELECT application_id FROM reviews WHERE id = :review) FOR SHARE;
        SELECT * FROM reviews WHERE id = :review FOR UPDATE;
        INSERT INTO documents (digest, salt, kind, body) SELECT sha256(int8send(:salt) || int8send(:salt) || \
        convert_to('Besoin exprimé, budget clair.', 'UTF8')), int8send(:salt) || int8send(:salt), 'justification', \
        'Besoin exprimé, budget clair.' ON CONFLICT DO NOTHING;
        INSERT INTO events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload) \
        SELECT appel_now(), 'review', r.id, r.version + 1, 'save', 'draft', 'draft', 'secretariat', 1, '{}' FROM reviews AS r \
        WHERE r.id = :review;
        UPDATE reviews SET version = version + 1 WHERE id = :review;
        COMMIT;
        """
    private static let filesSQL = """
        SELECT k.id, a.email FROM api_keys AS k JOIN accounts AS a ON a.id = k.account_id;
        SELECT a.*, o.name, d.body::json ->> 'title' FROM applications AS a JOIN organisations AS o ON o.id = a.organisation_id \
        LEFT JOIN documents AS d ON d.digest = a.content WHERE a.call_id = 1 ORDER BY a.reference COLLATE "C" LIMIT 51;
        """
    private static let awardsSQL = """
        SELECT a.reference, o.name, d.body::json ->> 'title', a.category, a.rank, a.awarded_cents, a.line FROM applications AS a \
        JOIN organisations AS o ON o.id = a.organisation_id LEFT JOIN documents AS d ON d.digest = a.content \
        WHERE a.awarded_cents IS NOT NULL AND a.notified_at IS NOT NULL ORDER BY a.rank NULLS LAST, a.reference COLLATE "C";
        """
}

extension String {
    fileprivate var oneLine: String { split(separator: "\n").joined(separator: " ") }
    /// What a link of the file system leads to.
    fileprivate var resolved: String { URL(fileURLWithPath: self).resolvingSymlinksInPath().path }
}
