/// How the stored projections compare with those that the log gives.
package struct ReplayReport: Hashable, Codable, Sendable {
    /// One column of one row. A row that is missing differs in its `id`, which is then `nil` on one side.
    package struct Difference: Hashable, Codable, Sendable {
        package let table: String
        package let id: Int64
        package let column: String
        /// As PostgreSQL writes it; `nil` is NULL.
        package let stored: String?
        package let rebuilt: String?
    }

    /// All events of the log, sound or not.
    package let events: Int
    /// Calls, files, reviews and grants that they tell of.
    package let subjects: Int
    package let faults: [EventFault]
    package let differences: [Difference]

    /// Whether everything is as the log says.
    package var isClean: Bool { faults.isEmpty && differences.isEmpty }
}

extension ReplayReport.Difference: CustomStringConvertible {
    package var description: String {
        switch (column, stored, rebuilt) {
        case ("id", nil, _?): "\(table) \(id): missing"
        case ("id", _?, nil): "\(table) \(id): the log does not know it"
        case (_, let stored, let rebuilt): "\(table) \(id): \(column) is \(stored ?? "NULL"), the log says \(rebuilt ?? "NULL")"
        }
    }
}
