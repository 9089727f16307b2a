import ArgumentParser
import CallModel
import Exchange
import Presentation
import Selection
import Service

struct CalibrateCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Estimates what the scores say once the severity of each reviewer is taken into account.",
        discussion: """
            An estimate, which decides nothing: the ranking stays that of the scores as they were given. A score is the sum of a \
            mean, the application, the reviewer and chance; severity is what a reviewer adds, below zero for a severe one. \
            Ranks are drawn from what the scores leave possible. With --fund K, the tie zone is every application whose middle \
            half of ranks has rank K in it and a rank below it. Where no reviewer links two groups of applications, nothing is \
            said of their order.

            Without a call, from a CSV file with the columns application, reviewer and score (and panel, which changes nothing), \
            and without any database.

            EXAMPLE
              appel calibrate brussels-2027
              appel calibrate brussels-2027 --save-reviews reviews.csv
              appel calibrate --reviews reviews.csv --fund 15 --seed 7 --json
            """)

    @Argument(help: ArgumentHelp("The code of the call.", valueName: "call"))
    var call: String?

    @Option(
        help: ArgumentHelp("A CSV file with scores, or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var reviews: String?

    @Option(
        parsing: .unconditional,
        help: "How many applications the money reaches. (default: of a call, as many as its budget lines pay; of a file, none)")
    var fund: Int?

    @Option(help: "The seed of the draws.")
    var seed = 1

    @Option(
        help: ArgumentHelp("Also writes the scores of the call, with six decimals at most: for --reviews.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var saveReviews: String?

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (call == nil) != (reviews == nil) else {
            throw ValidationError("Name a call, or give a file of scores with --reviews.")
        }
        guard saveReviews == nil || call != nil else { throw ValidationError("--save-reviews goes with a call.") }
        guard fund.map({ $0 >= 1 }) ?? true else { throw ValidationError("--fund is at least 1.") }
    }

    func run() async throws {
        if let reviews {
            try show(try calibrate(reviews), fund: fund, options.printing.printer)
        } else if let call {
            try await options.atDesk { desk in
                let view = try await desk.service.calibration(of: call, fund: fund, seed: seed)
                try save(view.scores)
                try show(view.calibration, fund: view.fund, desk.printer)
            }
        }
    }

    private func save(_ scores: [PanelScore]) throws {
        guard let saveReviews else { return }
        guard !trial.isDryRun else { return try AtomicFile.check(saveReviews) }
        var table = CSVWriter()
        table.row(["application", "reviewer", "score"])
        for score in scores {
            table.text(score.application)
            table.text(score.reviewer)
            table.plain(score.score.description)
            table.endRow()
        }
        let bytes = table.take()
        try AtomicFile.write(to: saveReviews) { file throws(FileWriteError) in try file.append(bytes) }
    }

    private func calibrate(_ path: String) throws -> Calibration {
        let records: [ImportedScore]
        do {
            records = try Import.panelScores(try ImportFile(typed: path))
        } catch let failure as ImportFailure {
            throw Failure(failure, in: language)
        }
        let scores = records.map { record in
            CalibrationScore(application: record.application, reviewer: record.reviewer, score: record.score)
        }
        do throws(CalibrationFaults) {
            return try Calibration(of: scores, fund: fund, seed: UInt64(bitPattern: Int64(seed)))
        } catch {
            throw Failure(
                .faultyInput, CalibrationWords.impossible.text(in: language),
                at: error.faults.map { "\(path): " + CalibrationWords.fault($0).text(in: language) },
                next: CalibrationWords.columns(path).text(in: language))
        }
    }

    private func show(_ calibration: Calibration, fund: Int?, _ printer: Printer) throws {
        // The document is the calibration itself, in the form that other programs exchange.
        guard !printer.isJSON else { return try Terminal.output.write(try JSONText.text(calibration)) }
        let style = Terminal.output.style
        var text = printer.mark
        if !calibration.isConnected {
            text += style.warning(CalibrationWords.unlinked(calibration.components.count).text(in: language)) + "\n"
        }
        text += printer.text(of: calibration.applications.map(CalibratedRow.init), style) + "\n"
        text += printer.text(of: calibration.reviewers.map(SeverityRow.init), style)
        if let fund, calibration.isConnected {
            let zone = calibration.applications.filter(\.tieZone).map(\.application)
            text += "\n" + CalibrationWords.zone(fund, zone).text(in: language) + "\n"
        }
        try Terminal.output.write(text)
    }
}
