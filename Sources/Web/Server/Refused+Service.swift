import CallModel
import HTTPTypes
import Postgres
import Service
import Store
import Workflow

extension Refused {
    init(_ error: ServiceError) {
        switch error {
        case .refused(let refusal): self.init(refusal)
        case .refusedFiles(let files):
            self.init(.conflict, code: "refused", parts: files.map { ($0.reference, $0.refusal.message()) })
        case .faults(let faults):
            self.init(.unprocessableContent, code: "faultyInput", parts: faults.map { ($0.field, $0.message) })
        case .store(let error): self.init(error)
        default: self.init(.conflict, code: "refused")
        }
    }

    init(_ refusal: Refusal) {
        self.init(.conflict, code: "refused", refusal.message())
    }

    init(_ error: StoreError) {
        switch error {
        case .notFound: self.init(.notFound, code: "notFound")
        case .versionConflict: self.init(.preconditionFailed, code: "versionConflict")
        case .keyReused: self.init(.unprocessableContent, code: "keyReused")
        case .database(let error) where error.isSessionEnded: self.init(.serviceUnavailable, code: "databaseUnavailable")
        case .database, .unreadable, .logFile: self.init(.internalServerError, code: "unforeseen")
        }
    }
}
