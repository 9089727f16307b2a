import CallModel
import Exchange
import Service
import Store

/// Databases in which a call has come to a certain stage, made once and copied for each run.
struct Stages: Sendable {
    /// Files that are reviewed, advised and decided on.
    static let files = 1_000
    /// Members, all of whom may have reviews to write.
    static let members = 500

    /// The call is open and has no file yet; every association and member is registered.
    static let open = "stage_open"
    /// Every file is under review and nobody has written one yet.
    static let review = "stage_review"
    /// The council has advised on every file.
    static let advised = "stage_advised"

    let server: BenchServer
    let call: BenchCall

    func world(_ name: String, sessions: Int = 4) throws -> World {
        try World(server, name, lists: call.lists, sessions: sessions)
    }

    /// A copy of a stage for one run.
    func withCopy<Value>(
        of stage: String, sessions: Int = 4, _ body: (World) async throws -> Value
    ) async throws -> Value {
        let name = "run_of_\(stage)"
        try await server.drop(name)
        try await server.create(name, from: stage)
        let world = try world(name, sessions: sessions)
        let value: Value
        do {
            value = try await body(world)
        } catch {
            await world.close()
            throw error
        }
        await world.close()
        try await server.drop(name)
        return value
    }

    /// Makes a stage and those before it, as far as they are not there yet.
    func make(upTo stage: String) async throws {
        for (name, make) in [(Self.open, makeOpen), (Self.review, makeReview), (Self.advised, makeAdvised)] {
            if try await !server.has(name) { try await make() }
            if name == stage { return }
        }
    }

    private func makeOpen() async throws {
        try await make(Self.open, from: "template0") { world in
            _ = try await Migrations(server.location(Self.open), files: call.sqlFiles).migrate()
            try await world.setClock(call.opens)
            _ = try await world.service.importOrganisations(Import.organisations(call.organisations(Self.files)), .secretariat)
            _ = try await world.service.importMembers(Import.members(call.members(Self.members)), .secretariat)
            _ = try await world.service.createCall(call.checked, source: call.source, .secretariat)
            _ = try await world.service.move(call: BenchCall.code, .open, .secretariat)
        }
    }

    private func makeReview() async throws {
        try await make(Self.review, from: Self.open) { world in
            let service = world.service
            let files = try Import.applications(call.applications(Self.files, of: Self.files), for: call.definition)
            _ = try await service.importApplications(to: BenchCall.code, files, submitting: true, .secretariat)
            try await world.setClock(call.closes)
            _ = try await service.move(call: BenchCall.code, .close, .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginAdmissibility, .secretariat)
            _ = try await service.decideAdmissibility(of: BenchCall.code, rulings: [], markers: [], .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginReview, .secretariat)
        }
    }

    private func makeAdvised() async throws {
        try await make(Self.advised, from: Self.review) { world in
            let service = world.service
            let reviews = try Import.reviews(call.reviews(Self.files), criteria: call.criteria)
            _ = try await service.assign(
                of: BenchCall.code, Import.assignments(call.assignments(Self.files)), .secretariat)
            _ = try await service.importReviews(of: BenchCall.code, reviews, .secretariat)
            _ = try await service.scoreFiles(of: BenchCall.code, .secretariat)
            _ = try await service.move(call: BenchCall.code, .beginDeliberation, .secretariat)
            _ = try await service.recordMeeting(of: BenchCall.code, Import.meeting(call.meeting), .secretariat)
            _ = try await service.advise(of: BenchCall.code, meeting: "sitting", exceptions: [], .secretariat)
        }
    }

    private func make(_ name: String, from template: String, _ body: (World) async throws -> Void) async throws {
        try await server.create(name, from: template)
        let world = try world(name)
        do {
            try await body(world)
        } catch {
            await world.close()
            throw error
        }
        await world.close()
        try await server.settle(name)
    }
}
