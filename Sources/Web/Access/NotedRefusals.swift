import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Service

extension Site {
    /// Answers, and writes down whom the answer refuses: somebody who signed in, or whose key it is, and who came where he or she may
    /// not. Of the path its pattern, with the call and the file that it names: other parts may open something.
    func notingRefusals(
        _ request: WebRequest, _ context: WebContext, _ answer: () async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await answer()
            if response.status == .forbidden { await note(request, context) }
            return response
        } catch {
            if Refused(error).status == .forbidden { await note(request, context) }
            throw error
        }
    }

    private func note(_ request: WebRequest, _ context: WebContext) async {
        guard let account = context.visitor.account else { return }
        let door = "\(request.method.rawValue) \(context.endpointPath ?? "")"
        do {
            try await service.noteRefusal(
                of: account, as: context.visitor.actor, door, call: named("call", context), file: named("file", context),
                request: context.id)
        } catch {
            // The refusal stands, whether or not it can be written down.
            context.logger.error("a refusal was not noted", metadata: ["door": "\(door)"])
        }
    }

    private func named(_ name: String, _ context: WebContext) -> String? {
        context.parameters.get(name).flatMap { $0.removingPercentEncoding }.map { String($0.prefix(100)) }
    }
}
