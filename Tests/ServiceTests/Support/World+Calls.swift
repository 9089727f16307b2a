import CallModel
import Service
import TestSupport
import Workflow

@testable import Exchange

extension World {
    /// Creates a call and opens it, at the opening instant of its definition or now if that has passed.
    func open(_ call: BrusselsCall) async throws {
        _ = try await service.createCall(call.checked, source: call.source, .secretariat)
        if try await now() < call.opens { try await setClock(call.opens) }
        _ = try await service.move(call: call.code, .open, .secretariat)
    }

    /// Brings associations and one draft of each into an open call; the references are `F01`, `F02`…
    @discardableResult
    func drafts(_ count: Int, in call: BrusselsCall, seed: UInt64, submitting: Bool = false) async throws -> [ImportedApplication] {
        let organisations = try (1...count).map { try Builder.organisation($0) }
        _ = try await service.importOrganisations(organisations, .secretariat)
        var random = SplitMix64(seed: seed)
        let files = try organisations.enumerated().map { place, organisation in
            try Builder.application(Self.reference(place + 1), of: organisation, row: place + 2, &random)
        }
        _ = try await service.importApplications(to: call.code, files, submitting: submitting, .secretariat)
        return files
    }

    static func reference(_ number: Int) -> String { number < 10 ? "F0\(number)" : "F\(number)" }

    /// The number of a file in the database.
    func id(_ reference: String, of call: BrusselsCall) async throws -> ApplicationID {
        try await service.file(reference, of: call.code).view.file.id
    }

    /// How many files of a call are in each state.
    func tally(_ call: BrusselsCall) async throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try await service.tally(of: call.code).map { ($0.state, $0.count) })
    }
}
