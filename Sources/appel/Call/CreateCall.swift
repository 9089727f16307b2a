import ArgumentParser
import CallModel
import Service
import Workflow

/// The YAML file with the rules.
struct DefinitionArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The YAML file with the rules.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var path: String
}

struct CreateCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Creates a call from its rules; it is a draft until it opens.",
        discussion: "EXAMPLE\n  appel call create config/calls/brussels-2027.yaml")

    @OptionGroup var file: DefinitionArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let file = try DefinitionFile(file.path, in: language)
        _ = try file.requireDefinition(in: language)
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.createCall(file.checked, source: file.source, request)
            try desk.printer.show(receipt)
        }
        try warn(of: file)
    }

    /// What may still be mended while the call is a draft.
    private func warn(of file: DefinitionFile) throws {
        guard !file.checked.openingFaults.isEmpty else { return }
        let lines = ["note: the call cannot open yet:"] + file.lines(file.checked.openingFaults, in: language)
        try Terminal.error.write(lines.joined(separator: "\n") + "\n")
    }
}

struct ReviseCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise", abstract: "Replaces the rules of a call that is still a draft.",
        discussion: "EXAMPLE\n  appel call revise brussels-2027 config/calls/brussels-2027.yaml")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: DefinitionArgument
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        do {
            try await options.replaceDefinition(of: call.code, by: file.path, reason: nil, authority: nil, expected)
        } catch ServiceError.refused(let refusal) where refusal == .reasonMissing || refusal == .authorityMissing {
            // Only an amendment needs them, and that is another command.
            let open = Message(
                fr: "l'appel \(call.code) n'est plus un projet : son règlement ne change que par un amendement",
                nl: "de oproep \(call.code) is geen ontwerp meer: het reglement wijzigt alleen met een amendement",
                en: "the call \(call.code) is no draft any more: its rules change only by an amendment")
            throw Failure(
                .refused, open.text(in: language),
                next: "appel call amend \(call.code) \(file.path.quotedForShell) --reason \"…\" --authority \"who decided it, and when\"")
        }
    }
}

struct AmendCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Replaces the rules of a call that is open, by the decision of an authority.",
        discussion: """
            EXAMPLE
              appel call amend brussels-2027 config/calls/brussels-2027.yaml \\
                --reason "Article 4 named the wrong ceiling." --authority "College, meeting of 2027-02-11"
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var file: DefinitionArgument
    @OptionGroup var reason: ReasonOption

    @Option(help: "Who decided it, and when.")
    var authority: String

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.replaceDefinition(of: call.code, by: file.path, reason: reason.text, authority: authority, expected)
    }
}

extension WritingOptions {
    fileprivate func replaceDefinition(
        of code: String, by path: String, reason: String?, authority: String?, _ expected: ExpectOption
    ) async throws {
        let file = try DefinitionFile(path, in: language)
        _ = try file.requireDefinition(in: language)
        try await atDesk(expectedVersion: expected.version) { desk, request in
            let receipt = try await desk.service.replaceDefinition(
                of: code, file.checked, source: file.source, reason: reason, authority: authority, request)
            try desk.printer.show(receipt)
        }
    }
}
