import Exchange
import Postgres
import Selection
import Service
import Store
import Testing
import Workflow

extension ServiceError {
    /// The error as a test names it: `tooLate`, or `F03 tooLate, F07 ownFile` for many files.
    var summary: String {
        switch self {
        case .refused(let refusal): refusal.code
        case .refusedFiles(let files): files.map { "\($0.reference) \($0.refusal.code)" }.joined(separator: ", ")
        case .store(.keyReused): "keyReused"
        case .store(.versionConflict(_, _, let expected, let found)): "versionConflict \(expected) \(found)"
        case .store(.notFound(let kind, let name)): "notFound \(kind) \(name)"
        case .store(.database(let error)): "\(error.code) \(error)"
        case .store(let error): "\(error)"
        case .faults(let faults): faults.map { "\($0.row ?? 0) \($0.field)" }.joined(separator: ", ")
        case .payments(let refusals, _): refusals.refusals.map { "\($0)" }.joined(separator: ", ")
        case .shortage(let shortage): shortage.description
        case .definition(let text): text
        case .access(let refusal): "\(refusal)"
        case .audit, .erasure, .callExists, .otherCall: "\(self)"
        }
    }
}

extension ServiceError {
    /// What the database itself said.
    var postgres: PostgresError? {
        if case .store(.database(let error)) = self { error } else { nil }
    }
}

extension World {
    /// Expects a command to be refused, and the refusal to leave every row of every table as it was.
    func expectRefusal<Reply>(
        _ summary: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ command: () async throws(ServiceError) -> Reply
    ) async throws {
        let before = try await snapshot()
        do throws(ServiceError) {
            let reply = try await command()
            Issue.record("accepted: \(reply)", sourceLocation: sourceLocation)
        } catch {
            #expect(error.summary == summary, sourceLocation: sourceLocation)
        }
        #expect(try await snapshot() == before, "a refusal changed something", sourceLocation: sourceLocation)
    }
}
