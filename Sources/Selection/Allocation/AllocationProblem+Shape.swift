extension AllocationProblem {
    /// The keys of a problem file.
    package static let shape = JSONShape.object(
        "a problem",
        [
            .required("lines", .list(line)), .required("applications", .list(application)), .optional("maxAwardsPerApplicant", .whole),
            .optional("threshold", .whole)
        ])

    private static let line = JSONShape.object(
        "a line",
        [
            .required("id", .text), .required("totalCents", .whole), .optional("maxAwardCents", .whole), .optional("maxAwards", .whole),
            .optional("minAwards", .whole), .optional("reserve", reserve)
        ])

    private static let reserve = JSONShape.object(
        "a reserve", [.required("cents", .whole), .required("mode", .word(Reserve.Mode.allCases.map(\.rawValue)))])

    private static let application = JSONShape.object(
        "an application",
        [
            .required("id", .text), .required("applicant", .text), .required("requestedCents", .whole),
            .optional("minimumUsefulCents", .whole), .required("score", .whole), .required("submittedRank", .whole),
            .optional("reserved", .flag), .required("lines", .list(.text))
        ])
}
