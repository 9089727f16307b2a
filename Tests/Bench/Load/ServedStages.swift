import CallModel
import Exchange
import Service
import Store
import Workflow

/// Two thousand files with six thousand reviews, and people who are signed in: in review, and once everything was made known.
struct ServedStages: Sendable {
    static let files = 2_000
    static let members = 60
    private static let review = "stage_served_review"
    private static let released = "stage_served_released"

    let server: BenchServer
    let call: BenchCall

    /// The token of a member's session.
    static func token(_ member: Int) -> String { "bench-session-of-member-\(member)" }
    static let csrf = "bench-csrf"

    private var stages: Stages { Stages(server: server, call: call) }

    /// A world in which the members review.
    func withReview<Value>(_ body: (World) async throws -> Value) async throws -> Value {
        if try await !server.has(Self.review) { try await makeReview() }
        return try await stages.withCopy(of: Self.review, body)
    }

    /// A world in which the awards were made known.
    func withReleased<Value>(_ body: (World) async throws -> Value) async throws -> Value {
        if try await !server.has(Self.review) { try await makeReview() }
        if try await !server.has(Self.released) { try await makeReleased() }
        return try await stages.withCopy(of: Self.released, body)
    }

    private func makeReview() async throws {
        try await make(Self.review, from: "template0") { world in
            _ = try await Migrations(server.location(Self.review), files: call.sqlFiles).migrate()
            try await world.setClock(call.opens)
            let service = world.service
            _ = try await service.importOrganisations(Import.organisations(call.organisations(Self.files)), .secretariat)
            _ = try await service.importMembers(Import.members(call.members(Self.members)), .secretariat)
            _ = try await service.createCall(call.checked, source: call.source, .secretariat)
            _ = try await service.move(call: BenchCall.code, .open, .secretariat)
            let files = try Import.applications(call.applications(Self.files, of: Self.files), for: call.definition)
            _ = try await service.importApplications(to: BenchCall.code, files, submitting: true, .secretariat)
            try await world.setClock(call.closes)
            _ = try await service.move(call: BenchCall.code, .close, .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginAdmissibility, .secretariat)
            _ = try await service.decideAdmissibility(of: BenchCall.code, rulings: [], markers: [], .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginReview, .secretariat)
            _ = try await service.assign(
                of: BenchCall.code, Import.assignments(call.assignments(Self.files, members: Self.members)), .secretariat)
            let reviews = try Import.reviews(call.reviews(Self.files, members: Self.members), criteria: call.criteria)
            _ = try await service.importReviews(of: BenchCall.code, reviews, asDrafts: true, .secretariat)
            try await server.script(Self.people, in: world.name)
        }
    }

    private func makeReleased() async throws {
        try await make(Self.released, from: Self.review) { world in
            let service = world.service
            let reviews = try Import.reviews(call.reviews(Self.files, members: Self.members), criteria: call.criteria)
            _ = try await service.importReviews(of: BenchCall.code, reviews, .secretariat)
            _ = try await service.scoreFiles(of: BenchCall.code, .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginDeliberation, .secretariat)
            _ = try await service.recordMeeting(of: BenchCall.code, Import.meeting(call.meeting(of: Self.members)), .secretariat)
            _ = try await service.advise(of: BenchCall.code, meeting: "sitting", exceptions: [], .secretariat)
            _ = try await service.decide(of: BenchCall.code, departures: [], .college)
            _ = try await service.release(of: BenchCall.code, .secretariat)
        }
    }

    /// The accounts and sessions that signing in would make, at once.
    private static let people = """
        SET search_path = appel;
        INSERT INTO accounts (email, name, language, created_at)
        SELECT 'm' || m.id || '@example.org', 'Member ' || m.id, 'fr', appel_now() FROM members AS m;
        INSERT INTO account_hats (account_id, role, member_id, may_sign)
        SELECT a.id, 'reviewer', m.id, false FROM members AS m JOIN accounts AS a ON a.email = 'm' || m.id || '@example.org';
        INSERT INTO web_sessions (digest, account_id, hat_id, csrf, means, factor_done, started_at, seen_at)
        SELECT sha256(convert_to('bench-session-of-member-' || h.member_id, 'UTF8')), h.account_id, h.id, '\(csrf)', 'link', false,
            appel_now(), appel_now()
        FROM account_hats AS h
        """

    private func make(_ name: String, from template: String, _ body: (World) async throws -> Void) async throws {
        try await server.create(name, from: template)
        let world = try stages.world(name)
        do {
            try await body(world)
        } catch {
            await world.close()
            try await server.drop(name)
            throw error
        }
        await world.close()
        try await server.settle(name)
    }
}
