import ArgumentParser
import CallModel
import Presentation
import Service

struct ReviewProgress: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "Shows how far each member is, and with --all every review.",
        discussion: "EXAMPLE\n  appel review progress brussels-2027")

    @OptionGroup var call: CallArgument

    @Flag(help: "One row for every review instead of one for every member.")
    var all = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let reviews = try await desk.service.reviewProgress(of: call.code)
            guard !all else { return try desk.printer.list("reviews", reviews.map(ReviewRow.init)) }
            try desk.printer.list("members", MemberProgress.all(of: reviews))
        }
    }
}
