import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct CallCertificate: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Prints the certificate of what was decided, as it was when the council began to advise.",
        discussion: """
            It is made once, so that it stays the same whatever becomes of a file later, and it is what the pages hand out. \
            `appel allocate CALL --certificate FILE` writes the certificate of the files as they are now.

            EXAMPLES
              appel call certificate brussels-2027 --output brussels-2027.certificate.json
              appel verify certificate brussels-2027.certificate.json
            """)

    @OptionGroup var call: CallArgument

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, whole or not at all. (default: -, standard output)", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let text = try await desk.service.certificate(of: call.code)
            guard let output, output != "-" else { return try Terminal.output.write(text) }
            try AtomicFile.write(to: output) { file throws(FileWriteError) in try file.append(Array(text.utf8)) }
            try Terminal.output.write(AllocationWords.written(output).text(in: language) + "\n")
        }
    }
}
