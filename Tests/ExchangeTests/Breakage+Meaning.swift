import CallModel

extension Breakage {
    /// Something more that is said of the documents for one attachment.
    private static func attachment(_ line: String, _ kind: DefinitionFault.Kind, _ path: String) -> Breakage {
        let known = "requiredFor: [cooperation, south-south]"
        return Breakage(known, "\(line)\n    \(known)", kind, "attachments[3].\(path)", at: line)
    }

    /// A ladder of signatures, on a line of its own; without labels, which only keep the call from opening.
    private static func ladder(_ steps: String, _ kind: DefinitionFault.Kind, _ path: String) -> Breakage {
        let written = steps.replacing("{ id", with: "{ label: {}, id")
        return Breakage("procedure: competitive", "procedure: competitive\napprovals: [\(written)]", kind, path, at: "approvals:")
    }

    /// The first criterion with closed options in the place of its scale; without labels, which only keep the call from opening.
    private static func options(
        _ written: String, _ kind: DefinitionFault.Kind, _ path: String, minimum: Int = 2, at: String? = nil
    ) -> Breakage {
        let list = written.replacing("{ id", with: "{ label: {}, id")
        return Breakage(
            "          scale: { min: 0, max: 5 }\n          weight: 4\n          minimum: 2",
            "          options: [\(list)]\n          weight: 4\n          minimum: \(minimum)", kind, path,
            at: at ?? "options: [{ label")
    }

    /// What the file says: two parts that cannot both hold, or a name that names nothing.
    static let contradictions: [Breakage] = [
        Breakage(
            "    maxAward: \"8000.00\"\n", "    maxAward: \"8000.00\"\n    carriedOver: { amount: \"150000.01\", edition: 2026 }\n",
            .procedure(.carryOverExceedsTotal(carried: Cents(15_000_001), total: Cents(15_000_000))),
            "budgetLines[0].carriedOver.amount", at: "carriedOver:"),
        Breakage(
            "    maxAward: \"8000.00\"\n", "    maxAward: \"8000.00\"\n    minAwards: 16\n    maxAwards: 15\n",
            .boundsReversed(lowest: "16", highest: "15"), "budgetLines[0].minAwards", at: "minAwards:"),
        Breakage(
            "rule: rankOrder ", "bands: { nothingUpTo: 60, wholeFrom: 60 }\n  rule: rankOrder ",
            .boundsReversed(lowest: "60", highest: "60"), "allocation.bands.nothingUpTo", at: "bands:"),
        Breakage(
            "rule: rankOrder ", "rule: proportional ", .procedure(.notWithProportional("reserve")), "budgetLines[0].reserve",
            at: "reserve:"),
        Breakage(
            "procedure: competitive", "procedure: competitive\nurgency: { decisionHours: 72 }", .procedure(.urgencyNeedsRolling),
            "urgency", at: "urgency:"),
        ladder(
            "{ id: a, above: \"6200.00\", role: finance }, { id: b, above: \"3100.00\", role: college }",
            .procedure(.approvalsDescend(above: Cents(310_000), previous: Cents(620_000))), "approvals[1].above"),
        ladder(
            "{ id: a, role: finance }, { id: b, above: \"3100.00\", role: finance }", .repeatedValue("finance"), "approvals[1].role"),
        ladder(
            "{ id: a, role: finance }, { id: a, above: \"3100.00\", role: college }", .duplicateIdentifier("a"), "approvals[1].id"),
        ladder(
            "{ id: a, above: \"8000.00\", role: finance }",
            .procedure(.approvalNeverNeeded(above: Cents(800_000), highest: Cents(800_000))), "approvals[0].above"),
        ladder(
            "{ id: a, role: reviewer }",
            .unknownValue("reviewer", allowed: Signatory.allCases.map(\.rawValue), suggestion: nil), "approvals[0].role"),
        Breakage("procedure: competitive", "procedure: direct", .procedure(.directWithoutInvitation), "procedure"),
        Breakage(
            "- id: accounts\n    label:\n      fr: Comptes", "- id: statutes\n    label:\n      fr: Comptes",
            .duplicateIdentifier("statutes"), "attachments[2].id"),
        Breakage(
            "requiredFor: [cooperation, south-south]", "requiredFor: [cooperation, cooperation]",
            .repeatedValue("cooperation"), "attachments[3].requiredFor[1]"),
        attachment("types: [pdf, pdf]", .repeatedValue("pdf"), "types[1]"),
        attachment(
            "types: [pfd]", .unknownValue("pfd", allowed: FileType.allCases.map(\.rawValue), suggestion: "pdf"), "types[0]"),
        attachment("types: []", .emptyList, "types"),
        attachment(
            "maxBytes: 0", .outOfRange("0", lowest: 1, highest: AttachmentRequirement.mostBytes), "maxBytes"),
        attachment(
            "maxFiles: 51", .outOfRange("51", lowest: 1, highest: AttachmentRequirement.mostFiles), "maxFiles"),
        Breakage(
            "smallerRequest, earlier", "\"criterion:needs\", earlier", .repeatedValue("criterion:needs"),
            "scoring.ties[2]"),
        Breakage(
            "requiredFor: [cooperation, south-south]", "requiredFor: [coperation, south-south]",
            .dangling(.category, "coperation", suggestion: "cooperation"), "attachments[3].requiredFor[0]"),
        Breakage(
            "criterion:gender", "criterion:beauty", .dangling(.criterion, "beauty", suggestion: nil), "scoring.ties[1]"),
        Breakage("2027-02-01 09:00", "2027-04-02 00:00", .closesBeforeOpening, "calendar.closes", at: "closes:"),
        Breakage("2027-05-14 23:59", "2027-04-01 23:58", .reviewsCloseBeforeClosing, "calendar.reviewsClose"),
        Breakage(
            "minLength: 50", "minLength: 4000", .boundsReversed(lowest: "4000", highest: "3000"), "form[0].fields[0].minLength"),
        Breakage(
            "scale: { min: 0, max: 5 }\n          weight: 4\n        - id: capacity",
            "scale: { min: 5, max: 5 }\n          weight: 4\n        - id: capacity",
            .boundsReversed(lowest: "5", highest: "5"), "scoring.sections[1].criteria[0].scale"),
        Breakage(
            "amount: \"30000.00\"", "amount: \"150000.01\"",
            .reserveExceedsTotal(reserve: Cents(15_000_001), total: Cents(15_000_000)), "budgetLines[0].reserve.amount"),
        Breakage(
            "mode: fence", "mode: none", .reserveWithoutMode(amount: Cents(3_000_000)), "budgetLines[0].reserve.mode"),
        Breakage("amount: \"30000.00\"", "amount: \"0\"", .reserveEmpty, "budgetLines[0].reserve.amount"),
        Breakage(
            "amount: \"30000.00\"\n      mode: fence", "amount: \"0.00\"\n      mode: none", .spillBackWithoutReserve,
            "budgetLines[0].reserve.unspent", at: "unspent: spillBack"),
        Breakage(
            "maxAward: \"8000.00\"", "maxAward: \"150000.01\"",
            .awardExceedsTotal(award: Cents(15_000_001), total: Cents(15_000_000)), "budgetLines[0].maxAward"),
        Breakage(
            "maxRequest: \"4000.00\"", "maxRequest: \"8000.01\"",
            .ceilingAboveLines(ceiling: Cents(800_001), highestAward: Cents(800_000)), "categories[2].maxRequest"),
        Breakage(
            "minimum: 2", "minimum: 6", .minimumOutsideScale(minimum: 6, scale: Criterion.Scale(min: 0, max: 5)),
            "scoring.sections[0].criteria[0].minimum"),
        options(
            "{ id: none, points: 0 }, { id: some, points: 5 }", .minimumOutsideScale(minimum: 6, scale: Criterion.Scale(min: 0, max: 5)),
            "scoring.sections[0].criteria[0].minimum", minimum: 6, at: "minimum: 6"),
        options("{ id: some, points: 5 }", .singleOption, "scoring.sections[0].criteria[0].options"),
        options(
            "{ id: none, points: 2 }, { id: some, points: 2 }", .samePoints(2), "scoring.sections[0].criteria[0].options[1].points",
            at: "points: 2 }]"),
        options(
            "{ id: some, points: 0 }, { id: some, points: 5 }", .duplicateIdentifier("some"),
            "scoring.sections[0].criteria[0].options[1].id", at: "id: some, points: 5"),
        Breakage(
            "          weight: 4\n          minimum: 2",
            """
                      options: [{ id: a, label: {}, points: 0 }, { id: b, label: {}, points: 5 }]
                      weight: 4
                      minimum: 2
            """,
            .bothKeys("scale", "options"), "scoring.sections[0].criteria[0].scale", at: "          scale: { min: 0, max: 5 }"),
        Breakage("quorum: 6", "quorum: 12", .quorumExceedsMembers(quorum: 12, members: 11), "council.quorum"),
        Breakage("perFile: 3", "perFile: 12", .reviewsExceedMembers(reviews: 12, members: 11), "reviews.perFile"),
        Breakage("atLeast: 1", "atLeast: 4", .boundsReversed(lowest: "4", highest: "3"), "form[1].fields[0].atLeast"),
        Breakage("atMost: 3", "atMost: 11", .moreChoicesThanOptions(choices: 11, options: 10), "form[1].fields[0].atMost")
    ]

    static let rules: [Breakage] = [
        Breakage(
            "cost: administration", "cost: travel", .sameRuleTwice(.maximumCostShare), "admissibility[10]",
            at: "- id: administration"),
        Breakage(
            "rule: validIBAN", "rule: validEnterpriseNumber", .sameRuleTwice(.validEnterpriseNumber),
            "admissibility[4]", at: "- id: account"),
        Breakage(
            "rule: requestMatchesBudget",
            "rule: absoluteCeiling\n    amount: \"5000.00\"\n    categories: [cooperation]",
            .ceilingAboveAbsolute(ceiling: Cents(800_000), absolute: Cents(500_000)), "admissibility[7].amount",
            at: "amount: \"5000.00\""),
        Breakage(
            "latest: 2028-12-31", "latest: 2027-06-30", .boundsReversed(lowest: "2027-07-01", highest: "2027-06-30"),
            "admissibility[16].earliest", at: "earliest: 2027-07-01"),
        Breakage(
            "countries: 2", "countries: 3", .boundsReversed(lowest: "3", highest: "2"), "admissibility[12].countries"),
        Breakage(
            "list: dac-recipients", "list: dac-recipient", .unknownList("dac-recipient", suggestion: "dac-recipients"),
            "admissibility[11].list"),
        Breakage("months: 12", "months: 0", .outOfRange("0", lowest: 1, highest: 1200), "admissibility[1].months"),
        Breakage(
            "percent: 80", "percent: 101", .outOfRange("101", lowest: 1, highest: 100), "admissibility[8].percent"),
        Breakage(
            "maximumMonths: 18", "minimumMonths: 18", .unknownKey("minimumMonths", suggestion: "maximumMonths"),
            "admissibility[16].minimumMonths")
    ]
}
