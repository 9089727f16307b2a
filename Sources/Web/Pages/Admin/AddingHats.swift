import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The roles of an account: one is added or taken away at a time, from what the page showed.
enum AddingHats {
    /// What a page showed of the roles: who changed them meanwhile is not overwritten.
    static func mark(of hats: [Hat]) -> String {
        let marks = hats.map { hat in
            let whose = hat.organisation?.description ?? hat.member?.description ?? ""
            return hat.role.name + ":" + whose + (hat.maySign ? "+" : "")
        }
        // An empty value would be left out of the form.
        return marks.isEmpty ? "-" : marks.joined(separator: ",")
    }

    /// The fields with which a role is said.
    static func fields(_ visit: Visit, _ typed: FormFields?, isRequired: Bool, fault: String? = nil) async throws -> [Field] {
        // Named here only to be chosen from: what the files of an association hold stays shut.
        let organisations = try await visit.site.service.organisations()
        let members = try await visit.site.service.members()
        let none = Field.Choice("", visit.say("admin.none"))
        let roles = Role.allCases.filter { $0 != .system }
            .map { Field.Choice($0.name, $0.label.text(in: visit.language)) }
        return [
            Field(
                "role", visit.say("admin.role"), .select((isRequired ? [] : [none]) + roles), values: [typed?["role"] ?? ""],
                fault: fault),
            Field(
                "organisation", visit.say("admin.organisation"),
                .select(
                    [none]
                        + organisations.map {
                            Field.Choice($0.id.description, "\($0.organisation.name) (\($0.organisation.reference))")
                        }),
                values: [typed?["organisation"] ?? ""], help: visit.say("admin.organisationHelp")),
            Field(
                "sign", visit.say("admin.signing"), .boxes([.init("yes", visit.say("admin.maySign"))]), values: typed?.all("sign") ?? [],
                help: visit.say("admin.signingHelp")),
            Field(
                "member", visit.say("admin.member"),
                .select([none] + members.map { Field.Choice($0.id.description, "\($0.member.name) (\($0.member.code))") }),
                values: [typed?["member"] ?? ""], help: visit.say("admin.memberHelp"))
        ]
    }

    /// The role that was said; throws where it does not fit whom it is for. Nothing where none was chosen.
    static func chosen(_ fields: FormFields) throws(ServiceError) -> Hat? {
        guard let name = fields.text("role") else { return nil }
        let organisation = fields.text("organisation").flatMap { Int64($0) }.map { OrganisationID($0) }
        let member = fields.text("member").flatMap { Int64($0) }.map { MemberID($0) }
        guard let role = Role(name: name),
            let hat = Hat(role, organisation: organisation, member: member, maySign: fields["sign"] == "yes")
        else { throw .access(.hatUnfit) }
        return hat
    }

    static func form(_ visit: Visit, _ typed: FormFields? = nil, fault: String? = nil) async throws -> Response {
        let account = try await AdminPages.asked(visit)
        let path = AdminPages.path(of: account.id, visit)
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.addHat"),
                [
                    "text": account.email, "path": path + "/hat", "back": path, "button": visit.say("admin.addHat"),
                    "key": AdminPages.key(), "seen": typed?["seen"] ?? mark(of: account.hats),
                    "fields": try await fields(visit, typed, isRequired: true, fault: fault).map(\.parts)
                ],
                faults: fault.map { [FieldFault(field: Field.id(of: "role"), $0)] } ?? []))
    }

    static func add(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let account = try await AdminPages.asked(visit)
        try check(account, fields)
        do throws(ServiceError) {
            guard let hat = try chosen(fields) else { throw .access(.hatUnfit) }
            _ = try await change(visit, account, account.hats + [hat], fields)
        } catch {
            let refusal = try AccountPages.refusal(in: error)
            return try await form(visit, fields, fault: refusal.message.text(in: visit.language))
        }
        return visit.redirect("admin/accounts/\(account.id)", notice: "saved")
    }

    static func remove(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let account = try await AdminPages.asked(visit)
        try check(account, fields)
        guard let place = fields.text("hat").flatMap({ Int($0) }), account.hats.indices.contains(place) else {
            throw HTTPError(.badRequest)
        }
        var hats = account.hats
        hats.remove(at: place)
        _ = try await change(visit, account, hats, fields)
        return visit.redirect("admin/accounts/\(account.id)", notice: "saved")
    }

    private static func change(
        _ visit: Visit, _ account: Account, _ hats: [Hat], _ fields: FormFields
    ) async throws(ServiceError) -> AccountReceipt {
        let command = Service.Command(actor: try visit.actor(), key: fields.text("key"))
        return try await visit.site.service.setHats(hats, of: account.id, command)
    }

    private static func check(_ account: Account, _ fields: FormFields) throws {
        guard fields["seen"] == mark(of: account.hats) else { throw HTTPError(.preconditionFailed) }
    }
}

/// A new account.
enum Inviting {
    static func form(_ visit: Visit, _ typed: FormFields? = nil, fault: AccessRefusal? = nil) async throws -> Response {
        let text = fault?.message.text(in: visit.language)
        let isOfHat = fault == .hatUnfit
        let isOfName = fault == .nameInvalid
        let faulty = isOfHat ? "role" : isOfName ? "name" : "email"
        let languages = Language.allCases.map {
            Field.Choice($0.rawValue, visit.site.vocabulary.text("common.ownName", in: $0))
        }
        let person = [
            Field(
                "email", visit.say("account.email"), .line(type: "email", autocomplete: "off"), values: [typed?["email"] ?? ""],
                isRequired: true, fault: faulty == "email" ? text : nil),
            Field(
                "name", visit.say("account.name"), .line(autocomplete: "off"), values: [typed?["name"] ?? ""],
                fault: isOfName ? text : nil),
            Field(
                "language", visit.say("admin.language"), .radios(languages), values: [typed?["language"] ?? visit.language.rawValue])
        ]
        let hats = try await AddingHats.fields(visit, typed, isRequired: false, fault: isOfHat ? text : nil)
        let sending = Field(
            "send", visit.say("admin.mail"), .boxes([Field.Choice("yes", visit.say("admin.mailNow"))]),
            values: typed.map { $0.all("send") } ?? ["yes"])
        let fields = person + hats + [sending]
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.invite"),
                [
                    "text": visit.say("admin.inviteText"), "path": visit.path("admin/invite"), "back": visit.path("admin"),
                    "button": visit.say("admin.invite"), "key": AdminPages.key(), "fields": fields.map(\.parts)
                ],
                faults: text.map { [FieldFault(field: Field.id(of: faulty), $0)] } ?? []))
    }

    static func invite(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let receipt: AccountReceipt
        do throws(ServiceError) {
            let hats = try AddingHats.chosen(fields).map { [$0] } ?? []
            receipt = try await visit.site.service.invite(
                email: fields.text("email") ?? "", name: fields.text("name") ?? "",
                language: Language(rawValue: fields["language"] ?? "") ?? visit.language, hats: hats,
                site: fields["send"] == "yes" ? visit.site.settings.address : nil,
                Service.Command(actor: try visit.actor(), key: fields.text("key")))
        } catch {
            return try await form(visit, fields, fault: try AccountPages.refusal(in: error))
        }
        return visit.redirect("admin/accounts/\(receipt.account)", notice: "invited")
    }
}
