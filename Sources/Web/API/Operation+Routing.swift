import CallModel
import HTTPTypes
import Hummingbird
import Service
import Workflow

extension Operation {
    /// Everything that the API does, by chapters.
    package static let all: [Operation] =
        calls + registers + files + fileSteps + documents + admissibility + reviews + council + decisions + grants + payments + exports
        + auditing + keeping + mails + webhooks
}

extension Site {
    func add(_ operation: Operation, to router: Router<WebContext>) {
        let path = operation.path.replacing("{", with: ":").replacing("}", with: "")
        router.on("api/v1\(path)", method: operation.method) { request, context in
            // The session of a browser opens no operation, however the path is written: it brings what a program cannot forge, and no key.
            if case .person = context.visitor { throw Refused(.unauthorized) }
            let visit = APIVisit(site: self, request: request, context: context)
            try await APILimit.check(visit)
            return try await notingRefusals(request, context) {
                guard operation.access.admits(context.visitor.role) else {
                    // Who says nothing of who it is, is asked; who may not, is told so.
                    _ = try visit.actor()
                    throw Refused(.forbidden)
                }
                try Scope.check(operation, context.visitor)
                if operation.isSigning { try visit.requireSignature() }
                try await visit.requireOwnFile(operation)
                return try await operation.perform(visit)
            }
        }
    }
}
