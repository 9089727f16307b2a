import ArgumentParser

struct ApplicationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application",
        abstract: "Application files: brought in, submitted, completed, and what becomes of them.",
        discussion: """
            EXAMPLE
              appel application import brussels-2027 applications.csv --submit
              appel application list brussels-2027 --state submitted
              appel application show brussels-2027 BXL27-004
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Bringing in",
                subcommands: [ImportApplications.self, EditApplication.self, SubmitApplications.self, ComplementApplication.self]),
            CommandGroup(
                name: "Documents",
                subcommands: [AttachDocument.self, ListDocuments.self, FetchDocument.self, ScanDocuments.self]),
            CommandGroup(
                name: "To look at",
                subcommands: [ListApplications.self, SearchApplications.self, ShowApplication.self, ApplicationHistory.self]),
            CommandGroup(
                name: "Single steps",
                subcommands: [
                    WithdrawApplication.self, ReinstateApplication.self, RequestComplement.self, BeginReview.self,
                    ReturnToReview.self,
                    AppealDecision.self, UpholdDecision.self, OverturnDecision.self, DismissApplication.self
                ])
        ])
}

/// The file that a command is about.
struct FileArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The code of the call.", valueName: "call"))
    var call: String

    @Argument(help: ArgumentHelp("The reference of the file, such as BXL27-004.", valueName: "reference"))
    var reference: String
}
