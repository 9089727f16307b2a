package import CallModel
package import Postgres
package import Workflow

/// The files of a call that have left its decision in one way, in the order in which people read them.
package enum DecidedFiles: Hashable, Sendable {
    /// With an award, best rank first.
    case awarded
    /// With an award of one budget line.
    case awardedOf(line: String)
    /// With an award of none of these lines, which the rules had when they were decided.
    case awardedOutside(lines: [String])
    /// On the reserve list, in its order.
    case reserveListed
    /// Without anything, by reference.
    case turnedDown

    fileprivate var condition: String {
        let awarded = "awarded_cents IS NOT NULL AND state IN ('awarded', 'upheld', 'underAppeal')"
        switch self {
        case .awarded: return awarded
        case .awardedOf(let line): return "\(awarded) AND line = \(Quoting.literal(line))"
        case .awardedOutside(let lines):
            return "\(awarded) AND line <> ALL (ARRAY[\(lines.map { Quoting.literal($0) }.joined(separator: ", "))]::text[])"
        case .reserveListed: return "state = 'reserveListed'"
        case .turnedDown: return "awarded_cents IS NULL AND state IN ('refused', 'inadmissible', 'upheld')"
        }
    }

    fileprivate var order: String {
        switch self {
        case .awarded, .awardedOf, .awardedOutside: "rank NULLS LAST, "
        case .reserveListed: "reserve_rank NULLS LAST, "
        case .turnedDown: ""
        }
    }
}

extension Connection {
    /// Reads the files of a call whose outcome was made known to the applicant, a piece at a time. In a transaction.
    package func forEachKnown(_ files: DecidedFiles, of call: CallID, _ body: ([Application]) throws -> Void) throws {
        // Sorted by the database; references as their bytes go, whatever the database's own order of letters is.
        let query = """
            SELECT \(ApplicationMachine.table.selection)
            FROM applications
            WHERE call_id = \(call) AND notified_at IS NOT NULL AND \(files.condition)
            ORDER BY \(files.order)reference COLLATE "C"
            """
        try forEachPiece(of: query) { rows in try body(rows.map { try ApplicationMachine.read($0) }) }
    }
}
