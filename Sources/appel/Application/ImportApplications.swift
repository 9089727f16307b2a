import ArgumentParser
import CallModel
import Exchange
import Service

struct ImportApplications: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings files in from CSV, JSON, or a folder or ZIP with their documents: all of them, or none.",
        discussion: """
            New files become drafts, drafts that differ are edited, files that are as imported stay: importing the same file \
            again changes nothing. With --submit, every draft of the import is submitted too.

            A folder or ZIP archive holds applications.csv or applications.json, the documents that it names, and tables such as \
            budget.csv beside it; docs/importing.md has the columns and the limits. Documents are scanned for viruses where clamd is \
            configured; an infected one keeps everything out.

            EXAMPLE
              appel application import brussels-2027 config/demo/applications.csv --submit
              appel application import brussels-2027 dossiers.zip --dry-run
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument

    @Flag(name: .customLong("submit"), help: "Submit what was brought in.")
    var submits = false

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let definition = try await desk.service.call(call.code).definition
            let read = try await desk.applications(file.path, for: definition)
            let receipt = try await desk.handing(read.list, "Importing \(read.records.count) files") {
                try await desk.service.importApplications(
                    to: call.code, read.records, documents: read.documents, submitting: submits, request)
            }
            desk.warn(of: read.documents)
            try desk.printer.show(receipt)
        }
    }
}

struct SubmitApplications: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Submits drafts: all of those named, or none.",
        discussion: """
            EXAMPLE
              appel application submit brussels-2027 BXL27-001 BXL27-002
              appel application submit brussels-2027 --all
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: "The references of the files.")
    var references: [String] = []

    @Flag(help: "Every draft of the call.")
    var all = false

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard all == references.isEmpty else {
            throw ValidationError("Name the files to submit, or say --all.")
        }
    }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await Progress.showing("Submitting") {
                try await desk.service.submit(of: call.code, references: all ? nil : references, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct EditApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Replaces the content of a draft by that in a file.",
        discussion: """
            With --expect, the file must still be at the version that was seen: nobody's change is lost.

            EXAMPLE
              appel application edit brussels-2027 corrected.csv --expect 2
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument

    @Option(name: .customLong("expect"), help: "The version of the file that was seen.")
    var expectedVersion: Int64?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.replaceContent(of: call, by: file.path, expecting: expectedVersion) { service, record, documents, request in
            try await service.edit(record, documents: documents, of: call.code, request)
        }
    }
}

struct ComplementApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "complement", abstract: "Hands in what the secretariat asked for: the content as it now stands.",
        discussion: "EXAMPLE\n  appel application complement brussels-2027 config/demo/complements.csv")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.replaceContent(of: call, by: file.path, expecting: nil) { service, record, documents, request in
            try await service.complement(record, documents: documents, of: call.code, request)
        }
    }
}

extension WritingOptions {
    fileprivate func replaceContent(
        of call: CallArgument, by path: String, expecting version: Int64?,
        _ body: (Service, ImportedApplication, [ScreenedDocument], Request) async throws -> Receipt
    ) async throws {
        try await atDesk(expectedVersion: version) { desk, request in
            let definition = try await desk.service.call(call.code).definition
            let read = try await desk.applications(path, for: definition)
            guard let record = read.records.first, read.records.count == 1 else {
                throw Failure(
                    .faultyInput, "\(path) holds \(read.records.count) files, and this command takes one",
                    next: "part the file, or use `appel application import` for drafts")
            }
            let receipt = try await desk.handing(read.list, "Replacing") {
                try await body(desk.service, record, read.documents, request)
            }
            desk.warn(of: read.documents)
            try desk.printer.show(receipt)
        }
    }
}
