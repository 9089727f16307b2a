import ArgumentParser
import CallModel
import Presentation
import Service

struct GrantCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Grants: from the agreement on an award to the last euro justified.",
        discussion: """
            EXAMPLE
              appel grant send brussels-2027 BXL27-004
              appel grant sign brussels-2027 BXL27-004
              appel grant commit brussels-2027 BXL27-004 --commitment 2027-104-88 --as finance
              appel grant pay-first brussels-2027 BXL27-004 --amount 6400.00 --as finance
            """,
        groupedSubcommands: [
            CommandGroup(name: "To look at", subcommands: [ListGrants.self, ShowGrant.self]),
            CommandGroup(
                name: "The agreement",
                subcommands: [
                    SendAgreement.self, SignAgreement.self, CommitGrant.self, LapseGrant.self, CancelGrant.self,
                    SuspendGrant.self, ResumeGrant.self, CloseGrant.self
                ]),
            CommandGroup(
                name: "The justification",
                subcommands: [ReportSpending.self, AcceptReport.self, AcceptReportPartly.self, RejectReport.self]),
            CommandGroup(
                name: "Money",
                subcommands: [PayFirst.self, PayBalance.self, ClaimRecovery.self, RecordRecovery.self, WriteOffClaim.self])
        ])
}

extension WritingOptions {
    /// Takes one step with the grant of a file.
    func take(
        _ step: GrantStep, with file: FileArguments, _ expected: ExpectOption, reason: String? = nil
    ) async throws {
        try await atDesk(expectedVersion: expected.version) { desk, request in
            let receipt = try await desk.service.grant(
                of: file.reference, in: file.call, step, reason: reason, request)
            try desk.printer.show(receipt)
        }
    }
}

struct ListGrants: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the grants of a call, each amount in a column of its own.",
        discussion: "EXAMPLE\n  appel grant list brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("grants", try await desk.service.grants(of: call.code).map(GrantRow.init))
        }
    }
}
