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

    private struct Written: Encodable {
        let file: String
    }

    @OptionGroup var call: CallArgument
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let text = try await desk.service.certificate(of: call.code)
            guard let path = target.path else { return try Terminal.output.write(text) }
            if target.trial.isDryRun {
                try AtomicFile.check(path)
            } else {
                try AtomicFile.write(to: path) { file throws(FileWriteError) in try file.append(Array(text.utf8)) }
            }
            var printer = desk.printer
            printer.isDryRun = target.trial.isDryRun
            try printer.show("certificate", Written(file: path)) { _ in AllocationWords.written(path).text(in: language) + "\n" }
        }
    }
}
