import Postgres

extension Connection {
    /// Reads the rows of a query in pieces: memory stays constant whatever their number, and between two pieces other questions may
    /// be asked. In a transaction.
    ///
    /// - Parameter query: a `SELECT` without parameters, in the order that is wanted.
    func forEachPiece(of query: String, _ body: (Rows) throws -> Void) throws {
        // All of it will be read: a plan that is quick with its first rows would be slow with the last.
        try executeScript("SET LOCAL cursor_tuple_fraction = 1; DECLARE pieces NO SCROLL CURSOR FOR \(query)")
        let fetch = Statement(once: "FETCH FORWARD \(Self.pieceSize) FROM pieces")
        while true {
            let rows = try self.query(fetch)
            if rows.isEmpty { break }
            try body(rows)
        }
        try executeScript("CLOSE pieces")
    }

    private static var pieceSize: Int { 1_000 }
}
