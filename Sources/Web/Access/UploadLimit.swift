import CallModel
import HTTPTypes
import Service
import Workflow

/// How often an association may send a document for one draft: twenty times an hour. Filing itself is never held up.
enum UploadLimit {
    static func check(_ visitor: Visitor, _ call: String, _ file: String, _ service: Service) async throws {
        guard let organisation = visitor.actor?.organisation else { return }
        // Its own count: whoever names another's file uses up nothing of theirs.
        let verdict = try await service.allow("upload \(organisation) \(call) \(file)", limit: 20, seconds: 3600)
        guard verdict.isAllowed else {
            throw Refused(.tooManyRequests, code: "tooManyUploads", wait, headers: [.retryAfter: "\(verdict.retryAfter)"])
        }
    }

    private static let wait = Message(
        fr: "Trop de documents ont été envoyés pour ce dossier en une heure. Attendez un peu.",
        nl: "Er werden voor dit dossier te veel documenten op een uur verstuurd. Wacht even.",
        en: "Too many documents were sent for this file within an hour. Wait a little.")
}
