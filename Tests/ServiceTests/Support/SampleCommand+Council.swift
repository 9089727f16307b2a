import CallModel
import Service
import Store
import Workflow

@testable import Exchange

/// The commands from the reviews to the first payment, each possible once those before it were given.
extension SampleCommand {
    /// What leads to a council command, in order.
    private static let path: [SampleCommand] = [
        .importReviews, .score, .recordMeeting, .advise, .decide, .release, .sendAgreement, .signAgreement, .commitGrant, .payFirst
    ]
    private static let members = 8

    func prepareCouncil(_ call: BrusselsCall, _ world: World) async throws {
        try await SampleCommand.beginReview.prepare(world)
        let service = world.service
        _ = try await service.move(call: call.code, .beginReview, .secretariat)
        _ = try await service.importMembers((1...Self.members).map { Builder.member($0) }, .secretariat)
        let assignments = Self.pairs.map { ImportedAssignment(reference: $0.file, member: $0.member, row: 2) }
        _ = try await service.assign(of: call.code, assignments, .secretariat)
        for step in Self.path.prefix(while: { $0 != self }) where self != .recuse {
            _ = try await step.run(service)
            if step == .score { _ = try await service.move(call: call.code, .beginDeliberation, .secretariat) }
        }
    }

    /// Three reviews for each file.
    private static var pairs: [(file: String, member: String)] {
        (1...fileCount).flatMap { file in (1...3).map { (World.reference(file), "M\($0)") } }
    }

    func runCouncil(_ call: BrusselsCall, _ service: Service, _ request: Request) async throws -> String {
        switch self {
        case .recuse:
            let recusal = ImportedRecusal(reference: "F01", member: "M1", reason: "Ancien employeur.", row: 2)
            return written(try await service.recuse(of: call.code, [recusal], request))
        case .importReviews:
            let reviews = Self.pairs.map { pair in
                ImportedReview(
                    reference: pair.file, member: pair.member, scores: [5, 5, 5, 4, 4, 4],
                    justification: "Besoin exprimé, budget clair.", row: 2)
            }
            return written(try await service.importReviews(of: call.code, reviews, request))
        case .score: return written(try await service.scoreFiles(of: call.code, request))
        case .recordMeeting:
            let meeting = ImportedMeeting(
                reference: "may", heldAt: try ZonedTime.resolve("2027-05-20 18:00", zone: "Europe/Brussels").get(), chair: "M1",
                present: (1...Self.members).map { "M\($0)" }, absences: [])
            return written(try await service.recordMeeting(of: call.code, meeting, request))
        case .advise: return written(try await service.advise(of: call.code, meeting: "may", exceptions: [], request))
        case .decide: return written(try await service.decide(of: call.code, departures: [], request))
        case .release: return written(try await service.release(of: call.code, request))
        case .sendAgreement: return written(try await service.grant(of: "F01", in: call.code, .send, request))
        case .signAgreement: return written(try await service.grant(of: "F01", in: call.code, .sign, request))
        case .commitGrant: return written(try await service.grant(of: "F01", in: call.code, .commit(number: "2027/1"), request))
        case .payFirst: return written(try await service.grant(of: "F01", in: call.code, .payFirst(Cents(100)), request))
        case .createCall, .importOrganisations, .importEarlierGrants, .importMembers, .importApplications, .importAndSubmit,
            .edit, .submit, .submitAll, .withdraw, .close, .decideAdmissibility, .beginReview, .declareConflicts, .assign,
            .replaceDefinition:
            return try await run(service, key: request.key, dryRun: request.isDryRun)
        }
    }
}
