import ArgumentParser
import CallModel
import Foundation
import Presentation
import Selection
import Store

struct VerifyCertificate: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Does an allocation again along its certificate, and stops at the first difference.",
        discussion: """
            Everything is worked out anew by a program of its own: what each file found on each line, that nobody was left out, \
            every amount, total and reason. It ends with 2 where one of them is wrong, and says which and where.

            The certificate holds the problem itself; --problem compares it with the one that was published.

            EXAMPLE
              appel verify certificate brussels-2027.certificate.json
              appel verify certificate brussels-2027.certificate.json --problem problem.json --json
            """)

    @Argument(help: ArgumentHelp("The certificate, or - for standard input.", valueName: "file"), completion: .file(extensions: ["json"]))
    var file: String

    @Option(
        help: ArgumentHelp("The problem as it was published apart from the certificate.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    func validate() throws {
        guard file != "-" || problem != "-" else { throw ValidationError("Only one of the two files can be standard input.") }
    }

    func run() async throws {
        var spellings = JSONSpellings()
        let certificate: AllocationCertificate = try ShapedFile.read(
            file, AllocationCertificate.shape, &spellings, what: "the certificate cannot be read",
            next: "ask for \(file) again; docs/certificate.md names its keys")
        let published = try problem.map { try ProblemFile.read($0, &spellings).problem }
        let checked: CheckedCertificate
        do {
            checked = try CertificateChecker(sha256: CallModel.Digest.sha256).check(certificate, published: published)
        } catch {
            throw Failure(error, in: file, language)
        }
        try printing.printer.show("verified", checked) { _ in checked.sentences.text(in: language) + "\n" }
    }
}
