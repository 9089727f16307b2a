internal import Foundation

extension Cluster {
    /// What `start` would do, as far as can be seen from outside: the account, the folder, PostgreSQL's programs and the room on
    /// the disk are checked as `start` checks them. Changes nothing.
    ///
    /// Throws the `ClusterError` that `start` would throw.
    package func examineStart() throws(ClusterError) -> StartOutcome {
        _ = try serverUser()
        try requireOwnFolder()
        if postmaster != nil { return .alreadyRunning }
        let written = layout.writtenBy
        _ = try ServerPrograms.locate(major: written, environment: environment)
        guard written == nil else { return .started(createdData: false) }
        let place = nearestFolder
        guard access(place, W_OK) == 0 else { throw .fileSystem(layout.folder, reason: systemError()) }
        if let free = Folder.freeBytes(place), free < Self.roomToCreate { throw .diskFull(layout.folder, free: free) }
        return .started(createdData: true)
    }

    /// The data folder, or what exists of the way to it.
    private var nearestFolder: String {
        var url = URL(fileURLWithPath: layout.folder)
        while url.path != "/", Folder.facts(url.path) == nil { url.deleteLastPathComponent() }
        return url.path
    }
}

extension Migrations {
    /// What `migrate` would apply to a database that does not exist yet. Throws the `MigrationError` of a file at fault.
    package static func plan(kind: DatabaseKind, files: SQLFiles) throws(MigrationError) -> Report {
        var all = try Migration.load(folder: files.migrations, files: files)
        if kind == .rehearsal { all += try Migration.load(folder: files.rehearsal, files: files) }
        return Report(kind: kind, applied: all.map(\.name), isDryRun: true)
    }
}
