import ArgumentParser
import CallModel
import Glibc

/// The command line: nouns, then verbs. It reads what the user wants, asks `Service`, and shows the answer.
@main
struct Appel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appel",
        abstract: "Runs a municipality's calls for projects, from the published rules to the last euro justified.",
        discussion: """
            A call goes through its year like this:
              appel db start
              appel call create config/calls/brussels-2027.yaml
              appel call open brussels-2027
              appel application import brussels-2027 applications.csv --submit
              appel call close brussels-2027

            Every command prints a table, or one JSON document with --json; only `appel db shell` hands over to psql. Every
            command that writes takes --dry-run. `appel help NOUN VERB` explains a command, with an example.

            Completions of commands and options, for the shell that you use (bash, zsh or fish):
              appel --generate-completion-script bash > ~/.local/share/bash-completion/completions/appel

            \(CommandStatus.help)
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "A call, in the order of its year",
                subcommands: [
                    CallCommands.self, OrganisationCommands.self, EarlierGrantCommands.self, MemberCommands.self,
                    ConflictCommands.self, ApplicationCommands.self, AdmissibilityCommands.self, AssignCommand.self, ReviewCommands.self,
                    RankingCommand.self, CalibrateCommand.self, LotteryCommands.self, AllocateCommand.self, ExplainCommand.self,
                    WhatIfCommands.self, MeetingCommands.self, DecisionCommands.self, GrantCommands.self, ExportCommands.self
                ]),
            CommandGroup(
                name: "The program",
                subcommands: [
                    ServeCommand.self, APICommands.self, DatabaseCommands.self, AccountCommands.self, WebhookCommands.self,
                    OutboxCommands.self, LogCommands.self, ArchiveCommands.self, ReplayCommand.self, AuditCommands.self,
                    PersonCommands.self, VerifyCommands.self, WorkflowCommand.self
                ])
        ])

    /// Runs the command that was typed. Errors that the parser does not know are told on standard error, with what to do next.
    static func main() async {
        var language = Language.ofEnvironment
        do {
            var command = try parseAsRoot()
            if let speaking = command as? any SpeakingCommand { language = speaking.language }
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            guard let failure = Failure(of: error, in: language) else { exitAsParser(error) }
            failure.tell()
            Glibc.exit(failure.status.rawValue)
        }
    }

    /// Ends with what the parser says, in the form of all other errors: it begins its own with a capital letter.
    private static func exitAsParser(_ error: any Error) -> Never {
        let status = exitCode(for: error)
        let said = fullMessage(for: error)
        let prefix = "Error: "
        guard status.rawValue == CommandStatus.usage.rawValue, said.hasPrefix(prefix) else { exit(withError: error) }
        // Where standard error itself is broken there is nobody left to tell.
        try? Terminal.error.write(Terminal.error.style.bad("error:") + " " + said.dropFirst(prefix.count) + "\n")
        Glibc.exit(status.rawValue)
    }
}
