import ArgumentParser

struct DatabaseCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "The database: the private PostgreSQL, its schema, backups.",
        discussion: """
            Appel uses the database of APPEL_DATABASE, else that of `database` in config/server.yaml, else the private \
            PostgreSQL that `appel db start` starts. --data chooses a private one by its folder, before all others.

            EXAMPLE
              appel db start --rehearsal --data /tmp/try
            """,
        subcommands: [
            StartDatabase.self, StopDatabase.self, DatabaseState.self, MigrateDatabase.self, BackUpDatabase.self,
            RestoreDatabase.self, OpenShell.self, ClockCommands.self
        ])
}
