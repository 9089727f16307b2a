import CallModel
import Exchange
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Organisations and members: searched, corrected, and brought up to date from the same tables as on the command line.
enum RegisterPages {
    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("office/organisations", .only(.office)) { visit in try await organisations(visit) },
            .get("office/organisations/:organisation", .only(.office)) { visit in try await organisation(visit) },
            .get("office/members", .only(.office)) { visit in try await members(visit) }
        ],
        PageRoute.plan("office/organisations/:organisation/edit", .doing(.editOrganisation)) { visit, fields in
            try await OrganisationPlan.plan(visit, fields)
        },
        PageRoute.readingPlan("office/import/:list", .doing(.importOrganisations), limit: 16 << 20) { visit, fields in
            try await importing(visit, fields)
        })

    private static func organisations(_ visit: Visit) async throws -> Response {
        let wanted = (visit.query("q") ?? "").lowercased()
        let all = try await visit.service().organisations().map(\.organisation).filter { organisation in
            wanted.isEmpty || [organisation.reference, organisation.name, organisation.email].contains { $0.lowercased().contains(wanted) }
        }
        let table = TableView(visit.say("office.organisations"), all.map(OrganisationRow.init), visit) {
            visit.path("office/organisations/\($0.organisation.reference)")
        }
        return try visit.show(
            list(
                "organisations", ["organisations", "earlier-grants", "boards"], table,
                visit.say("office.foundOrganisations", count: all.count), visit))
    }

    private static func members(_ visit: Visit) async throws -> Response {
        let wanted = (visit.query("q") ?? "").lowercased()
        let all = try await visit.service().members().map(\.member).filter { member in
            wanted.isEmpty || [member.code, member.name, member.email].contains { $0.lowercased().contains(wanted) }
        }
        return try visit.show(
            list(
                "members", ["members", "ties", "expertise"], TableView(visit.say("office.members"), all.map(MemberRow.init), visit),
                visit.say("office.foundMembers", count: all.count), visit))
    }

    private static func list(_ name: String, _ imports: [String], _ table: TableView, _ count: String, _ visit: Visit) -> Page {
        var block = Block()
        block.texts = [count]
        block.tables = [table]
        block.steps = imports.map { Block.Link(visit.path("office/import/\($0)"), visit.say("office.import.\($0)")) }
        let page = Page.blocks(
            visit.say("office.\(name)"), [block], visit,
            more: [
                "path": visit.path("office/\(name)"), "hasChoices": true,
                "choices": [Field("q", visit.say("office.searchRegister"), .line(type: "search"), values: [visit.query("q") ?? ""]).parts]
            ])
        return Page("office/register", title: page.title, page.parts)
    }

    private static func organisation(_ visit: Visit) async throws -> Response {
        let reference = try visit.parameter("organisation")
        let service = try visit.service()
        guard let found = try await service.organisations().first(where: { $0.organisation.reference == reference }) else {
            throw HTTPError(.notFound)
        }
        var block = Block()
        block.facts = found.organisation.facts(in: visit.language)
        block.steps = [Block.Link(visit.path("office/organisations/\(reference)/edit"), visit.say("office.correct"))]
        var grants = Block(visit.say("office.earlierGrants"))
        let earlier = try await service.earlierGrants().filter { $0.organisation == reference }
        grants.tables = [TableView(visit.say("office.earlierGrants"), earlier.map(EarlierGrantRow.init), visit, isPaged: false)]
        var files = Block(visit.say("office.files"))
        for call in try await service.calls() where call.state != .drafted {
            let own = try await service.files(of: call.code).filter { $0.file.organisation == found.id }
            guard !own.isEmpty else { continue }
            files.tables.append(
                TableView(call.code, own.map(FileRow.init), visit, isCaptionHidden: false, isPaged: false) {
                    visit.path("office/\(call.code)/files/\($0.reference)")
                })
        }
        return try visit.show(.blocks(found.organisation.name, files.tables.isEmpty ? [block, grants] : [block, files, grants], visit))
    }

    // MARK: - Imports

    private static func importing(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let name = try visit.parameter("list")
        guard let list = List(rawValue: name) else { throw HTTPError(.notFound) }
        var plan = Plan(
            path: "office/import/\(name)", title: visit.say("office.import.\(name)"), button: visit.say("office.importButton"),
            back: list.isOfMembers ? "office/members" : "office/organisations"
        ) { visit, fields, command in
            let file = try PastedTable.file("table", fields, visit)
            let receipt = try await list.take(file, try visit.service(), command)
            return Plan.Outcome(sentences: [receipt.sentence.text(in: visit.language)])
        }
        plan.lead = [visit.say("office.importLead")]
        plan.notice = "imported"
        plan.reading = Reading(field: "table", accept: ".csv,.json")
        plan.fields = [PastedTable.field("table", visit.say("office.importFile"), typed, visit)]
        return plan
    }

    private enum List: String {
        case organisations
        case earlierGrants = "earlier-grants"
        case boards, members, ties, expertise

        var isOfMembers: Bool {
            switch self {
            case .members, .ties, .expertise: true
            case .organisations, .earlierGrants, .boards: false
            }
        }

        func take(_ file: ImportFile, _ service: Service, _ command: Service.Command) async throws -> BulkReceipt {
            switch self {
            case .organisations: try await service.importOrganisations(Import.organisations(file, checkingAccounts: true), command)
            case .earlierGrants: try await service.importEarlierGrants(Import.earlierGrants(file), command)
            case .boards: try await service.importBoards(Import.boards(file), command)
            case .members: try await service.importMembers(Import.members(file), command)
            case .ties: try await service.importTies(Import.ties(file), command)
            case .expertise: try await service.importExpertise(Import.expertise(file), command)
            }
        }
    }
}
