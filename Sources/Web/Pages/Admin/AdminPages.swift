import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Who may sign in and as whom, as the administrator keeps it.
enum AdminPages {
    static let keeper = Access.doing(.keepAccounts)

    static let routes: [PageRoute] = [
        .get("admin", keeper) { visit in try await list(visit) },
        .get("admin/history", keeper) { visit in try await history(visit) },
        .get("admin/invite", keeper) { visit in try await Inviting.form(visit) },
        .post("admin/invite", keeper) { visit, fields in try await Inviting.invite(visit, fields) },
        .get("admin/accounts/:account", keeper) { visit in try await account(visit) },
        .get("admin/accounts/:account/hat", keeper) { visit in try await AddingHats.form(visit) },
        .post("admin/accounts/:account/hat", keeper) { visit, fields in try await AddingHats.add(visit, fields) },
        .post("admin/accounts/:account/remove-hat", keeper) { visit, fields in try await AddingHats.remove(visit, fields) },
        .post("admin/accounts/:account/disable", keeper) { visit, fields in
            try await act(visit, fields) { service, id, command in try await service.disable(id, command) }
        },
        .post("admin/accounts/:account/enable", keeper) { visit, fields in
            try await act(visit, fields) { service, id, command in try await service.enable(id, command) }
        },
        .post("admin/accounts/:account/reset-factor", keeper) { visit, fields in
            try await act(visit, fields) { service, id, command in try await service.resetSecondFactor(of: id, command) }
        },
        .post("admin/accounts/:account/link", keeper) { visit, fields in
            let (wanted, site) = (purpose(fields), visit.site.settings.address)
            return try await act(visit, fields, notice: "mailQueued") { service, id, command in
                try await service.sendLink(to: id, wanted, site: site, command)
            }
        },
        .post("admin/accounts/:account/show-link", keeper) { visit, fields in try await showLink(visit, fields) }
    ]

    /// The account that the path names; somebody else's number is no page.
    static func asked(_ visit: Visit) async throws -> Account {
        guard let number = Int64(try visit.parameter("account")),
            let account = try await visit.site.service.accounts().first(where: { $0.id == AccountID(number) })
        else { throw HTTPError(.notFound) }
        return account
    }

    /// A key that makes what a form does happen once, however often it is sent.
    static func key() -> String { UUID().uuidString }

    static func path(of account: AccountID, _ visit: Visit) -> String { visit.path("admin/accounts/\(account)") }

    private static func purpose(_ fields: FormFields) -> LinkPurpose { LinkPurpose(rawValue: fields["purpose"] ?? "") ?? .signIn }

    private static func act(
        _ visit: Visit, _ fields: FormFields, notice: String = "saved",
        _ body: (Service, AccountID, Service.Command) async throws -> AccountReceipt
    ) async throws -> Response {
        let account = try await asked(visit)
        _ = try await body(visit.site.service, account.id, try visit.command(key: fields.text("key")))
        return visit.redirect("admin/accounts/\(account.id)", notice: notice)
    }

    // MARK: What there is

    private static func list(_ visit: Visit) async throws -> Response {
        let accounts = try await visit.site.service.accounts()
        let table = TableView(visit.say("admin.title"), accounts.map(AccountLine.init), visit) { path(of: $0.account.id, visit) }
        return try listed("title", at: "admin", table, visit, step: ("admin/invite", "admin.invite"))
    }

    /// One of the administrator's lists, with the others in a line above it.
    static func listed(
        _ title: String, at path: String, _ table: TableView, _ visit: Visit, text: String = "", step: (path: String, word: String)? = nil,
        earlier: String = ""
    ) throws -> Response {
        let lists = [("admin", "title"), ("admin/keys", "keys"), ("admin/webhooks", "webhooks"), ("admin/history", "history")]
        let around = Neighbours(lists.map { (path: $0.0, text: visit.say("admin.\($0.1)")) }, current: path)
        return try visit.show(
            Page(
                "admin/list", title: visit.say("admin.\(title)"),
                [
                    "hasNeighbours": true, "neighbours": around.parts(visit), "text": text, "earlier": earlier,
                    "steps": step.map { [["path": visit.path($0.path), "text": visit.say($0.word)] as Parts] } ?? [],
                    "table": table.parts
                ]))
    }

    private static func history(_ visit: Visit) async throws -> Response {
        let id = visit.query("account").flatMap { Int64($0) }.map { AccountID($0) }
        let most = 200
        let found = try await visit.site.service.accountHistory(
            of: id, before: visit.query("before").flatMap { Int64($0) }, most: most + 1, try visit.command())
        let events = found.prefix(most)
        var earlier = ""
        if found.count > most, let last = events.last {
            earlier = visit.path("admin/history?before=\(last.id)\(id.map { "&account=\($0)" } ?? "")")
        }
        let table = TableView(visit.say("admin.history"), events.map { EventLine(event: $0) }, visit, isPaged: false)
        return try listed("history", at: "admin/history", table, visit, earlier: earlier)
    }

    private static func account(_ visit: Visit) async throws -> Response {
        let account = try await asked(visit)
        let path = path(of: account.id, visit)
        let line = AccountLine(account: account)
        return try visit.show(
            Page(
                "admin/account", title: account.name.isEmpty ? account.email : account.name,
                [
                    "id": account.id.description, "path": path, "key": key(), "seen": AddingHats.mark(of: account.hats),
                    "facts": Facts(
                        zip(AccountLine.columns, line.cells(in: visit.language)).map { column, cell in
                            (column.heading.text(in: visit.language), cell)
                        }
                    ).parts,
                    "hasHats": !account.hats.isEmpty,
                    "hats": account.hats.enumerated().map { place, hat -> Parts in
                        ["place": place, "label": hat.label(visit) + (hat.maySign ? " · " + visit.say("admin.maySign") : "")]
                    },
                    "acts": acts(on: account, path, visit)
                ]))
    }

    /// What the administrator can do for the owner, each with its own key: one must not be taken for another that was sent again.
    private static func acts(on account: Account, _ path: String, _ visit: Visit) -> [Parts] {
        func act(_ name: String, _ word: String, purpose: LinkPurpose? = nil, isGrave: Bool = false) -> Parts {
            [
                "path": "\(path)/\(name)", "title": visit.say("admin.\(word)"), "text": visit.say("admin.\(word)Text"),
                "purpose": purpose?.rawValue ?? "", "class": isGrave ? "grave" : "second", "key": key()
            ]
        }
        guard !account.isDisabled else { return [act("enable", "enable")] }
        return [
            act("link", "sendLink", purpose: .invitation), act("link", "sendReset", purpose: .reset)
        ] + (MailRoute(visit.site.settings) == nil ? [act("show-link", "showLink", purpose: .invitation)] : [])
            + (account.hasSecondFactor ? [act("reset-factor", "resetFactor", isGrave: true)] : [])
            + [act("disable", "disable", isGrave: true)]
    }

    /// For an installation without mail: the link is shown here, once.
    private static func showLink(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        // Where mails leave, a link is for the eyes of its owner.
        guard MailRoute(visit.site.settings) == nil else { throw HTTPError(.notFound) }
        let account = try await asked(visit)
        let link = try await visit.site.service.makeLink(
            for: account.id, purpose(fields), site: visit.site.settings.address, try visit.command())
        return try visit.show(
            Page(
                "admin/shown", title: visit.say("admin.showLink"),
                [
                    "text": visit.say("admin.linkOnce"), "secret": link.address, "back": path(of: account.id, visit),
                    "facts": Facts([
                        (visit.say("account.email"), account.email),
                        (AccountWords.expires.text(in: visit.language), visit.formats.moment(link.expiresAt))
                    ]).parts
                ]))
    }
}

/// One account in the list.
struct AccountLine: TableRow {
    let account: Account

    static let columns: [Column] = [
        .flexible(Words.email), .flexible(Words.name), .text(Words.language), .flexible(AccountWords.hats),
        .text(AccountWords.password), .text(AccountWords.secondFactor), .text(AccountWords.disabled)
    ]

    func cells(in language: Language) -> [String] {
        func yes(_ isSo: Bool) -> String { isSo ? Words.yes.text(in: language) : "" }
        return [
            account.email, account.name, account.language.rawValue,
            account.hats.map { hat in
                [hat.role.label.text(in: language), hat.title].filter { !$0.isEmpty }.joined(separator: " ")
            }.joined(separator: ", "),
            yes(account.hasPassword), yes(account.hasSecondFactor), yes(account.isDisabled)
        ]
    }
}

/// One thing that happened to an account.
private struct EventLine: TableRow {
    let event: AccountEvent

    static let columns: [Column] = [
        .text(Words.at), .number(AccountWords.number), .text(Words.action), .text(Words.actor), .flexible(AccountWords.detail)
    ]

    func cells(in language: Language) -> [String] {
        [
            Moment.text(event.at), event.account?.description ?? "", AccountWords.action(event.action, in: language), event.actor,
            detail(in: language)
        ]
    }

    /// A role, or what a link was for, in words; anything else as it was written down.
    private func detail(in language: Language) -> String {
        let words = event.detail.split(separator: " ")
        if let role = words.first.flatMap({ Role(name: String($0.prefix { $0 != ":" })) }) {
            return [role.label.text(in: language), String(event.detail.drop { $0 != ":" && $0 != " " }.drop { $0 == ":" })]
                .filter { !$0.isEmpty }.joined(separator: " ").replacing("  ", with: " ")
        }
        return LinkPurpose(rawValue: event.detail).map { AccountWords.purpose($0).text(in: language) } ?? event.detail
    }
}
