internal import Foundation
internal import Glibc

extension Cluster {
    /// Room for new data and the first segments of the write-ahead log.
    static let roomToCreate: UInt64 = 192 << 20

    /// Makes sure that the data folder is there and is the server's own.
    func prepareFolder(server: OSUser) throws(ClusterError) {
        try requireOwnFolder()
        try Folder.makePrivate(layout.folder, owner: server)
        // Root can make a folder where the server's account cannot follow.
        let command = server.commanding(["/usr/bin/test", "-w", layout.folder])
        guard try Subprocess.run(command, environment: programEnvironment).status == 0 else {
            throw .unreachable(layout.folder, user: server.name)
        }
    }

    /// Refuses a folder that holds something else. Changes nothing.
    func requireOwnFolder() throws(ClusterError) {
        guard Folder.facts(layout.folder) != nil, layout.writtenBy == nil else { return }
        guard try Folder.contents(layout.folder).allSatisfy(ClusterLayout.ownNames.contains) else {
            throw .notDataFolder(layout.folder)
        }
    }

    /// Makes new data with `initdb` and puts them in place whole.
    func create(with programs: ServerPrograms, server: OSUser) throws(ClusterError) {
        if let free = Folder.freeBytes(layout.folder), free < Self.roomToCreate {
            throw .diskFull(layout.folder, free: free)
        }
        // Left by a start that was cut off.
        try Folder.remove(layout.unfinishedData)
        let command = server.commanding([
            programs.path("initdb"), "--pgdata=" + layout.unfinishedData, "--username=" + DatabaseAccess.superuser,
            "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8", Self.localeOption, "--data-checksums",
            "--no-instructions"
        ])
        let result = try Subprocess.run(command, environment: programEnvironment)
        guard result.status == 0 else {
            try Folder.remove(layout.unfinishedData)
            if let free = Folder.freeBytes(layout.folder), free < Self.roomToCreate / 4 {
                throw .diskFull(layout.folder, free: free)
            }
            throw .creationFailed(output: result.output)
        }
        try Folder.write(Self.settings, to: layout.unfinishedData + "/appel.conf", owner: server)
        let main = layout.unfinishedData + "/postgresql.conf"
        guard let defaults = try? String(contentsOfFile: main, encoding: .utf8) else {
            throw .fileSystem(main, reason: systemError())
        }
        try Folder.write(defaults + "\ninclude 'appel.conf'\n", to: main, owner: server)
        try Folder.rename(layout.unfinishedData, to: layout.data)
    }

    /// Both order texts by code point; the first also knows upper and lower case beyond ASCII.
    private static var localeOption: String {
        guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return "--no-locale" }
        freelocale(locale)
        return "--locale=C.UTF-8"
    }

    /// Settings that the owner of the machine may tune. Those that keep data safe are on the server's command line instead,
    /// which no file overrides.
    private static let settings = """
        # Read by PostgreSQL after postgresql.conf. Yours to tune; made once by `appel db start`.
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_line_prefix = '%m [%p] '
        log_checkpoints = off
        # Short statements on a local disk: compiling them and shunning indexes costs more than it gains.
        jit = off
        random_page_cost = 1.1

        """

    /// Lets the user who runs Appel, root and the server's own account take Appel's roles, as the system vouches for them;
    /// nobody else, and no password.
    func writeAccessFiles(server: OSUser) throws(ClusterError) {
        let comment = "# Written by `appel db start` each time. Changes are lost.\n"
        let users = Set([OSUser.current?.name, "root", server.name].compactMap { $0 }).sorted()
        let lines = users.flatMap { user in
            DatabaseAccess.logins.map { "appel \"\(user)\" \($0)\n" }
        }
        try Folder.write(comment + lines.joined(), to: layout.data + "/pg_ident.conf", owner: server)
        try Folder.write(comment + "local all all peer map=appel\n", to: layout.data + "/pg_hba.conf", owner: server)
    }
}
