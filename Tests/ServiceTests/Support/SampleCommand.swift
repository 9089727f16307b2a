import CallModel
import Service
import Store
import TestSupport
import Workflow

@testable import Exchange

/// Commands of every kind that the service has, each with a database in which it is possible: for tests of what holds for all.
enum SampleCommand: String, CaseIterable, Sendable {
    case createCall
    case importOrganisations
    case importEarlierGrants
    case importMembers
    case importApplications
    case importAndSubmit
    case edit
    case submit
    case submitAll
    case withdraw
    case close
    case decideAdmissibility
    case beginReview
    case declareConflicts
    case assign
    case replaceDefinition
    case recuse
    case importReviews
    case score
    case recordMeeting
    case advise
    case decide
    case release
    case sendAgreement
    case signAgreement
    case commitGrant
    case payFirst

    static let call = Result { try BrusselsCall() }
    private static let seed: UInt64 = 99
    static let fileCount = 4

    /// Brings a new database to where the command is possible.
    func prepare(_ world: World) async throws {
        let call = try Self.call.get()
        switch self {
        case .createCall: return
        case .importOrganisations, .importMembers: try await world.open(call)
        case .importEarlierGrants, .importApplications, .importAndSubmit:
            try await world.open(call)
            _ = try await world.service.importOrganisations(try Self.organisations(), .secretariat)
        case .edit, .submit, .submitAll: try await Self.collect(call, world, submitting: false)
        case .withdraw: try await Self.collect(call, world, submitting: true)
        case .close:
            try await Self.collect(call, world, submitting: true)
            try await world.setClock(call.closes)
        case .decideAdmissibility: try await Self.close(call, world)
        case .beginReview:
            try await Self.close(call, world)
            _ = try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        case .declareConflicts, .assign:
            try await SampleCommand.beginReview.prepare(world)
            _ = try await world.service.move(call: call.code, .beginReview, .secretariat)
            _ = try await world.service.importMembers((1...3).map { Builder.member($0) }, .secretariat)
        case .replaceDefinition: _ = try await SampleCommand.createCall.run(world.service)
        case .recuse, .importReviews, .score, .recordMeeting, .advise, .decide, .release, .sendAgreement, .signAgreement,
            .commitGrant, .payFirst:
            try await prepareCouncil(call, world)
        }
    }

    private static func organisations() throws -> [ImportedOrganisation] {
        try (1...fileCount).map { try Builder.organisation($0) }
    }

    private static func applications() throws -> [ImportedApplication] {
        var random = SplitMix64(seed: seed)
        return try organisations().enumerated().map {
            try Builder.application(World.reference($0.offset + 1), of: $0.element, row: $0.offset + 2, &random)
        }
    }

    private static func collect(_ call: BrusselsCall, _ world: World, submitting: Bool) async throws {
        try await world.open(call)
        try await world.drafts(fileCount, in: call, seed: seed, submitting: submitting)
    }

    private static func close(_ call: BrusselsCall, _ world: World) async throws {
        try await collect(call, world, submitting: true)
        try await world.setClock(call.closes)
        _ = try await world.service.move(call: call.code, .close, .secretariat)
        _ = try await world.service.move(call: call.code, .beginAdmissibility, .secretariat)
    }

    /// Gives the command, and returns the answer as text.
    func run(_ service: Service, key: String? = nil, dryRun: Bool = false) async throws -> String {
        let call = try Self.call.get()
        let request = Request(actor: actor, key: key, isDryRun: dryRun)
        switch self {
        case .createCall: return written(try await service.createCall(call.checked, source: call.source, request))
        case .importOrganisations: return written(try await service.importOrganisations(try Self.organisations(), request))
        case .importEarlierGrants:
            let grant = ImportedEarlierGrant(
                organisation: try Self.organisations()[0].organisation.reference, edition: "2024", awarded: Cents(500_000),
                accepted: Cents(400_000), refunded: .zero, isClosed: false, row: 2)
            return written(try await service.importEarlierGrants([grant], request))
        case .importMembers: return written(try await service.importMembers((1...3).map { Builder.member($0) }, request))
        case .importApplications, .importAndSubmit:
            return written(
                try await service.importApplications(
                    to: call.code, try Self.applications(), submitting: self == .importAndSubmit, request))
        case .edit:
            let edited = try Self.applications()[0].with { $0.title = "Un autre titre" }
            return written(try await service.edit(edited, of: call.code, request))
        case .submit: return written(try await service.act(on: "F01", of: call.code, .submit, request))
        case .submitAll: return written(try await service.submit(of: call.code, request))
        case .withdraw:
            return written(try await service.act(on: "F01", of: call.code, .withdraw, reason: "Sur demande.", request))
        case .close: return written(try await service.move(call: call.code, .close, request))
        case .decideAdmissibility:
            return written(try await service.decideAdmissibility(of: call.code, rulings: [], markers: [], request))
        case .beginReview: return written(try await service.move(call: call.code, .beginReview, request))
        case .declareConflicts:
            let conflict = ImportedConflict(member: "M1", reference: "F01", ground: .relative, note: "Son frère.", row: 2)
            return written(try await service.declareConflicts(of: call.code, [conflict], request))
        case .assign:
            let assignments = (1...3).map { ImportedAssignment(reference: "F0\($0)", member: "M\($0)", row: $0) }
            return written(try await service.assign(of: call.code, assignments, request))
        case .replaceDefinition:
            let other = try BrusselsCall(line: "140000.00")
            return written(
                try await service.replaceDefinition(
                    of: call.code, other.checked, source: other.source, reason: nil, authority: nil, request))
        case .recuse, .importReviews, .score, .recordMeeting, .advise, .decide, .release, .sendAgreement, .signAgreement,
            .commitGrant, .payFirst:
            return try await runCouncil(call, service, request)
        }
    }

    /// Who gives the command.
    private var actor: Actor {
        switch self {
        case .decide: .college
        case .commitGrant, .payFirst: .finance
        case .createCall, .importOrganisations, .importEarlierGrants, .importMembers, .importApplications, .importAndSubmit,
            .edit, .submit, .submitAll, .withdraw, .close, .decideAdmissibility, .beginReview, .declareConflicts, .assign,
            .replaceDefinition, .recuse, .importReviews, .score, .recordMeeting, .advise, .release, .sendAgreement,
            .signAgreement:
            .secretariat
        }
    }

    func written(_ reply: some Encodable) -> String { LogJSON.text(reply) ?? "" }
}
