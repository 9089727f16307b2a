extension Database {
    /// The sessions of the program on a database. Throws `ClusterError` for a private server that does not run.
    package init(_ location: DatabaseLocation, sessions: Int = 4) throws {
        try self.init(location.connectionString(as: .program), sessions: sessions)
    }
}
