import CallModel
import HTTPTypes
import Service
import Store
import Web
import Workflow

/// Somebody who comes to the service, by role and by what he or she acts for.
enum Person: Hashable, Sendable {
    case secretariat, college, alderman, budgetHolder, finance, auditor, administrator
    /// By the reference of an organisation.
    case applicant(String)
    /// The same without the right to file.
    case helper(String)
    /// By the code of a member.
    case reviewer(String)
    case chair(String)

    var email: String {
        switch self {
        case .applicant(let reference): "applicant-\(reference.lowercased())@example.org"
        case .helper(let reference): "helper-\(reference.lowercased())@example.org"
        case .reviewer(let code): "reviewer-\(code.lowercased())@example.org"
        case .chair(let code): "chair-\(code.lowercased())@example.org"
        default: "\(self)@example.org"
        }
    }
}

extension Stage {
    private static let administrator = Request(actor: .administrator)

    /// Everything that a person may be here.
    func hat(_ person: Person) async throws -> Hat {
        let hat: Hat? =
            switch person {
            case .secretariat: Hat(.secretariat)
            case .college: Hat(.college)
            case .alderman: Hat(.alderman)
            case .budgetHolder: Hat(.budgetHolder)
            case .finance: Hat(.finance)
            case .auditor: Hat(.auditor)
            case .administrator: Hat(.administrator)
            case .applicant(let reference): Hat(.applicant, organisation: try await organisation(reference), maySign: true)
            case .helper(let reference): Hat(.applicant, organisation: try await organisation(reference))
            case .reviewer(let code): Hat(.reviewer, member: try await member(code))
            case .chair(let code): Hat(.chair, member: try await member(code))
            }
        guard let hat else { throw FixtureError("no hat for \(person)") }
        return hat
    }

    /// The account of a person, with one hat; made when nobody has asked for it yet.
    func account(_ person: Person) async throws -> Account {
        if let known = try await service.account(email: person.email) { return known }
        _ = try await service.invite(
            email: person.email, name: "\(person)", language: .french, hats: [try await hat(person)], site: nil, Self.administrator)
        guard let made = try await service.account(email: person.email) else { throw FixtureError("no account") }
        return made
    }

    /// Lets a person in, as a link out of a mail does.
    func signIn(_ person: Person) async throws -> Browser {
        let account = try await account(person)
        let link = try await service.makeLink(for: account.id, .signIn, site: "http://127.0.0.1:8080", Self.administrator)
        guard let token = link.address.split(separator: "/").last else { throw FixtureError("no link") }
        let signedIn = try await service.signIn(link: String(token))
        return Browser(router: router, token: signedIn.token, csrf: signedIn.session.csrf)
    }

    /// Gives a program a key under the hat of a person.
    func program(_ person: Person, scopes: [String] = ["read", "write"]) async throws -> Program {
        let key = try await service.makeKey(
            for: try await account(person).id, hat: 0, name: "test", scopes: scopes, days: 30, Self.administrator)
        return Program(router: router, key: key.text)
    }

    /// Somebody whom nobody knows.
    var stranger: Browser { Browser(router: router) }
    var strangeProgram: Program { Program(router: router, key: nil) }

    func organisation(_ reference: String) async throws -> OrganisationID {
        guard let found = try await service.organisations().first(where: { $0.organisation.reference == reference }) else {
            throw FixtureError("there is no organisation \(reference)")
        }
        return found.id
    }

    func member(_ code: String) async throws -> MemberID {
        guard let found = try await service.members().first(where: { $0.member.code == code }) else {
            throw FixtureError("there is no member \(code)")
        }
        return found.id
    }

    /// Who filed a file.
    func applicant(of reference: String) async throws -> Person {
        let id = try await service.file(reference, of: demoCall).view.file.organisation
        guard let found = try await service.organisations().first(where: { $0.id == id }) else {
            throw FixtureError("nobody filed \(reference)")
        }
        return .applicant(found.organisation.reference)
    }
}

/// A browser: it sends its cookie and, with a form, the session's token.
struct Browser: Sendable {
    let router: RouterCall
    var token: String?
    var csrf: String?
    /// Other cookies, as the header has them: `name=value`.
    var cookies: [String] = []

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answered {
        try await router.send(.get, path, merged(headers))
    }

    /// Sends a form; its token goes along unless the fields say otherwise.
    func post(_ path: String, _ fields: [(String, String)] = [], _ headers: HTTPFields = [:]) async throws -> Answered {
        var fields = fields
        if let csrf, !fields.contains(where: { $0.0 == "csrf" }) { fields.append(("csrf", csrf)) }
        var headers = merged(headers)
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await router.send(.post, path, headers, Array(Self.encoded(fields).utf8))
    }

    /// Sends a file as a form with a file does.
    func upload(_ path: String, _ name: String, _ bytes: [UInt8]) async throws -> Answered {
        let head =
            "--xYz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf ?? "")\r\n--xYz\r\n"
            + "Content-Disposition: form-data; name=\"document\"; filename=\"\(name)\"\r\n\r\n"
        var headers = merged([:])
        headers[.contentType] = "multipart/form-data; boundary=xYz"
        return try await router.send(.post, path, headers, Array(head.utf8) + bytes + Array("\r\n--xYz--\r\n".utf8))
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    private func merged(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        let all = (token.map { ["__Host-sid=\($0)"] } ?? []) + cookies
        if !all.isEmpty { headers[.cookie] = all.joined(separator: "; ") }
        return headers
    }
}

/// A program with a key of the API, or without one.
struct Program: Sendable {
    let router: RouterCall
    let key: String?

    /// - Parameter path: after `/api/v1`.
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answered {
        try await router.send(.get, "/api/v1" + path, keyed(headers))
    }

    /// Sends a command with what it needs, as JSON.
    func send(
        _ method: HTTPRequest.Method = .post, _ path: String, _ json: String = "{}", _ headers: HTTPFields = [:]
    ) async throws -> Answered {
        var headers = keyed(headers)
        headers[.contentType] = "application/json"
        return try await router.send(method, "/api/v1" + path, headers, Array(json.utf8))
    }

    func upload(
        _ method: HTTPRequest.Method = .post, _ path: String, _ bytes: [UInt8], type: String = "text/csv", _ headers: HTTPFields = [:]
    ) async throws -> Answered {
        var headers = keyed(headers)
        headers[.contentType] = type
        return try await router.send(method, "/api/v1" + path, headers, bytes)
    }

    private func keyed(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        if let key { headers[.authorization] = "Bearer \(key)" }
        return headers
    }
}
