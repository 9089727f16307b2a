import CallModel

extension Breakage {
    /// How the file is written: a fault for each kind of value.
    static let writing: [Breakage] = [
        Breakage("currency: EUR", "currency: [EUR]", .wrongType(expected: .text), "currency"),
        Breakage(
            "ties: [\"criterion:needs\", \"criterion:gender\", smallerRequest, earlierSubmission]",
            "ties: smallerRequest", .wrongType(expected: .list), "scoring.ties"),
        Breakage(
            "scale: { min: 0, max: 5 }", "scale: 5", .wrongType(expected: .mapping),
            "scoring.sections[0].criteria[0].scale"),
        Breakage("edition: 2027\n", "", .missingKey("edition"), "edition", at: "format: 1"),
        Breakage("edition: 2027", "edition:", .missingKey("edition"), "edition"),
        Breakage(
            "  complementDays: 10", "  complementDays: 10\n  holidays: 3", .unknownKey("holidays", suggestion: nil),
            "calendar.holidays", at: "holidays: 3"),
        Breakage(
            "maxAward: \"8000.00\"", "maxAward: \"8000.00\"\n    maxAwrds: 3",
            .unknownKey("maxAwrds", suggestion: "maxAwards"), "budgetLines[0].maxAwrds", at: "maxAwrds"),
        Breakage("article: Art. 8", "article: \"\"", .emptyText, "admissibility[15].article"),
        Breakage("allowed: [asbl, aisbl, publicFoundation]", "allowed: []", .emptyList, "admissibility[0].allowed"),
        Breakage("code: brussels-2027", "code: Bruxelles 2027", .badIdentifier("Bruxelles 2027"), "code"),
        Breakage("weight: 4", "weight: 4.5", .notWhole("4.5"), "scoring.sections[0].criteria[0].weight"),
        Breakage(
            "appealDays: 30", "appealDays: 3000", .outOfRange("3000", lowest: 0, highest: 365), "calendar.appealDays"),
        Breakage("maxRequest: \"8000.00\"", "maxRequest: 8.000,00", .notAmount("8.000,00"), "categories[0].maxRequest"),
        Breakage("maxRequest: \"8000.00\"", "maxRequest: -5", .notAmount("-5"), "categories[0].maxRequest"),
        Breakage("roundTo: \"1.00\"", "roundTo: \"0.00\"", .zeroAmount, "allocation.roundTo"),
        Breakage("earliest: 2027-07-01", "earliest: 01/07/2027", .notDate("01/07/2027"), "admissibility[16].earliest"),
        Breakage("at: closing", "at: deadline", .notReferenceDate("deadline"), "admissibility[1].at"),
        Breakage("partialAwards: false", "partialAwards: non", .notYesNo("non"), "allocation.partialAwards"),
        Breakage("smallerRequest,", "smallestRequest,", .notTieKey("smallestRequest"), "scoring.ties[2]"),
        Breakage("currency: EUR", "currency: CHF", .unknownValue("CHF", allowed: ["EUR"], suggestion: nil), "currency"),
        Breakage(
            "mode: fence", "mode: fense",
            .unknownValue("fense", allowed: ["none", "fence", "reserveFirst", "openFirst"], suggestion: "fence"),
            "budgetLines[0].reserve.mode"),
        Breakage("0207.373.429", "0207.373.428", .notEnterpriseNumber("0207.373.428"), "authority.enterpriseNumber"),
        Breakage("\"1020\"", "\"B-1020\"", .notPostcode("B-1020"), "admissibility[2].postcodes[1]"),
        Breakage(
            "requiredFor: [cooperation, south-south]", "requiredFor: [cooperation]\n    required: false",
            .bothKeys("required", "requiredFor"), "attachments[3].required",
            at: "required: false\n  - id: activity-report"),
        Breakage("format: 1", "format: 2", .outOfRange("2", lowest: 1, highest: 1), "format")
    ]

    static let times: [Breakage] = [
        Breakage("2027-04-01 23:59", "1 avril 2027", .time(.unreadable("1 avril 2027")), "calendar.closes.at"),
        Breakage("2027-04-01 23:59", "2027-04-31 23:59", .time(.unreadable("2027-04-31 23:59")), "calendar.closes.at"),
        Breakage(
            "2027-04-01 23:59\", zone: Europe/Brussels", "2027-04-01 23:59\", zone: Europe/Bruxelles",
            .time(.unknownZone("Europe/Bruxelles", suggestion: "Europe/Brussels")), "calendar.closes.zone"),
        Breakage(
            "2027-04-01 23:59\", zone: Europe/Brussels", "2027-04-01 23:59\", zone: CEST",
            .time(.unknownZone("CEST", suggestion: nil)), "calendar.closes.zone"),
        Breakage(
            "2027-04-01 23:59", "2027-03-28 02:00", .time(.nonexistent("2027-03-28 02:00", zone: "Europe/Brussels")),
            "calendar.closes.at"),
        Breakage(
            "2027-05-14 23:59", "2027-10-31 02:30",
            .time(.ambiguous("2027-10-31 02:30", zone: "Europe/Brussels", offsets: ["+02:00", "+01:00"])),
            "calendar.reviewsClose.at"),
        Breakage(
            "2027-04-01 23:59", "2027-04-01 23:59+01:00",
            .time(.wrongOffset("2027-04-01 23:59+01:00", zone: "Europe/Brussels", offsets: ["+02:00"])),
            "calendar.closes.at")
    ]
}
