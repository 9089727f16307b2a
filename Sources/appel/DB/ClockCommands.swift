import ArgumentParser
import CallModel
import Presentation
import Store

struct ClockCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "The clock of a rehearsal, which commands see instead of the real one.",
        discussion: """
            A whole year's call can so be tried in a minute. A real database has no such clock.

            EXAMPLE
              appel db clock set "2027-04-01 10:00"
              appel db clock advance 3d
            """,
        subcommands: [ShowClock.self, SetClock.self, AdvanceClock.self], defaultSubcommand: ShowClock.self)
}

private struct ClockAnswer: Encodable {
    let now: Instant
    let real: Instant
}

extension ReadingOptions {
    fileprivate func show(_ reading: RehearsalClock.Reading, isDryRun: Bool? = nil) throws {
        var printer = printing.printer
        printer.isRehearsal = true
        printer.isDryRun = isDryRun
        try printer.show("clock", ClockAnswer(now: reading.now, real: reading.real)) { _ in
            let seen = Message(fr: "les commandes voient", nl: "opdrachten zien", en: "commands see")
            let real = Message(fr: "en réalité", nl: "in werkelijkheid", en: "really")
            return Facts([
                (seen.text(in: language), Moment.text(reading.now)), (real.text(in: language), Moment.text(reading.real))
            ]).text
        }
    }
}

struct ShowClock: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the clock of a rehearsal.", discussion: "EXAMPLE\n  appel db clock show")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try options.show(try await RehearsalClock.read(options.location()))
    }
}

struct SetClock: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Moves the clock of a rehearsal to a later moment.",
        discussion: "EXAMPLE\n  appel db clock set \"2027-04-01 10:00\" --zone Europe/Brussels")

    @Argument(help: "The moment: YYYY-MM-DD hh:mm, as a clock on the wall shows it.")
    var moment: String

    @Option(help: "The zone of that clock.")
    var zone = Moment.homeZone

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let time = try ZonedTime.typed(moment, zone: zone, in: language)
        let location = try await options.location()
        let reading =
            trial.isDryRun
            ? try await RehearsalClock.read(location).moved(to: time.instant)
            : try await RehearsalClock.set(time.instant, location)
        try options.show(reading, isDryRun: trial.isDryRun)
    }
}

struct AdvanceClock: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Moves the clock of a rehearsal forward.",
        discussion: "EXAMPLE\n  appel db clock advance 1w2d12h")

    @Argument(help: "How far: weeks, days, hours, minutes and seconds, such as 3d, 12h or 1d30m; at most ten years.")
    var length: TimeLength

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let location = try await options.location()
        guard trial.isDryRun else {
            return try options.show(try await RehearsalClock.advance(seconds: length.seconds, location), isDryRun: false)
        }
        let reading = try await RehearsalClock.read(location)
        try options.show(try reading.moved(to: reading.now.adding(seconds: length.seconds)), isDryRun: true)
    }
}
