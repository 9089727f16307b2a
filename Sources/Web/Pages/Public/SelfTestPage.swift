import CallModel
import Foundation
import Hummingbird
import Service
import Workflow

/// "Check before you start": whether the rules would take an association and its project, without an account. Nothing is kept.
enum SelfTestPage {
    static func show(_ visit: Visit) async throws -> Response {
        let view = try await CallPage.view(visit)
        let typed = FormFields(encoded: Array((visit.request.uri.query ?? "").utf8)) ?? FormFields([])
        let isAsked = typed["category"] != nil || typed["legalForm"] != nil
        var faults: [String: String] = [:]
        var findings: [Parts] = []
        if isAsked {
            let (test, wrong) = read(typed, view.definition, visit)
            faults = wrong
            if wrong.isEmpty {
                let kinds = Dictionary(uniqueKeysWithValues: view.definition.admissibility.map { ($0.id, $0) })
                findings = try await visit.site.service.findings(test, of: view.call.code).map { finding -> Parts in
                    let told = kinds[finding.rule].map { RuleFigures.sentence(of: $0, visit) }
                    return [
                        "article": finding.article, "isFailed": finding.failure != nil, "told": told ?? "",
                        "text": finding.failure?.message.text(in: visit.language) ?? ""
                    ]
                }
            }
        }
        let fields = fields(view.definition, typed, faults, visit)
        return try visit.show(
            Page(
                "public/self-test", title: visit.say("public.selfTest"),
                [
                    "call": view.definition.title.text(in: visit.language), "fields": fields.map(\.parts), "findings": findings,
                    "hasFindings": !findings.isEmpty, "isGood": !findings.isEmpty && !findings.contains { $0["isFailed"] as? Bool == true },
                    "path": visit.path("calls/\(OwnFileVisit.escaped(view.call.code))")
                ], faults: fields.compactMap { field in field.fault.map { FieldFault(field: field.id, $0) } }))
    }

    private static func fields(
        _ definition: CallDefinition, _ typed: FormFields, _ faults: [String: String], _ visit: Visit
    ) -> [Field] {
        let none = Field.Choice("", visit.say("association.choose"))
        let number = Field.Kind.line(className: "number", mode: "decimal")
        func field(_ name: String, _ kind: Field.Kind, help: String = "") -> Field {
            Field(name, visit.say("public.test-\(name)"), kind, values: typed.all(name), help: help, fault: faults[name])
        }
        return [
            field("legalForm", .select([none] + LegalForm.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: visit.language)) })),
            field("founded", .line(type: "date", className: "short")),
            field("seat", .line(className: "short", mode: "numeric")),
            field("activity", .line(className: "short"), help: visit.say("public.test-activityHelp")),
            field("number", .line(className: "short"), help: visit.say("public.test-numberHelp")),
            field("category", .select([none] + definition.categories.map { Field.Choice($0.id, $0.label.text(in: visit.language)) })),
            field("requested", number), field("total", number), field("start", .line(type: "date", className: "short")),
            field("end", .line(type: "date", className: "short")),
            field("country", .select([none] + FormDrawing.countries(in: visit.language)))
        ]
    }

    private static func read(
        _ typed: FormFields, _ definition: CallDefinition, _ visit: Visit
    ) -> (SelfTest, [String: String]) {
        var faults: [String: String] = [:]
        func wrong(_ name: String, _ kind: ContentFault.Kind) {
            faults[name] = visit.fault(
                ContentFault(kind, field: name).message.text(in: visit.language), of: visit.say("public.test-\(name)"))
        }
        func date(_ name: String) -> CalendarDate {
            guard let text = typed.text(name) else {
                wrong(name, .missing)
                return definition.calendar.closes.day
            }
            if let date = TypedValue.date(text) { return date }
            wrong(name, .notDate(text))
            return definition.calendar.closes.day
        }
        func amount(_ name: String) -> Cents {
            guard let text = typed.text(name) else {
                wrong(name, .missing)
                return .zero
            }
            if let amount = TypedValue.amount(text), amount <= ApplicationContent.amountLimit { return amount }
            wrong(name, .notAmount(text))
            return .zero
        }
        let form = typed.text("legalForm").flatMap(LegalForm.init)
        if form == nil { wrong("legalForm", .missing) }
        if typed.text("category") == nil { wrong("category", .missing) }
        if typed.text("seat") == nil { wrong("seat", .missing) }
        let number = typed.text("number").flatMap { EnterpriseNumber($0) }
        if let text = typed.text("number"), number == nil { faults["number"] = visit.say("public.test-numberWrong", ["text": text]) }
        let activity = (typed.text("activity") ?? "").split(whereSeparator: { ",; ".contains($0) }).map(String.init)
        let organisation = Organisation(
            reference: "", name: "", enterpriseNumber: number, legalForm: form ?? .asbl, foundedOn: date("founded"),
            seatPostcode: typed.text("seat") ?? "", activityPostcodes: activity, iban: "", language: .french, email: "",
            isRecognisedNGO: nil)
        let period = ProjectPeriod(start: date("start"), end: date("end"))
        if period.end < period.start, faults["end"] == nil { wrong("end", .periodReversed(start: period.start, end: period.end)) }
        let test = SelfTest(
            organisation: organisation, category: typed.text("category") ?? "", requested: amount("requested"), total: amount("total"),
            period: period, countries: [typed.text("country")].compactMap { $0 })
        return (test, faults)
    }
}
