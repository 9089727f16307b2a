import CallModel
import Exchange
import Hummingbird
import Presentation
import Service
import Workflow

/// Many files at once, as they come from elsewhere: first every fault with its row, then all of them or none.
enum ImportPages {
    static let routes: [PageRoute] = PageRoute.readingPlan(
        "office/:call/import", .only(.office), limit: 16 << 20
    ) { visit, fields in try await plan(visit, fields) }

    private static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let definition = try await visit.service().call(code).definition
        let archive = Reading.archiveName(typed)
        var plan = Plan(
            path: "office/\(code)/import", title: visit.title(code, "office.importFiles"), button: visit.say("office.importButton"),
            back: "office/\(code)/files"
        ) { visit, fields, command in
            let scanner = visit.site.settings.scanner
            let read: ([ImportedApplication], [ScreenedDocument]) =
                try Reading.archive(fields) { path in
                    let folder = try Import.applications(in: try ImportFolder(path: path), for: definition)
                    return (folder.applications, try Import.screened(folder.documents, by: scanner))
                } ?? (try Import.applications(try PastedTable.file("table", fields, visit), for: definition), [])
            let receipt = try await visit.site.service.importApplications(
                to: code, read.0, documents: read.1, submitting: fields["submit"] == "yes", command)
            return Plan.Outcome(
                sentences: [receipt.sentence.text(in: visit.language)],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("office.importFilesLead")]
        plan.notice = "filesImported"
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "files")
        var columns = Block()
        columns.links = ["csv", "json"].map {
            Block.Link(
                visit.path("calls/\(OwnFileVisit.escaped(code))/template.\($0)"),
                visit.say("office.template", ["format": $0.uppercased()]))
        }
        plan.blocks = [columns]
        plan.reading = Reading(field: "table", accept: ".csv,.json,.zip", takesArchives: true)
        plan.hidden = Reading.hidden(typed)
        if let archive {
            plan.lead.append(visit.say("office.archiveRead", ["file": archive]))
        } else {
            plan.fields = [PastedTable.field("table", visit.say("office.importFile"), typed, visit)]
        }
        plan.fields.append(
            Field(
                "submit", visit.say("office.alsoSubmit"),
                .radios([Field.Choice("no", visit.say("office.no")), Field.Choice("yes", visit.say("office.yes"))]),
                values: [typed["submit"] ?? "no"], help: visit.say("office.alsoSubmitHelp")))
        return plan
    }
}
