import CallModel
import Exchange
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Workflow

/// Tables about the files of one call, in the columns of the command line: typed or read in, tried out, then taken whole or not at all.
enum TablePages {
    static let routes: [PageRoute] = PageRoute.readingPlan("office/:call/tables/:list", .only(.office), limit: 4 << 20) { visit, fields in
        try await plan(visit, fields)
    }

    /// Where each of them is linked from.
    static func links(_ lists: [List], _ code: String, _ visit: Visit) -> [Block.Link] {
        lists.map { Block.Link(visit.path("office/\(code)/tables/\($0.rawValue)"), visit.say("office.table.\($0.rawValue)")) }
    }

    private static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        guard let list = List(rawValue: try visit.parameter("list")) else { throw HTTPError(.notFound) }
        let criteria = try await visit.service().call(code).definition.scoring.criteria
        var plan = Plan(
            path: "office/\(code)/tables/\(list.rawValue)", title: visit.title(code, "office.table.\(list.rawValue)"),
            button: visit.say("office.importButton"), back: "office/\(code)/\(list.page)"
        ) { visit, fields, command in
            let file = try PastedTable.file("table", fields, visit)
            return Plan.Outcome(
                sentences: try await list.take(file, code, criteria, visit.site.service, command).map { $0.text(in: visit.language) })
        }
        plan.lead = [visit.say("office.tableLead")]
        plan.notice = "imported"
        plan.neighbours = OfficeCall.neighbours(code, visit, current: list.page)
        plan.reading = Reading(field: "table", accept: ".csv")
        plan.fields = [PastedTable.field("table", visit.say("office.importFile"), typed, visit)]
        return plan
    }

    enum List: String, CaseIterable {
        case assignments, recusals, preferences, conflicts, reviews, drafts, markers

        /// The page of the call that shows what it changes.
        var page: String {
            switch self {
            case .assignments, .recusals, .reviews, .drafts: "reviews"
            case .preferences: "assignment"
            case .conflicts: "conflicts"
            case .markers: "admissibility"
            }
        }

        fileprivate func take(
            _ file: ImportFile, _ code: String, _ criteria: [Criterion], _ service: Service, _ command: Service.Command
        ) async throws -> [Message] {
            switch self {
            case .assignments: [try await service.assign(of: code, Import.assignments(file), command).sentence]
            case .recusals: [try await service.recuse(of: code, Import.recusals(file), command).sentence]
            case .preferences: [try await service.importPreferences(of: code, Import.preferences(file), command).sentence]
            case .conflicts: try await service.declareConflicts(of: code, Import.conflicts(file), command).sentences
            case .reviews: [try await service.importReviews(of: code, Import.reviews(file, of: criteria), command).sentence]
            case .drafts:
                [try await service.importReviews(of: code, Import.reviews(file, of: criteria), asDrafts: true, command).sentence]
            case .markers: [try await service.settleMarkers(of: code, Import.markers(file), command).sentence]
            }
        }
    }
}
