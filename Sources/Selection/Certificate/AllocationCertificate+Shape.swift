extension AllocationCertificate {
    /// The keys of a certificate.
    package static let shape = JSONShape.object(
        "a certificate",
        [
            .required("format", .text), .required("problemSHA256", .text), .optional("problem", AllocationProblem.shape),
            .required("rules", rules), .required("runs", .list(run)), .required("awards", .list(award)), .required("lines", .list(line)),
            .required("unfunded", .list(.object("a file without an award", [.required("application", .text)] + reason))),
            .required("totalScore", .whole), .optional("optimality", optimality)
        ])

    private static let rules = JSONShape.object(
        "rules",
        [
            .required("rule", .word(AllocationRules.Rule.allCases.map(\.rawValue))), .required("partial", .flag),
            .required("unspent", .word(AllocationRules.Unspent.allCases.map(\.rawValue))), .required("roundingUnit", .whole)
        ])

    private static let run = JSONShape.object("a run", [.optional("closes", .text), .required("passes", .list(pass))])
    private static let pass = JSONShape.object(
        "a pass", [.required("kind", .word(AllocationPass.allCases.map(\.rawValue))), .required("steps", .list(step))])
    private static let step = JSONShape.object(
        "a step",
        [
            .required("application", .text), .required("line", .text), .required("before", money), .required("after", money),
            .required("verdict", .word(["awarded", "awardedInPart", "refused"])), .optional("cents", .whole),
            .optional("refusal", .object("a reason", reason))
        ])
    private static let money = JSONShape.object("money", [.required("openCents", .whole), .required("reserveCents", .whole)])
    private static let award = JSONShape.object(
        "an award",
        [.required("application", .text), .required("line", .text), .required("cents", .whole), .required("pass", .whole)])
    private static let line = JSONShape.object(
        "a line",
        [
            .required("id", .text), .required("awardedCents", .whole), .required("reservedAwardedCents", .whole),
            .required("unspentCents", .whole), .required("unspentReserveCents", .whole)
        ])

    private static let reason: [JSONMember] =
        [.required("reason", .text), .optional("line", .text)]
        + ["rank", "shortCents", "reserveCents", "limit", "awards", "minimum", "score", "threshold", "highestCeilingCents"].map {
            .optional($0, .whole)
        }

    private static let optimality = JSONShape.object(
        "an optimality",
        [
            .required("proven", .flag), .required("bound", .whole), .required("priceBound", .whole), .required("prices", .list(price)),
            .required("scale", .whole)
        ])
    private static let price = JSONShape.object(
        "a price",
        [
            .required("limit", .word(Limit.allCases.map(\.rawValue))), .required("of", .text), .required("price", .whole)
        ])
}
