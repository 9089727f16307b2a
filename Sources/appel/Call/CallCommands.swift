import ArgumentParser

struct CallCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Calls for projects: their rules and the stages they pass.",
        discussion: """
            A call is one YAML file of rules. It is checked as a whole, frozen when the call opens, and from then on changed \
            only by an amendment with a reason and an authority.

            EXAMPLE
              appel call check config/calls/brussels-2027.yaml --lang fr
              appel call create config/calls/brussels-2027.yaml
              appel call show brussels-2027
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "The rules",
                subcommands: [
                    CheckCall.self, CreateCall.self, ReviseCall.self, AmendCall.self, CallSource.self, CallCertificate.self, CallSchema.self
                ]),
            CommandGroup(name: "Its form", subcommands: [CallForm.self, CallTemplate.self]),
            CommandGroup(name: "To look at", subcommands: [ListCalls.self, ShowCall.self, CallHistory.self]),
            CommandGroup(
                name: "Its stages",
                subcommands: [
                    OpenCall.self, ExtendCall.self, ExtendReview.self, CloseCall.self, BeginStage.self, ArchiveCall.self, CancelCall.self,
                    DeclareCallUnsuccessful.self
                ])
        ])
}

/// The call that a command is about.
struct CallArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The code of the call, such as brussels-2027.", valueName: "call"))
    var code: String
}

/// Why something is done.
struct ReasonOption: ParsableArguments {
    @Option(name: .customLong("reason"), help: "Why: a sentence that may be read by those concerned.")
    var text: String
}
