extension ApprovalStep {
    static func read(_ cursor: Cursor) -> ApprovalStep {
        let table = Table(cursor, keys: ["id", "label", "above", "role", "agreement"])
        return ApprovalStep(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            above: table.optional("above")?.amount() ?? .zero,
            role: table.required("role")?.word() ?? .college,
            agreement: table.optional("agreement")?.flag() ?? false)
    }
}
