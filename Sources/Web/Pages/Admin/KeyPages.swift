import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Keys with which programs act in the name of an account.
enum KeyPages {
    private static let keeper = Access.doing(.keepKeys)

    static let routes: [PageRoute] = [
        .get("admin/keys", keeper) { visit in try await list(visit) },
        .get("admin/accounts/:account/key", keeper) { visit in try await form(visit) },
        .post("admin/accounts/:account/key", keeper) { visit, fields in try await make(visit, fields) },
        .get("admin/keys/:key", keeper) { visit in try await ask(visit) },
        .post("admin/keys/:key", keeper) { visit, fields in
            _ = try await visit.site.service.revokeKey(try visit.parameter("key"), try visit.command(key: fields.text("key")))
            return visit.redirect("admin/keys", notice: "keyRevoked")
        }
    ]

    private static func list(_ visit: Visit) async throws -> Response {
        let accounts = Dictionary(uniqueKeysWithValues: try await visit.site.service.accounts().map { ($0.id, $0.email) })
        let keys = try await visit.site.service.keys().map { KeyLine(key: $0, email: accounts[$0.account] ?? "") }
        let table = TableView(visit.say("admin.keys"), keys, visit) { line in
            line.key.revokedAt == nil ? visit.path("admin/keys/\(line.key.prefix)") : nil
        }
        return try AdminPages.listed("keys", at: "admin/keys", table, visit, text: visit.say("admin.keysText"))
    }

    /// A key that is revoked opens nothing ever again: it is asked first.
    private static func ask(_ visit: Visit) async throws -> Response {
        let prefix = try visit.parameter("key")
        guard let key = try await visit.site.service.keys().first(where: { $0.prefix == prefix && $0.revokedAt == nil }) else {
            throw HTTPError(.notFound)
        }
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.revokeKey"),
                [
                    "text": visit.say("admin.revokeText", ["key": key.prefix, "name": key.name]),
                    "path": visit.path("admin/keys/\(prefix)"),
                    "back": visit.path("admin/keys"), "button": visit.say("admin.revokeKey"), "key": AdminPages.key(),
                    "fields": [] as [Parts]
                ]))
    }

    private static func form(_ visit: Visit, _ typed: FormFields? = nil, fault: AccessRefusal? = nil) async throws -> Response {
        let account = try await AdminPages.asked(visit)
        let text = fault?.message.text(in: visit.language)
        let faulty =
            switch fault {
            case .scopesInvalid: "scopes"
            case .daysInvalid: "days"
            case .noSuchHat: "hat"
            default: "name"
            }
        func said(_ name: String) -> String? { faulty == name ? text : nil }
        let hats = account.hats.enumerated().map { Field.Choice("\($0)", $1.label(visit)) }
        let scopes = ["read", "write"].map { Field.Choice($0, visit.say("admin.scope-\($0)")) }
        let fields = [
            Field("hat", visit.say("admin.role"), .select(hats), values: [typed?["hat"] ?? ""], fault: said("hat")),
            Field(
                "name", visit.say("admin.keyName"), .line(autocomplete: "off"), values: [typed?["name"] ?? ""],
                help: visit.say("admin.keyNameHelp"), isRequired: true, fault: said("name")),
            Field(
                "scopes", visit.say("admin.scopes"), .boxes(scopes), values: typed.map { $0.all("scopes") } ?? ["read"],
                fault: said("scopes")),
            Field(
                "days", visit.say("admin.days"), .line(className: "number", mode: "numeric"), values: [typed?["days"] ?? "365"],
                fault: said("days"))
        ]
        let path = AdminPages.path(of: account.id, visit)
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.makeKey"),
                [
                    "text": account.email, "path": path + "/key", "back": path, "button": visit.say("admin.makeKey"),
                    "key": AdminPages.key(), "fields": fields.map(\.parts)
                ],
                faults: text.map { [FieldFault(field: Field.id(of: faulty), $0)] } ?? []))
    }

    private static func make(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let account = try await AdminPages.asked(visit)
        let made: MadeKey
        do throws(ServiceError) {
            made = try await visit.site.service.makeKey(
                for: account.id, hat: fields.text("hat").flatMap { Int($0) } ?? -1, name: fields.text("name") ?? "",
                scopes: fields.all("scopes"), days: fields.text("days").flatMap { Int($0) } ?? 0,
                Service.Command(actor: try visit.actor()))
        } catch {
            return try await form(visit, fields, fault: try AccountPages.refusal(in: error))
        }
        return try visit.show(
            Page(
                "admin/shown", title: visit.say("admin.keyMade"),
                [
                    "text": AccountWords.shownOnce.text(in: visit.language), "secret": made.text, "back": visit.path("admin/keys"),
                    "facts": Facts([
                        (visit.say("account.email"), account.email),
                        (AccountWords.expires.text(in: visit.language), visit.formats.moment(made.expiresAt))
                    ]).parts
                ]))
    }
}

/// One key in the list.
private struct KeyLine: TableRow {
    let key: KeyView
    let email: String

    static let columns: [Column] = [
        .text(AccountWords.key), .flexible(Words.name), .flexible(Words.email), .flexible(AccountWords.hats),
        .flexible(AccountWords.scopes), .text(AccountWords.expires), .text(AccountWords.revoked), .text(AccountWords.lastUsed)
    ]

    func cells(in language: Language) -> [String] {
        [
            key.prefix, key.name, email, key.hat?.role.label.text(in: language) ?? "", key.scopes.joined(separator: " "),
            Moment.text(key.expiresAt), Moment.text(key.revokedAt), Moment.text(key.lastUsedAt)
        ]
    }
}
