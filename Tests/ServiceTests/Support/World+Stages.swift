import CallModel
import Service
import Store
import Workflow

@testable import Exchange

/// A call on its way, for tests of what happens at one stage of it: files `F01`… by as many associations, members `M1` to `M7`.
extension World {
    func toAdmissibility(_ call: BrusselsCall, files: Int, moreMembers: Bool = true) async throws {
        try await open(call)
        try await drafts(files, in: call, seed: 7, submitting: true)
        if moreMembers { _ = try await service.importMembers((1...7).map { Builder.member($0) }, .secretariat) }
        try await setClock(call.closes)
        _ = try await service.move(call: call.code, .close, .secretariat)
        _ = try await service.move(call: call.code, .beginAdmissibility, .secretariat)
    }

    /// Every file is under review and assigned to `M1`, `M2` and `M3`.
    func toReview(_ call: BrusselsCall, files: Int) async throws {
        try await toAdmissibility(call, files: files)
        _ = try await service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        _ = try await service.move(call: call.code, .beginReview, .secretariat)
        _ = try await service.assign(of: call.code, Self.assignments(files), .secretariat)
    }

    func toScores(_ call: BrusselsCall, files: Int) async throws {
        try await toReview(call, files: files)
        _ = try await service.importReviews(of: call.code, Self.reviews(files), .secretariat)
        _ = try await service.scoreFiles(of: call.code, .secretariat)
    }

    /// The members sat, `M1` in the chair, and advise on nothing yet.
    func toDeliberation(_ call: BrusselsCall, files: Int) async throws {
        try await toScores(call, files: files)
        _ = try await service.move(call: call.code, .beginDeliberation, .secretariat)
        _ = try await service.recordMeeting(of: call.code, try Self.meeting("sitting"), .secretariat)
    }

    /// The council advises what the rules propose, and against the files that are named.
    func toAdvice(_ call: BrusselsCall, files: Int, against: [String] = []) async throws {
        try await toDeliberation(call, files: files)
        let exceptions = against.map {
            ImportedAdvice(reference: $0, opinion: .unfavourable, amount: nil, line: nil, reason: "Peu clair.", row: 2)
        }
        _ = try await service.advise(of: call.code, meeting: "sitting", exceptions: exceptions, .secretariat)
    }

    func toResults(_ call: BrusselsCall, files: Int, against: [String] = []) async throws {
        try await toAdvice(call, files: files, against: against)
        _ = try await service.decide(of: call.code, departures: [], .college)
        _ = try await service.release(of: call.code, .secretariat)
    }

    static func assignments(_ files: Int) -> [ImportedAssignment] {
        (1...files).flatMap { file in
            (1...3).map { ImportedAssignment(reference: reference(file), member: "M\($0)", row: file * 3 + $0) }
        }
    }

    static func reviews(_ files: Int) -> [ImportedReview] {
        (1...files).flatMap { file in (1...3).map { review(reference(file), "M\($0)") } }
    }

    static func review(_ reference: String, _ member: String, score: Int = 4) -> ImportedReview {
        ImportedReview(
            reference: reference, member: member, scores: Array(repeating: score, count: 6), justification: "Clair.", row: 2)
    }

    /// Long before any call of the tests, whatever their clocks say.
    static func meeting(_ reference: String, chair: String = "M1") throws -> ImportedMeeting {
        ImportedMeeting(
            reference: reference, heldAt: try ZonedTime.resolve("2026-09-01 18:00", zone: "Europe/Brussels").get(),
            chair: chair, present: (1...7).map { "M\($0)" }, absences: [])
    }

    func member(_ code: String) async throws -> MemberID {
        guard let member = try await service.members().first(where: { $0.member.code == code }) else {
            throw FixtureError("there is no member \(code)")
        }
        return member.id
    }

    /// Changes rows behind the program's back, as only a superuser can who puts every trigger out of force.
    func tamper(_ sql: String) async throws {
        try await script("SET LOCAL session_replication_role = replica; \(sql)")
    }

    /// The actors of the events of one action, as the log has them.
    func actors(_ action: String) async throws -> String? {
        try await value("SELECT string_agg(DISTINCT actor, ' ' ORDER BY actor) FROM appel.events WHERE action = '\(action)'")
    }
}
