import ArgumentParser
import CallModel
import Exchange
import Service

struct ImportExpertise: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "expertise", abstract: "Brings in what members know, from CSV: all of it, or none.",
        discussion: """
            Columns member, themes, countries, languages; within a cell semicolons between codes. Themes are categories of calls and \
            purposes of aid. What a member declared before is replaced.

            EXAMPLE
              appel member expertise config/demo/expertise.csv
            """)

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.expertise(file) }
            let receipt = try await desk.handing(file.path, "Importing expertise") {
                try await desk.service.importExpertise(records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ImportPreferences: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "preferences", abstract: "Brings in which files members would like to review, from CSV: all, or none.",
        discussion: """
            Columns member, reference, preference: eager, willing or reluctant.

            EXAMPLE
              appel member preferences brussels-2027 config/demo/preferences.csv
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.preferences(file) }
            let receipt = try await desk.handing(file.path, "Importing preferences") {
                try await desk.service.importPreferences(of: call.code, records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
