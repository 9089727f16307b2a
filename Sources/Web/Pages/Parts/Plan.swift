package import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service

/// Something that is done only after one has seen what it would do: the page shows the counts, or everything that stands in the
/// way, from a dry run; what is sent then does all of it, or nothing.
struct Plan {
    /// What a dry run, or the act itself, tells.
    struct Outcome {
        var sentences: [String] = []
        var tables: [TableView] = []
        var facts: Facts?
    }

    /// Without the language; the same page shows and does it.
    let path: String
    let title: String
    var lead: [String] = []
    var blocks: [Block] = []
    var fields: [Field] = []
    /// Fields that stand together under a heading, such as those of one file; folded where there are many.
    var groups: [Group] = []
    /// What goes along unseen: what was selected, the version that was seen.
    var hidden: [(name: String, value: String)] = []
    let button: String
    /// Whether it cannot be taken back.
    var isGrave = false
    /// Where one comes from, and goes to afterwards; without the language.
    let back: String
    /// The key of what is said there, in the area `notices`.
    var notice = "done"
    var neighbours: Neighbours?
    /// A file that may be read in instead of typing; see `PageRoute.readingPlan`.
    var reading: Reading?
    let run: @Sendable (Visit, FormFields, Service.Command) async throws -> Outcome

    struct Group {
        let title: String
        var texts: [String] = []
        var fields: [Field]
        var isOpen = false

        var parts: Parts { ["title": title, "texts": texts, "fields": fields.map(\.parts), "isOpen": isOpen] }
    }

    /// What is missing or unreadable in what was typed, before anything is asked of the service.
    struct Faults: Error {
        let faults: [FieldFault]
    }
}

extension PageRoute {
    /// The two halves of a plan: what it would do, and doing it.
    ///
    /// - Parameter make: the plan, with what was typed so far in its fields.
    static func plan(
        _ path: String, _ access: Access, limit: Int = FormFields.usualLimit,
        _ make: @escaping @Sendable (Visit, FormFields) async throws -> Plan
    ) -> [PageRoute] {
        [
            .get(path, access) { visit in
                let typed = FormFields(visit.queryFields)
                return try await make(visit, typed).shown(to: visit, typed)
            },
            .post(path, access, limit: limit) { visit, fields in
                try await make(visit, fields).answered(to: visit, fields)
            }
        ]
    }
}

extension Plan {
    /// The dry run of what the page would send as it is; what is still to be typed is taken as given.
    ///
    /// - Parameter tellsFaults: whether something was typed or read already, so that its faults are told.
    func shown(to visit: Visit, _ typed: FormFields, tellsFaults: Bool = false) async throws -> Response {
        let given = fieldsAsTyped(typed)
        do {
            let outcome = try await run(visit, given, try command(visit, given, isDryRun: true))
            return try page(visit, outcome: outcome, key: Self.newKey())
        } catch let faults as Faults {
            return try page(visit, faults: tellsFaults ? faults.faults : [], key: Self.newKey())
        } catch {
            return try page(visit, blockers: try Self.refusal(error), key: Self.newKey())
        }
    }

    /// The page as it is, with what is wrong with what was sent to it.
    func refused(_ visit: Visit, _ faults: Faults) throws -> Response { try page(visit, faults: faults.faults, key: Self.newKey()) }

    func answered(to visit: Visit, _ fields: FormFields) async throws -> Response {
        let isCheck = fields["do"] == "check"
        do {
            let outcome = try await run(visit, fields, try command(visit, fields, isDryRun: isCheck))
            guard isCheck else { return visit.redirect(back, notice: notice) }
            return try page(visit, outcome: outcome, key: fields["key"] ?? Self.newKey())
        } catch let faults as Faults {
            return try page(visit, faults: faults.faults, key: fields["key"] ?? Self.newKey())
        } catch {
            return try page(visit, blockers: try Self.refusal(error), key: Self.newKey())
        }
    }

    private func command(_ visit: Visit, _ fields: FormFields, isDryRun: Bool) throws -> Service.Command {
        try visit.command(
            key: isDryRun ? nil : fields.text("key"), expectedVersion: fields.text("version").flatMap { Int64($0) }, isDryRun: isDryRun)
    }

    /// What keeps it from being done; every other error is thrown again.
    private static func refusal(_ error: any Error) throws -> Refused {
        let refused = Refused(error)
        guard refused.status.code < 500, refused.problem != nil else { throw error }
        return refused
    }

    /// What would be sent, with something wherever a sentence has to be written.
    private func fieldsAsTyped(_ typed: FormFields) -> FormFields {
        let all = fields + groups.flatMap(\.fields)
        var values = typed.pairs.filter { pair in !all.contains { $0.name == pair.name } }
        values += hidden.filter { typed[$0.name] == nil }.map { (name: $0.name, value: $0.value) }
        for field in all {
            let own = field.values.filter { !$0.isEmpty }
            if own.isEmpty, field.isRequired, field.isProse { values.append((name: field.name, value: "…")) }
            values += own.map { (name: field.name, value: $0) }
        }
        return FormFields(values)
    }

    private static func newKey() -> String {
        "web-" + (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }

    private func page(
        _ visit: Visit, outcome: Outcome? = nil, blockers: Refused? = nil, faults: [FieldFault] = [], key: String
    ) throws -> Response {
        let all = fields + groups.flatMap(\.fields)
        let faults = faults.map { fault in
            guard let field = all.first(where: { $0.id == fault.field }) else { return fault }
            return FieldFault(field: fault.field, visit.fault(fault.text, of: field.label))
        }
        var block = Block()
        block.texts = outcome?.sentences ?? []
        block.tables = outcome?.tables ?? []
        block.facts = outcome?.facts
        let refusedBecause = blockers.map { [$0.title(in: visit)] + $0.reasons(in: visit.language) } ?? []
        let hasFields = !fields.isEmpty || !groups.isEmpty
        var parts: Parts = [
            "path": visit.path(path), "lead": lead, "blocks": blocks.map { $0.written(visit).parts }, "hasNeighbours": neighbours != nil,
            "neighbours": neighbours?.parts(visit) ?? [], "fields": marked(faults).map(\.parts), "groups": groups.map(\.parts),
            "hasGroups": !groups.isEmpty,
            "hidden": hidden.map { ["name": $0.name, "value": $0.value] as Parts }, "key": key, "button": button, "isGrave": isGrave,
            "back": visit.path(back), "canCheck": hasFields, "isBlocked": blockers != nil && !hasFields,
            "hasOutcome": outcome != nil && (!block.texts.isEmpty || !block.tables.isEmpty || block.facts != nil),
            "outcome": [block.written(visit).parts], "hasBlockers": !refusedBecause.isEmpty
        ]
        parts["reading"] = reading.map { [$0.parts(visit.path(path) + "/read")] } ?? [] as [Parts]
        parts["blockerTitle"] = refusedBecause.first ?? ""
        parts["blockers"] = Array(refusedBecause.dropFirst())
        var page = Page("plan", title: title, parts, faults: faults)
        if let blockers, visit.request.method == .post { page.status = blockers.status }
        return try visit.show(page)
    }

    private func marked(_ faults: [FieldFault]) -> [Field] {
        fields.map { field in
            var field = field
            field.fault = faults.first { $0.field == field.id }?.text
            return field
        }
    }
}

extension Refused {
    /// Every single thing that stands in the way.
    fileprivate func reasons(in language: Language) -> [String] {
        (problem?.details.map { $0.text(in: language) } ?? []) + [problem?.advice?.text(in: language)].compactMap { $0 }
    }
}

extension Field {
    fileprivate var isProse: Bool {
        switch kind {
        case .area: true
        case .line, .select, .radios, .boxes: false
        }
    }
}

extension FormFields {
    /// Every name with its value, in their order.
    var pairs: [(name: String, value: String)] { names.enumerated().map { ($1, value(at: $0)) } }

    /// What was typed, or the fault that nothing was.
    func required(_ name: String, _ visit: Visit) throws -> String {
        guard let text = text(name) else {
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: name), visit.say("office.required"))])
        }
        return text
    }

    /// An amount as people type it: `8000`, `8 000,00`, `8.000,00`. Nil where nothing was typed.
    func amount(_ name: String, _ visit: Visit) throws -> Cents? {
        guard let text = text(name) else { return nil }
        guard let cents = Cents(typed: text) else {
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: name), visit.say("office.noAmount"))])
        }
        return cents
    }

    /// A date as a date field sends it: `2027-09-15`. Nil where nothing was typed.
    func date(_ name: String, _ visit: Visit) throws -> CalendarDate? {
        guard let text = text(name) else { return nil }
        guard let date = CalendarDate(text) else {
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: name), visit.say("office.noDate"))])
        }
        return date
    }

    /// A whole number. Nil where nothing was typed.
    func number(_ name: String, _ visit: Visit) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text) else {
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: name), visit.say("office.noNumber"))])
        }
        return number
    }
}

extension Cents {
    /// An amount with at most two decimals, however its thousands are set apart.
    package init?(typed text: String) {
        let plain = text.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{202F}" && $0 != "\u{A0}" && $0 != "'" }
        var digits = plain
        var decimals = ""
        if let mark = plain.lastIndex(where: { $0 == "," || $0 == "." }), plain.distance(from: mark, to: plain.endIndex) <= 3 {
            digits = String(plain[..<mark])
            decimals = String(plain[plain.index(after: mark)...])
        }
        digits = digits.filter { $0 != "." && $0 != "," }
        guard !digits.isEmpty, digits.count < 14, decimals.count <= 2, (digits + decimals).allSatisfy({ $0.isASCII && $0.isNumber }),
            let value = Int64(digits + decimals + String(repeating: "0", count: 2 - decimals.count))
        else { return nil }
        self.init(value)
    }
}

extension Visit {
    /// What the address holds after its question mark, by name; a name may come more than once.
    var queryFields: [(name: String, value: String)] {
        FormFields(encoded: Array((request.uri.query ?? "").utf8))?.pairs ?? []
    }
}
