package import CallModel
import Foundation
import HTTPTypes
package import Hummingbird
package import Service
import Store
package import Workflow

/// One request of the API, with all that its answer is made from.
package struct APIVisit: Sendable {
    package let site: Site
    package let request: Request
    package let context: WebContext

    package var language: Language { context.language }

    package func parameter(_ name: String) throws -> String {
        guard let text = try context.parameters.require(name).removingPercentEncoding else { throw HTTPError(.badRequest) }
        return text
    }

    package func query(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map { String($0).removingPercentEncoding ?? String($0) }
    }

    /// Whoever asks. A door that is open to all asks nobody.
    package func actor() throws -> Actor {
        guard let actor = context.visitor.actor else {
            throw Refused(.unauthorized, code: "keyNeeded", Self.keyNeeded, headers: [.wwwAuthenticate: "Bearer"])
        }
        return actor
    }

    /// The service as it answers the questions of whoever asks.
    package var service: Service { context.visitor.actor.map { site.service.asked(by: $0) } ?? site.service }

    /// A command of whoever asks, with the key that makes repeating it safe, the version that was seen, and whether it is only
    /// tried out (`Idempotency-Key`, `If-Match`, `dryRun`).
    package func command() throws -> Service.Command {
        Service.Command(
            actor: try actor(), key: try key(), expectedVersion: try Preconditions.version(of: request), isDryRun: try isDryRun())
    }

    private func key() throws -> String? {
        guard let name = Self.keyName, let key = request.headers[name] else { return nil }
        guard (1...200).contains(key.utf8.count) else { throw Refused(.badRequest, code: "badIdempotencyKey", Self.keyLength) }
        // Keys are each account's own: nobody uses up another's. A long one is known by its digest.
        let kept = key.utf8.count > 150 ? Digest.sha256(Array(key.utf8)).hex : key
        return "api \(context.visitor.account.map { "\($0)" } ?? "") \(kept)"
    }

    private func isDryRun() throws -> Bool {
        switch query("dryRun") {
        case nil, "false": false
        case "", "true": true
        default: throw Refused(.badRequest, code: "badQuery", Self.yesOrNo, at: "dryRun")
        }
    }

    private static let keyName = HTTPField.Name("Idempotency-Key")
    private static let yesOrNo = Message(
        fr: "true ou false est attendu", nl: "true of false wordt verwacht", en: "true or false is needed")
    private static let keyLength = Message(
        fr: "Idempotency-Key compte de 1 à 200 octets", nl: "Idempotency-Key telt 1 tot 200 bytes",
        en: "Idempotency-Key has 1 to 200 bytes")
    private static let keyNeeded = Message(
        fr: "une clé d'API est nécessaire : Authorization: Bearer appel_…",
        nl: "een API-sleutel is nodig: Authorization: Bearer appel_…", en: "an API key is needed: Authorization: Bearer appel_…")
}

// MARK: What comes in

/// A file that was sent.
package struct UploadedFile: Sendable {
    /// Its type, without parameters: `text/csv`.
    package let type: String
    package let bytes: [UInt8]
}

extension APIVisit {
    /// The largest body that is read whole, in bytes.
    static let limit = 25 << 20

    /// The body as JSON. Nothing is the same as an empty object.
    func input<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        let declared = request.headers[.contentType]?.lowercased() ?? "application/json"
        guard declared.hasPrefix("application/json") else { throw Refused(.unsupportedMediaType) }
        let body = try await request.body.collect(upTo: Self.limit)
        let data = body.readableBytes == 0 ? Data("{}".utf8) : Data(body.readableBytesView)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw BodyFault.refused(error)
        }
    }

    /// The body as a file of one of these types.
    func file(_ types: [String]) async throws -> UploadedFile {
        let declared = request.headers[.contentType]?.split(separator: ";").first.map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        }
        guard let declared, types.contains(declared) else { throw Refused(.unsupportedMediaType) }
        let body = try await request.body.collect(upTo: Self.limit)
        return UploadedFile(type: declared, bytes: Array(body.readableBytesView))
    }
}

// MARK: What goes out

extension APIVisit {
    func answer(_ value: some Encodable, version: Int64? = nil) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = try encoder.encode(value)
        var headers: HTTPFields = [.contentType: "application/json"]
        if request.method == .get {
            // What is the same again need not be sent again.
            let tag = version.map(Preconditions.tag) ?? Preconditions.tag(of: body)
            headers[.eTag] = tag
            if Preconditions.isKnown(tag, to: request) { return Response(status: .notModified, headers: headers) }
        } else if let version {
            headers[.eTag] = Preconditions.tag(version)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
