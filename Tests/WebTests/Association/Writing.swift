import CallModel
import Foundation
import HTTPTypes
import Service
import Store

/// Somebody of an association who writes a file in the pages.
struct Writing {
    let browser: Browser
    /// `/fr/my/brussels-2027/A-7K3QM2P`
    let path: String

    var reference: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// The parts of the demonstration's form, in their order.
    static let parts = ["project", "s-project", "s-effects", "s-partnership", "s-means", "contact"]

    static func start(_ browser: Browser) async throws -> Writing {
        let started = try await browser.post("/fr/my/start", [("call", demoCall)])
        guard started.status == .seeOther, let path = started.headers[.location] else {
            throw FixtureError("not started: \(started.status) \(started.text)")
        }
        return Writing(browser: browser, path: path)
    }

    func form(_ part: String) async throws -> Answered { try await browser.get("\(path)/form/\(part)") }

    /// Saves a part as a browser does that just opened it.
    func save(_ part: String, _ fields: TypedFields, go: String = "next", version: String? = nil) async throws -> Answered {
        let seen = if let version { version } else { try await form(part).field("version") ?? "" }
        let typed = fields.values.sorted { $0.key < $1.key }.flatMap { name, values in values.map { (name, $0) } }
        return try await browser.post("\(path)/form/\(part)", typed + [("version", seen), ("go", go)])
    }

    func saveAll(_ fields: TypedFields) async throws {
        for part in Self.parts {
            let saved = try await save(part, fields)
            guard saved.status == .seeOther else { throw FixtureError("\(part): \(saved.status) \(saved.text)") }
        }
    }
}

extension Stage {
    /// A file of the demonstration as its association would type it.
    func typed(_ reference: String) async throws -> TypedFields {
        guard let content = try await service.file(reference, of: demoCall).content else { throw FixtureError("no content") }
        return TypedFields(content)
    }
}
