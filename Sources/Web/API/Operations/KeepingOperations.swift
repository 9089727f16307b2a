import CallModel
import Foundation
import HTTPTypes
import Presentation
import Selection
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Accounts"

    /// Accounts, keys, and people who are to be forgotten.
    static let keeping: [Operation] = [
        .list("listAccounts", "/accounts", in: chapter, "Who may sign in.", .doing(.keepAccounts), key: \.email) { visit -> [AccountRow] in
            try await visit.service.accounts().map(AccountRow.init)
        },
        .command("inviteAccount", "/accounts", in: chapter, "Makes an account and writes to its owner.", .doing(.keepAccounts)) {
            (visit, input: InvitationInput) -> AccountReceipt in
            try await visit.site.service.invite(
                email: input.email, name: input.name, language: input.language, hats: try await visit.hats(input.hats),
                site: visit.site.settings.address, try visit.command())
        },
        .command(
            "setHats", .put, "/accounts/{account}/hats", in: chapter, "Gives an account these hats and no others.", .doing(.keepAccounts)
        ) {
            (visit, input: HatsInput) -> AccountReceipt in
            try await visit.site.service.setHats(
                try await visit.hats(input.hats), of: try await visit.account().id, try visit.command())
        },
        .command("disableAccount", "/accounts/{account}/disable", in: chapter, "Lets an account in no more.", .doing(.keepAccounts)) {
            (visit, _: NoInput) -> AccountReceipt in
            try await visit.site.service.disable(try await visit.account().id, try visit.command())
        },
        .command("enableAccount", "/accounts/{account}/enable", in: chapter, "Lets it in again.", .doing(.keepAccounts)) {
            (visit, _: NoInput) -> AccountReceipt in
            try await visit.site.service.enable(try await visit.account().id, try visit.command())
        },
        .trail(
            "getAccountHistory", "/accounts/{account}/history", in: chapter, "What happened to an account, the newest first.",
            .doing(.readAccountHistory), number: \.id
        ) { visit, before, most -> [AccountEventRow] in
            try await visit.service.accountHistory(of: try await visit.account().id, before: before, most: most, try visit.command())
                .map(AccountEventRow.init)
        },
        .list("listKeys", "/keys", in: chapter, "The keys of programs.", .doing(.keepKeys), key: \.prefix) { visit -> [KeyRow] in
            try await visit.service.keys().map(KeyRow.init)
        },
        .command("makeKey", "/keys", in: chapter, "Makes a key, which is shown once.", .doing(.keepKeys)) {
            (visit, input: KeyInput) -> MadeKey in
            try await visit.site.service.makeKey(
                for: try await visit.account(input.account).id, hat: input.hat, name: input.name, scopes: input.scopes, days: input.days,
                try visit.command())
        },
        .command("revokeKey", "/keys/{key}/revoke", in: chapter, "Ends a key.", .doing(.keepKeys)) {
            (visit, _: NoInput) -> AccountReceipt in
            try await visit.site.service.revokeKey(try visit.parameter("key"), try visit.command())
        },
        .read(
            "exportPerson", "/persons/export", in: chapter, "What is kept of a person: what erasing would find.", .doing(.erasePerson),
            [.text("member", "The code of a member."), .text("organisation", "The reference of an organisation.")]
        ) { visit -> DocumentAnswer in
            let found = try await visit.site.service.export(
                try person(visit.query("member"), visit.query("organisation"), or: .badRequest), try visit.command())
            return try JSONDecoder().decode(DocumentAnswer.self, from: Data(found.json.utf8))
        }
        .noting("person"),
        .command("erasePerson", "/persons/erase", in: chapter, "Erases a person; what was decided stays.", .doing(.erasePerson)) {
            (visit, input: ErasureInput) -> ErasureReceipt in
            try await visit.site.service.erase(
                try person(input.member, input.organisation, or: .unprocessableContent), reason: input.reason, try visit.command())
        }
    ]

    private static func person(
        _ member: String?, _ organisation: String?, or status: HTTPResponse.Status
    ) throws -> ErasedPerson {
        switch (member, organisation) {
        case (let member?, nil): .member(member)
        case (nil, let organisation?): .organisation(EnterpriseNumber(organisation)?.digits ?? organisation)
        default: throw Refused(status, code: status == .badRequest ? "badQuery" : "badBody", onePerson)
        }
    }

    private static let onePerson = Message(
        fr: "nommez soit member, soit organisation", nl: "noem member of organisation", en: "name either member or organisation")
}

struct HatInput: Codable {
    let role: String
    /// By its reference; for applicants.
    let organisation: String?
    /// By its code; for members.
    let member: String?
    let maySign: Bool?
}

struct HatsInput: Codable {
    let hats: [HatInput]
}

struct InvitationInput: Codable {
    let email: String
    let name: String
    let language: Language
    let hats: [HatInput]
}

struct KeyInput: Codable {
    /// By its e-mail address.
    let account: String
    /// Which of its hats, the first being 0.
    let hat: Int
    let name: String
    let scopes: [String]
    let days: Int
}

struct ErasureInput: Codable {
    let member: String?
    let organisation: String?
    let reason: String
}

/// A hat as a program reads it.
struct HatRow: Codable {
    let role: String
    let title: String
    let maySign: Bool

    init(_ hat: Hat) { (role, title, maySign) = (hat.role.name, hat.title, hat.maySign) }
}

/// An account as a program reads it: nothing of what it signs in with.
struct AccountRow: Codable {
    let email: String
    let name: String
    let language: Language
    let disabled: Bool
    let password: Bool
    let secondFactor: Bool
    let hats: [HatRow]

    init(_ account: Account) {
        (email, name, language, disabled) = (account.email, account.name, account.language, account.isDisabled)
        (password, secondFactor, hats) = (account.hasPassword, account.hasSecondFactor, account.hats.map(HatRow.init))
    }
}

struct AccountEventRow: Codable {
    let id: Int64
    let at: Instant
    let action: String
    let actor: String
    let detail: String

    init(_ event: AccountEvent) {
        (id, at, action, actor, detail) = (event.id, event.at, event.action, event.actor, event.detail)
    }
}

/// A key as a program reads it.
struct KeyRow: Codable {
    let prefix: String
    let name: String
    let hat: HatRow?
    let scopes: [String]
    let createdAt: Instant
    let expiresAt: Instant
    let revokedAt: Instant?
    let lastUsedAt: Instant?

    init(_ key: KeyView) {
        (prefix, name, hat, scopes) = (key.prefix, key.name, key.hat.map(HatRow.init), key.scopes)
        (createdAt, expiresAt, revokedAt, lastUsedAt) = (key.createdAt, key.expiresAt, key.revokedAt, key.lastUsedAt)
    }
}

extension APIVisit {
    /// The account that the path names by its address.
    func account() async throws -> Account { try await account(try parameter("account")) }

    func account(_ email: String) async throws -> Account {
        guard let found = try await site.service.account(email: email) else { throw StoreError.notFound(kind: "account", name: email) }
        return found
    }

    func hats(_ inputs: [HatInput]) async throws -> [Hat] {
        var hats: [Hat] = []
        for (place, input) in inputs.enumerated() { hats.append(try await hat(input, at: "hats[\(place)]")) }
        return hats
    }

    private func hat(_ input: HatInput, at place: String) async throws -> Hat {
        let organisation = try await found(input.organisation, "organisation") { name in
            try await site.service.organisations().first { $0.organisation.reference == name }?.id
        }
        let member = try await found(input.member, "member") { name in
            try await site.service.members().first { $0.member.code == name }?.id
        }
        guard let role = Role(name: input.role),
            let hat = Hat(role, organisation: organisation, member: member, maySign: input.maySign ?? false)
        else { throw Refused(.unprocessableContent, code: "badHat", Self.noHat, at: place) }
        return hat
    }

    private func found<ID>(_ name: String?, _ kind: String, _ find: (String) async throws -> ID?) async throws -> ID? {
        guard let name else { return nil }
        guard let id = try await find(name) else { throw StoreError.notFound(kind: kind, name: name) }
        return id
    }

    private static let noHat = Message(
        fr: "le rôle et ce pour quoi il agit ne vont pas ensemble", nl: "de rol en waarvoor ze handelt passen niet bij elkaar",
        en: "the role and what it acts for do not fit")
}
