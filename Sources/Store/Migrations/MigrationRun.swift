internal import Postgres

/// One run over the files, on one session.
struct MigrationRun: Sendable {
    private let files: SQLFiles
    private let main: [Migration]
    private let rehearsal: [Migration]

    /// Reads the files. Throws the `MigrationError` that names the file at fault.
    init(files: SQLFiles) throws(MigrationError) {
        self.files = files
        main = try Migration.load(folder: files.migrations, files: files)
        rehearsal = try Migration.load(folder: files.rehearsal, files: files)
    }

    func status(_ db: borrowing Connection) throws -> Migrations.Status {
        let kind = try DatabaseKind.read(db)
        let applied = try MigrationLedger.main.applied(db)
        let pending = try pending(db, kind: kind)
        return Migrations.Status(
            kind: kind, isNew: try !MigrationLedger.main.exists(db), applied: applied, pending: pending.map(\.1.name))
    }

    /// Throws `kindIsForever` when a database that has a schema is asked to be of the other kind.
    func check(_ kind: DatabaseKind?, against status: Migrations.Status) throws(MigrationError) {
        if let kind, !status.isNew, kind != status.kind { throw .kindIsForever(status.kind) }
    }

    /// The names of what is pending once a new database has become one of a kind.
    func names(_ status: Migrations.Status, becoming kind: DatabaseKind) throws(MigrationError) -> [String] {
        status.isNew && kind == .rehearsal ? (main + rehearsal).map(\.name) : status.pending
    }

    func migrate(
        _ db: borrowing Connection, kind: DatabaseKind?, progress: (String) -> Void
    ) throws -> Migrations.Report {
        // Waiting for another run is no fault, however long it takes.
        try db.executeScript("SET lock_timeout = 0")
        try db.query(Statement(once: "SELECT pg_advisory_lock(hashtext('appel migrations'))"))
        let before = try status(db)
        try check(kind, against: before)
        let kind = before.isNew ? kind ?? .real : before.kind
        if before.isNew { try prepare(db, kind: kind) }
        var applied: [String] = []
        for (ledger, migration) in try pending(db, kind: kind) {
            progress(migration.name)
            try apply(migration, ledger, db)
            applied.append(migration.name)
        }
        return Migrations.Report(kind: kind, applied: applied, isDryRun: false)
    }

    /// Makes the records of migrations, and the mark of a rehearsal with them: a run that is cut off afterwards cannot leave a
    /// database that is of the other kind than was asked for.
    private func prepare(_ db: borrowing Connection, kind: DatabaseKind) throws {
        try db.transaction { db in
            try MigrationLedger.main.create(db)
            guard kind == .rehearsal else { return }
            try db.executeScript(
                """
                CREATE SCHEMA rehearsal;
                GRANT USAGE ON SCHEMA rehearsal TO appel_app, appel_member, appel_applicant, appel_finance, appel_auditor, appel_backup;
                """)
            try MigrationLedger.rehearsal.create(db)
        }
    }

    private func pending(
        _ db: borrowing Connection, kind: DatabaseKind
    ) throws -> [(MigrationLedger, Migration)] {
        let mainApplied = try MigrationLedger.main.applied(db)
        var pending = try MigrationLedger.pending(main, applied: mainApplied, folder: files.migrations)
            .map { (MigrationLedger.main, $0) }
        if kind == .rehearsal {
            let applied = try MigrationLedger.rehearsal.applied(db)
            pending += try MigrationLedger.pending(rehearsal, applied: applied, folder: files.rehearsal)
                .map { (MigrationLedger.rehearsal, $0) }
        }
        return pending
    }

    private func apply(_ migration: Migration, _ ledger: MigrationLedger, _ db: borrowing Connection) throws {
        // Whatever the file before this one set for its session ends here: search path, role, timeouts.
        try db.executeScript("RESET ALL")
        try db.transaction { db in
            do {
                try db.executeScript(migration.sql)
            } catch let error as PostgresError where error.code == .server {
                let line = error.position.map(migration.line(at:))
                throw MigrationError.failed(migration.path, line: line, reason: error.description)
            }
            guard db.isInTransaction else { throw MigrationError.endsTransaction(migration.path) }
            try ledger.record(migration, db)
        }
    }
}
