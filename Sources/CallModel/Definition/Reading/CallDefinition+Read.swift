extension CallDefinition {
    /// Reads the whole file. Where a value is unreadable the log says so and a stand-in takes its place.
    static func read(_ source: SourceNode, log: FaultLog) -> CallDefinition {
        read(Cursor(node: source, path: .root, place: source.position, log: log))
    }

    static func read(_ cursor: Cursor) -> CallDefinition {
        let table = Table(
            cursor,
            keys: [
                "format", "code", "edition", "title", "summary", "authority", "currency", "procedure", "calendar",
                "categories", "budgetLines", "allocation", "approvals", "urgency", "scoring", "reviews", "council", "admissibility",
                "form", "attachments"
            ])
        return CallDefinition(
            format: table.required("format")?.whole(in: 1...1) ?? 1,
            code: table.required("code")?.identifier() ?? "",
            edition: table.required("edition")?.whole(in: 1...9999) ?? 1,
            title: table.required("title")?.localized() ?? LocalizedText(),
            summary: table.required("summary")?.localized() ?? LocalizedText(),
            authority: table.required("authority").map(GrantingAuthority.read)
                ?? GrantingAuthority(name: LocalizedText(), enterpriseNumber: nil),
            currency: table.required("currency")?.word() ?? .euro,
            procedure: table.required("procedure")?.word() ?? .competitive,
            calendar: CallCalendar.read(table.required("calendar")),
            categories: table.required("categories")?.list(CallCategory.read) ?? [],
            budgetLines: table.required("budgetLines")?.list(BudgetLine.read) ?? [],
            allocation: AllocationPolicy.read(table.required("allocation")),
            approvals: table.optional("approvals")?.list(ApprovalStep.read),
            urgency: table.optional("urgency").map(Urgency.read),
            scoring: ScoringGrid.read(table.required("scoring")),
            reviews: ReviewPolicy.read(table.required("reviews")),
            council: Quorum.read(table.required("council")),
            admissibility: table.required("admissibility")?.list(mayBeEmpty: true, AdmissibilityRule.read) ?? [],
            form: table.optional("form")?.list(mayBeEmpty: true, FormEntry.read) ?? [],
            attachments: table.optional("attachments")?.list(mayBeEmpty: true, AttachmentRequirement.read) ?? [])
    }
}

extension GrantingAuthority {
    static func read(_ cursor: Cursor) -> GrantingAuthority {
        let table = Table(cursor, keys: ["name", "enterpriseNumber"])
        return GrantingAuthority(
            name: table.required("name")?.localized() ?? LocalizedText(),
            enterpriseNumber: table.optional("enterpriseNumber")?.enterpriseNumber())
    }
}

extension CallCalendar {
    static func read(_ cursor: Cursor?) -> CallCalendar {
        let table = cursor.map { Table($0, keys: ["opens", "closes", "reviewsClose", "appealDays", "complementDays", "signingDays"]) }
        let unknown = ZonedTime(at: "", zone: "", instant: Instant(microseconds: 0))
        return CallCalendar(
            opens: table?.required("opens")?.moment(isClosing: false) ?? unknown,
            closes: table?.required("closes")?.moment(isClosing: true) ?? unknown,
            reviewsClose: table?.required("reviewsClose")?.moment(isClosing: true) ?? unknown,
            appealDays: table?.required("appealDays")?.whole(in: 0...365) ?? 0,
            complementDays: table?.required("complementDays")?.whole(in: 0...365) ?? 0,
            signingDays: table?.required("signingDays")?.whole(in: 1...365) ?? 0)
    }
}

extension CallCategory {
    static func read(_ cursor: Cursor) -> CallCategory {
        let table = Table(cursor, keys: ["id", "label", "maxRequest", "budgetLines", "allowedRules"])
        return CallCategory(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            maxRequest: table.required("maxRequest")?.price() ?? .zero,
            budgetLines: table.required("budgetLines")?.list { $0.identifier() ?? "" } ?? [],
            allowedRules: table.optional("allowedRules")?.list(mayBeEmpty: true) { $0.word() })
    }
}

extension ReviewPolicy {
    static func read(_ cursor: Cursor?) -> ReviewPolicy {
        let table = cursor.map { Table($0, keys: ["perFile", "minimumAdmissibleFiles"]) }
        return ReviewPolicy(
            perFile: table?.required("perFile")?.whole(in: 1...50) ?? 1,
            minimumAdmissibleFiles: table?.optional("minimumAdmissibleFiles")?.whole(in: 0...1000) ?? 0)
    }
}

extension Urgency {
    static func read(_ cursor: Cursor) -> Urgency {
        let table = Table(cursor, keys: ["decisionHours"])
        return Urgency(decisionHours: table.required("decisionHours")?.whole(in: 1...8760) ?? 1)
    }
}

extension Quorum {
    static func read(_ cursor: Cursor?) -> Quorum {
        let table = cursor.map { Table($0, keys: ["members", "quorum"]) }
        return Quorum(
            members: table?.required("members")?.whole(in: 1...500) ?? 1,
            quorum: table?.required("quorum")?.whole(in: 1...500) ?? 1)
    }
}
