import ArgumentParser
import CallModel
import Exchange
import Foundation
import Presentation
import Selection
import Service

struct LotteryCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lottery", abstract: "Draws lots that anybody can check (RFC 3797): published first, drawn from later numbers.",
        discussion: """
            The files, the sources of numbers and the moment from which numbers count are published before anybody can know the \
            numbers. Then the numbers decide, and who has the published file draws again what was drawn.

            EXAMPLE
              appel lottery publish brussels-2027 --for ties --source "Lotto, 12 juin 2027" --date "2027-06-12 20:00" -o lottery.json
              appel lottery draw brussels-2027 --values "9 18 26 34 41 45" --dated "2027-06-12 20:15" -o drawn.json
              appel lottery verify drawn.json --published lottery.json
            """,
        subcommands: [
            SelectByLot.self, PublishLottery.self, DrawLottery.self, CancelLottery.self, ListLotteries.self, ExportLottery.self,
            VerifyLottery.self
        ])
}

struct SelectByLot: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "select", abstract: "Draws numbers from a key, as RFC 3797 says; needs no database.",
        discussion: "EXAMPLE\n  appel lottery select --key 9319./2.5.8.10.12./9.18.26.34.41.45./ --pool 25 --count 10 --json")

    @Option(help: ArgumentHelp("The key: the numbers of each source in order, each with its point, then a slash.", valueName: "keystring"))
    var key: String

    @Option(help: "How many there are to draw from.")
    var pool: Int

    @Option(help: "How many are drawn.")
    var count: Int

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable { let selected: [Int] }

    func run() throws {
        let answer: Answer
        do throws(LotteryFault) {
            answer = Answer(selected: try Lottery.select(key: key, pool: pool, count: count))
        } catch {
            throw Failure(.usage, error.message.text(in: language))
        }
        let text = answer.selected.map(String.init).joined(separator: " ") + "\n"
        try Terminal.output.write(printing.json ? try JSONText.text(answer) : text)
    }
}

extension LotteryNotice.Purpose: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "ties": self = .ties
        case "tie-zone", "tieZone": self = .tieZone
        default: return nil
        }
    }
}

/// Where the file for everybody goes.
struct LotteryTarget: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file for everybody to check, written whole or not at all.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    /// Fails where the file cannot be written: before anything is kept that it has to tell of.
    func check() throws {
        if let output { try AtomicFile.check(output) }
    }

    func write(_ file: LotteryFile, isDryRun: Bool) throws {
        guard let output, !isDryRun else { return }
        let bytes = Array(try JSONText.text(file).utf8)
        try AtomicFile.write(to: output) { file throws(FileWriteError) in try file.append(bytes) }
    }
}

struct PublishLottery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publishes a lottery: its files, its sources and its moment are fixed from now on.",
        discussion: """
            EXAMPLE
              appel lottery publish brussels-2027 --for ties --source "Lotto, 12 juin 2027" --date "2027-06-12 20:00"
              appel lottery publish brussels-2027 --for tieZone --fund 15 --source "Lotto" --source "BEL 20" --date "2027-06-12 20:00"
            """)

    @OptionGroup var call: CallArgument

    @Option(name: .customLong("for"), help: "ties: files that only a lottery separates; tieZone: files that the scores do not separate.")
    var purpose: LotteryNotice.Purpose

    @Option(name: .customLong("source"), help: "What the numbers will be taken from. Once for each source, in the order of the key.")
    var sources: [String]

    @Option(help: ArgumentHelp("The moment before which no number counts; it has to be ahead.", valueName: "moment"))
    var date: String

    @Option(help: "The time zone of the moment.")
    var zone = "Europe/Brussels"

    @Option(help: "How many are drawn. (default: all, which gives their whole order)")
    var count: Int?

    @Option(help: "For a tie zone: how many files the money reaches. (default: as many as the budget lines pay)")
    var fund: Int?

    @Option(help: "For a tie zone: the seed of the estimate.")
    var seed = 1

    @OptionGroup var target: LotteryTarget
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let moment = try ZonedTime.typed(date, zone: zone, in: language)
        let wish = LotteryWish(
            purpose: purpose, sources: sources, entropyFrom: moment.instant, count: count, fund: fund, seed: seed)
        try target.check()
        try await options.atDesk { desk, request in
            let record = try await desk.service.publishLottery(of: call.code, wish, request)
            try target.write(record.file, isDryRun: options.isDryRun)
            try desk.printer.show("lottery", LotteryAnswer(record)) { _ in LotteryAnswer(record).facts(in: language).text }
        }
    }
}

struct DrawLottery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draws a published lottery, once, from numbers that came after its publication.",
        discussion: """
            The numbers of each source in a --values of its own, in the published order, as the source wrote them; their order \
            within a source does not matter. --dated says when they came: once for all of them, or once for each.

            EXAMPLE
              appel lottery draw brussels-2027 --values "9 18 26 34 41 45" --dated "2027-06-12 20:15"
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "The number of the lottery. (default: the one that waits)")
    var lottery: Int64?

    @Option(parsing: .unconditionalSingleValue, help: "The numbers of a source, with blanks between them.")
    var values: [String]

    @Option(help: ArgumentHelp("When the numbers came.", valueName: "moment"))
    var dated: [String]

    @Option(help: "The time zone of these moments.")
    var zone = "Europe/Brussels"

    @OptionGroup var target: LotteryTarget
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard dated.count == 1 || dated.count == values.count else {
            throw ValidationError("Give --dated once for all, or once for each --values.")
        }
    }

    func run() async throws {
        let moments = try dated.map { try ZonedTime.typed($0, zone: zone, in: language).instant }
        try target.check()
        try await options.atDesk { desk, request in
            let all = try await desk.service.lotteries(of: call.code)
            let meant =
                lottery.map { number in all.last { $0.lottery == number } }
                ?? all.last { $0.file.draw == nil && $0.file.cancellation == nil } ?? all.last
            let sources = meant?.file.notice.sources ?? []
            let entropy = values.enumerated().map { place, text in
                EntropyValue(
                    source: place < sources.count ? sources[place] : "", date: moments.count == 1 ? moments[0] : moments[place],
                    values: text.split(whereSeparator: \.isWhitespace).map(String.init))
            }
            let record = try await desk.service.drawLottery(
                lottery.map { LotteryID($0) } ?? meant.map { LotteryID($0.lottery) }, of: call.code, entropy, request)
            try target.write(record.file, isDryRun: options.isDryRun)
            try desk.printer.show("lottery", LotteryAnswer(record)) { _ in LotteryAnswer(record).facts(in: language).text }
        }
    }
}

struct ListLotteries: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the lotteries of a call.", discussion: "EXAMPLE\n  appel lottery list brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let answers = try await desk.service.lotteries(of: call.code).map(LotteryAnswer.init)
            try desk.printer.show("lotteries", answers) { _ in
                answers.isEmpty
                    ? Words.nothing.text(in: language) + "\n" : answers.map { $0.facts(in: language).text }.joined(separator: "\n")
            }
        }
    }
}

struct ExportLottery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the file with which anybody checks a lottery.",
        discussion: "EXAMPLE\n  appel lottery export brussels-2027 --lottery 1 --output drawn.json")

    @OptionGroup var call: CallArgument

    @Option(help: "The number of the lottery. (default: the last one)")
    var lottery: Int64?

    @OptionGroup var target: LotteryTarget
    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let all = try await desk.service.lotteries(of: call.code)
            guard let record = lottery.map({ number in all.last { $0.lottery == number } }) ?? all.last else {
                throw Failure(.fileMissing, "there is no such lottery", next: "`appel lottery list \(call.code)` lists them")
            }
            try target.check()
            guard target.output != nil else { return try Terminal.output.write(try JSONText.text(record.file)) }
            try target.write(record.file, isDryRun: trial.isDryRun)
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            try printer.show("lottery", LotteryAnswer(record)) { _ in LotteryAnswer(record).facts(in: language).text }
        }
    }
}
