import ArgumentParser
import CallModel
import Exchange
import Service

struct ReviewCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Reviews: assigned to members, handed in, followed up, counted.",
        discussion: """
            EXAMPLE
              appel review assign brussels-2027 config/demo/assignments.csv
              appel review import brussels-2027 config/demo/reviews.csv
              appel review progress brussels-2027
              appel review score brussels-2027
            """,
        subcommands: [
            AssignReviews.self, RecuseReviewers.self, ImportReviews.self, ReviewProgress.self, ReopenReview.self,
            VoidReview.self, ScoreFiles.self, ReviewDisagreement.self
        ])
}

struct AssignReviews: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives files to members to review, from CSV: all of them, or none.",
        discussion: "EXAMPLE\n  appel review assign brussels-2027 config/demo/assignments.csv")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.assignments(file) }
            let receipt = try await desk.handing(file.path, "Assigning reviews") {
                try await desk.service.assign(of: call.code, records, request)
            }
            try desk.printer.show(receipt, machine: "review")
        }
    }
}

struct RecuseReviewers: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "recuse", abstract: "Records members who give files back because of a conflict of interest.",
        discussion: "EXAMPLE\n  appel review recuse brussels-2027 config/demo/recusals.csv")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.recusals(file) }
            let receipt = try await desk.handing(file.path, "Recording recusals") {
                try await desk.service.recuse(of: call.code, records, request)
            }
            try desk.printer.show(receipt, machine: "review")
        }
    }
}

struct ImportReviews: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in reviews from CSV: each is handed in on behalf of its member.",
        discussion: """
            The columns are reference, member, a score.<criterion> for each criterion, and justification. A score is a whole number of \
            the criterion's scale; where the criterion has closed options, the id of one, or its points.

            EXAMPLE
              appel review import brussels-2027 config/demo/reviews.csv
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument

    @Flag(name: .customLong("draft"), help: "Keep the scores as the members' drafts; hand nothing in.")
    var asDrafts = false

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let criteria = try await desk.service.call(call.code).definition.scoring.criteria
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in
                try Import.reviews(file, of: criteria)
            }
            let receipt = try await desk.handing(file.path, "Importing reviews") {
                try await desk.service.importReviews(of: call.code, records, asDrafts: asDrafts, request)
            }
            try desk.printer.show(receipt, machine: "review")
        }
    }
}

struct ScoreFiles: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Counts the reviews and freezes every score: of all files under review, or of none.",
        discussion: """
            Where some files still lack reviews, name those that are ready.

            EXAMPLE
              appel review score brussels-2027
              appel review score brussels-2027 BXL27-001 BXL27-004
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: ArgumentHelp("The files to score. (default: all that are under review)", valueName: "reference"))
    var references: [String] = []

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await Progress.showing("Counting reviews") {
                try await desk.service.scoreFiles(
                    of: call.code, references: references.isEmpty ? nil : references, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
