extension LotteryFile {
    /// The keys of a lottery's file.
    package static let shape = JSONShape.object(
        "a lottery", [.required("notice", notice), .optional("draw", draw), .optional("cancellation", cancellation)])

    private static let cancellation = JSONShape.object(
        "a cancellation", [.required("cancelledAt", .text), .required("cancelledBy", .text), .required("reason", .text)])

    private static let notice = JSONShape.object(
        "a notice",
        [
            .required("format", .text), .required("call", .text),
            .required("purpose", .word(LotteryNotice.Purpose.allCases.map(\.rawValue))), .required("publishedAt", .text),
            .required("publishedBy", .text), .required("pool", .list(.text)), .required("count", .whole),
            .required("sources", .list(.text)), .required("entropyFrom", .text), .optional("fund", .whole), .optional("seed", .whole),
            .optional("calledOff", .list(calledOff))
        ])

    private static let calledOff = JSONShape.object(
        "a lottery that was called off",
        [
            .required("lottery", .whole), .required("entropyFrom", .text), .required("cancelledAt", .text), .required("reason", .text)
        ])

    private static let draw = JSONShape.object(
        "a draw",
        [
            .required("drawnAt", .text), .required("drawnBy", .text), .required("entropy", .list(value)), .required("key", .text),
            .required("selected", .list(.whole)), .required("applications", .list(.text))
        ])

    private static let value = JSONShape.object(
        "the numbers of a source", [.required("source", .text), .required("date", .text), .required("values", .list(.text))])
}
