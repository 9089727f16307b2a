import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation
import Service
import Workflow

/// The rules of a call: written or read in, checked as a whole, made into a call, changed, and every version of them.
enum DefinitionPages {
    private static let limit = 1 << 20

    static let routes: [PageRoute] = PageRoute.together(
        PageRoute.readingPlan("office/new-call", .taking(CallAction.create), limit: limit) { visit, fields in
            try await create(visit, fields)
        },
        [
            .get("office/:call/definition", .only(.office)) { visit in try await versions(visit) },
            .get("office/:call/definition/:name", .only(.office)) { visit in try await download(visit) }
        ],
        PageRoute.readingPlan(
            "office/:call/definition/change", Access.taking(CallAction.revise).or(.taking(CallAction.amend)), limit: limit
        ) { visit, fields in try await change(visit, fields) })

    // MARK: Reading

    private static func source(_ typed: FormFields) -> String? { typed["source"]?.replacing("\r\n", with: "\n") }

    private static func field(_ text: String, _ visit: Visit) -> Field {
        Field(
            "source", visit.say("office.source"), .area(rows: 24), values: [text], help: visit.say("office.sourceHelp"), isRequired: true)
    }

    /// The rules as a whole, or every fault with its line and column.
    private static func checked(_ fields: FormFields, _ visit: Visit) throws -> (definition: CheckedDefinition, source: String) {
        _ = try fields.required("source", visit)
        let text = source(fields) ?? ""
        func fault(_ line: Int?, _ column: Int?, _ message: Message) -> FieldFault {
            let place = line.map { line in
                visit.say("office.atLine", ["line": "\(line)", "column": "\(column ?? 1)"]) + " "
            }
            return FieldFault(field: Field.id(of: "source"), (place ?? "") + message.text(in: visit.language))
        }
        let node: SourceNode
        do throws(YAMLSourceError) {
            node = try YAMLSource.parse(Data(text.utf8))
        } catch {
            throw Plan.Faults(faults: [fault(error.line, nil, error.message)])
        }
        let checked = CallDefinition.check(node, lists: visit.site.service.listNames)
        guard checked.definition != nil else {
            throw Plan.Faults(
                faults: (checked.faults + checked.openingFaults).map { fault($0.position.line, $0.position.column, $0.message) })
        }
        return (checked, text)
    }

    /// What a call with these rules would be, and what keeps it from opening.
    private static func outcome(_ checked: CheckedDefinition, _ visit: Visit) -> Plan.Outcome {
        var outcome = Plan.Outcome()
        guard let definition = checked.definition else { return outcome }
        outcome.sentences = [
            checked.openingFaults.isEmpty
                ? visit.say("office.rulesInOrder") : CheckedDefinition.draftOnly.text(in: visit.language)
        ]
        outcome.facts = Facts([
            (visit.say("office.callCode"), definition.code), (visit.say("office.callTitle"), definition.title.text(in: visit.language)),
            (visit.say("office.opens"), visit.formats.moment(definition.calendar.opens.instant, zone: definition.calendar.opens.zone)),
            (visit.say("office.closes"), visit.formats.deadline(definition.calendar.closes.instant, zone: definition.calendar.closes.zone)),
            (visit.say("office.digest"), checked.digest?.hex ?? "")
        ])
        if !checked.openingFaults.isEmpty {
            let rows = checked.openingFaults.map {
                FigureRow("\($0.position.line)", "\($0.position.column)", $0.message.text(in: visit.language))
            }
            outcome.tables = [
                TableView(
                    visit.say("office.toMendBeforeOpening"), rows, visit, isCaptionHidden: false,
                    columns: [
                        .text(visit.message("office.lineNumber")), .text(visit.message("office.columnNumber")),
                        .flexible(visit.message("office.what"))
                    ], isPaged: false)
            ]
        }
        return outcome
    }

    // MARK: Making, changing

    private static func create(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        var plan = Plan(
            path: "office/new-call", title: visit.say("office.newCall"), button: visit.say("office.makeCall"), back: "office"
        ) { visit, fields, command in
            let checked = try checked(fields, visit)
            _ = try await visit.site.service.createCall(checked.definition, source: checked.source, command)
            return outcome(checked.definition, visit)
        }
        plan.lead = [visit.say("office.newCallLead")]
        plan.notice = "callCreated"
        plan.reading = Reading(field: "source", accept: ".yaml,.yml")
        plan.fields = [field(source(typed) ?? "", visit)]
        return plan
    }

    private static func change(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let view = try await visit.service().call(code)
        let isDraft = view.call.state == .drafted
        let stands = view.source
        var plan = Plan(
            path: "office/\(code)/definition/change", title: visit.title(code, isDraft ? "office.reviseRules" : "office.amendRules"),
            button: visit.say(isDraft ? "office.reviseRules" : "office.amendRules"), isGrave: !isDraft, back: "office/\(code)/definition"
        ) { visit, fields, command in
            let checked = try checked(fields, visit)
            let changes = LineChanges(from: stands, to: checked.source, visit)
            guard !changes.isEmpty else {
                guard command.isDryRun else {
                    throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "source"), visit.say("office.nothingChanges"))])
                }
                return Plan.Outcome(sentences: [visit.say("office.nothingChangesYet")])
            }
            // To see what would come of it, nobody need have decided yet.
            let authority = fields.text("authority") ?? (command.isDryRun ? "…" : nil)
            _ = try await visit.site.service.replaceDefinition(
                of: code, checked.definition, source: checked.source, reason: isDraft ? nil : fields.text("reason"),
                authority: isDraft ? nil : authority, command)
            var outcome = outcome(checked.definition, visit)
            outcome.sentences.append(
                visit.say("office.linesChange", ["removed": "\(changes.removed)", "added": "\(changes.added)"]))
            outcome.tables.insert(changes.table(visit), at: 0)
            return outcome
        }
        plan.lead = [visit.say(isDraft ? "office.reviseLead" : "office.amendLead")]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "definition")
        plan.hidden = [("version", "\(view.call.version)")]
        plan.notice = "rulesChanged"
        plan.reading = Reading(field: "source", accept: ".yaml,.yml")
        plan.fields = [field(source(typed) ?? stands, visit)]
        if !isDraft {
            plan.fields += [
                Field("reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true),
                Field(
                    "authority", visit.say("office.authority"), .line(), values: [typed["authority"] ?? ""],
                    help: visit.say("office.authorityHelp"))
            ]
        }
        return plan
    }

    // MARK: Versions

    private static func versions(_ visit: Visit) async throws -> Response {
        let (code, service) = (try visit.call, try visit.service())
        let call = try await service.call(code).call
        let versions = try await service.versions(of: code)
        let path = "office/\(code)/definition"
        let rows = versions.indices.reversed().map { place -> FigureRow in
            let version = versions[place]
            let changes = place == 0 ? nil : LineChanges(from: versions[place - 1].source, to: version.source, visit)
            return FigureRow(
                "\(version.version)", visit.formats.moment(version.at), version.actor,
                changes.map { visit.say("office.linesChange", ["removed": "\($0.removed)", "added": "\($0.added)"]) } ?? "",
                version.reason ?? "")
        }
        var all = Block()
        all.texts = [visit.say("office.versionsText")]
        if !NextSteps.actions(CallMachine.self, from: call.state, for: visit.visitor.role ?? .secretariat)
            .filter({ [.revise, .amend].contains($0) }).isEmpty
        {
            all.steps = [
                Block.Link(
                    visit.path("\(path)/change"), visit.say(call.state == .drafted ? "office.reviseRules" : "office.amendRules"))
            ]
        }
        all.tables = [
            TableView(
                visit.say("office.definition"), rows, visit,
                columns: [
                    .text(visit.message("office.version")), .text(Words.at), .text(Words.actor),
                    .text(visit.message("office.changedLines")),
                    .flexible(visit.message("office.reason"))
                ], isPaged: false
            ) { visit.path("\(path)?version=\($0.cells[0])") }
        ]
        all.links = versions.reversed().map {
            Block.Link(visit.path("\(path)/\(code)-\($0.version).yaml"), "\(code)-\($0.version).yaml")
        }
        var blocks = [all]
        if let wanted = visit.query("version").flatMap({ Int32($0) }), let place = versions.firstIndex(where: { $0.version == wanted }) {
            var block = Block(visit.say("office.versionTitle", ["version": "\(wanted)"]))
            if place == 0 {
                block.texts = [visit.say("office.firstVersion")]
            } else {
                block.tables = [LineChanges(from: versions[place - 1].source, to: versions[place].source, visit).table(visit)]
            }
            blocks.append(block)
        }
        return try visit.show(
            .blocks(
                visit.title(code, "office.definition"), blocks, around: OfficeCall.neighbours(code, visit, current: "definition"), visit))
    }

    /// The rules of one version, as they were handed over.
    private static func download(_ visit: Visit) async throws -> Response {
        let (code, name) = (try visit.call, try visit.parameter("name"))
        let versions = try await visit.service().versions(of: code)
        guard let version = versions.first(where: { name == "\(code)-\($0.version).yaml" }) else { throw HTTPError(.notFound) }
        return visit.download(ByteBuffer(string: version.source), named: name, type: "application/yaml")
    }
}
