import CallModel

/// The tables that may stand beside `applications.csv`, for what takes more than one row: each row names its application.
struct CompanionTables {
    private let items: RowsByReference<BudgetItem>
    private let goodsItems: RowsByReference<GoodsItem>
    private let funders: RowsByReference<Cofunder>
    private let others: RowsByReference<Partner>

    /// The names of these files.
    static let names = ["budget.csv", "goods.csv", "cofunders.csv", "partners.csv"]

    /// Reads those of the tables that are there. What is wrong in them goes to `log`.
    init(_ file: (String) -> ImportFile?, log: FaultLog) {
        items = RowsByReference(file("budget.csv"), log) { BudgetTable(&$0) }
        goodsItems = RowsByReference(file("goods.csv"), log) { GoodsTable(&$0) }
        funders = RowsByReference(file("cofunders.csv"), log) { CofunderTable(&$0) }
        others = RowsByReference(file("partners.csv"), log) { PartnerTable(&$0) }
    }

    // Without any row, what a table holds is not stated.

    func items(of reference: String?) -> [BudgetItem]? { items.values(of: reference) }
    func goods(of reference: String?) -> [GoodsItem]? { goodsItems.values(of: reference) }
    func cofunders(of reference: String?) -> [Cofunder] { funders.values(of: reference) ?? [] }
    func partners(of reference: String?) -> [Partner] { others.values(of: reference) ?? [] }

    /// Reports the rows of applications that do not exist.
    func refuseUnknown(_ known: Set<String>, to log: FaultLog) {
        items.refuseUnknown(known, log)
        goodsItems.refuseUnknown(known, log)
        funders.refuseUnknown(known, log)
        others.refuseUnknown(known, log)
    }

    /// Reports a content's fault at the row of the table that it comes from.
    ///
    /// - Returns: whether it comes from one of these tables.
    func report(_ fault: ContentFault, of reference: String, to log: FaultLog) -> Bool {
        let columns = ["unitValue": "unit_value"]
        let parts = fault.field.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return false }
        let column = columns[parts[1]] ?? parts[1]
        if let number = Int(parts[0].dropFirst("budgetItem".count)), parts[0].hasPrefix("budgetItem") {
            return items.report(fault, of: reference, number: number, column: column, log)
        }
        if let number = Int(parts[0].dropFirst("goods".count)), parts[0].hasPrefix("goods") {
            return goodsItems.report(fault, of: reference, number: number, column: column, log)
        }
        return false
    }
}

/// One row of such a table.
struct CompanionRow<Value> {
    let reference: String
    let value: Value
    let line: Int
}

/// The rows of one table by the application that they are of.
private struct RowsByReference<Value> {
    private var file = ""
    private var rows: [String: [CompanionRow<Value>]] = [:]

    init<Table: RecordTable>(_ source: ImportFile?, _ log: FaultLog, _ columns: @escaping (inout HeaderReader) -> Table)
    where Table.Record == CompanionRow<Value> {
        guard let source else { return }
        file = source.name
        do throws(ImportFailure) {
            rows = Dictionary(grouping: try source.records(columns), by: \.reference)
        } catch {
            log.add(error)
        }
    }

    func values(of reference: String?) -> [Value]? { reference.flatMap { rows[$0]?.map(\.value) } }

    func refuseUnknown(_ known: Set<String>, _ log: FaultLog) {
        for row in rows.values.joined().sorted(by: { $0.line < $1.line }) where !known.contains(row.reference) {
            let near = nearest(to: row.reference, among: known.sorted())
            log.report(
                .folder(.unknownReference(nearest: near)), at: .row(row.line), column: "reference", value: row.reference, in: file)
        }
    }

    func report(_ fault: ContentFault, of reference: String, number: Int, column: String, _ log: FaultLog) -> Bool {
        guard let own = rows[reference], own.indices.contains(number - 1) else { return false }
        log.report(.content(fault), at: .row(own[number - 1].line), column: column, in: file)
        return true
    }
}
