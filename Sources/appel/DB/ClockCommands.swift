import ArgumentParser
import CallModel
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
    fileprivate func show(_ reading: RehearsalClock.Reading, moved: Instant? = nil, isDryRun: Bool? = nil) throws {
        var printer = printing.printer
        printer.isRehearsal = true
        printer.isDryRun = isDryRun
        let now = moved ?? reading.now
        guard now >= reading.now else { throw RehearsalError.backwards(now: reading.now, asked: now) }
        try printer.show("clock", ClockAnswer(now: now, real: reading.real)) { _ in
            Facts([("commands see", Moment.text(now)), ("really", Moment.text(reading.real))]).text
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

    @Flag(name: .customLong("dry-run"), help: "Show what the clock would say, and leave it.")
    var isDryRun = false

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let time = try ZonedTime.typed(moment, zone: zone, in: language)
        guard isDryRun else { return try options.show(try await RehearsalClock.set(time.instant, options.location())) }
        try options.show(try await RehearsalClock.read(options.location()), moved: time.instant, isDryRun: true)
    }
}

struct AdvanceClock: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Moves the clock of a rehearsal forward.",
        discussion: "EXAMPLE\n  appel db clock advance 1w2d12h")

    @Argument(help: "How far: weeks, days, hours, minutes and seconds, such as 3d, 12h or 1d30m.")
    var length: TimeLength

    @Flag(name: .customLong("dry-run"), help: "Show what the clock would say, and leave it.")
    var isDryRun = false

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        guard isDryRun else {
            return try options.show(try await RehearsalClock.advance(seconds: length.seconds, options.location()))
        }
        let reading = try await RehearsalClock.read(options.location())
        try options.show(reading, moved: reading.now.adding(seconds: length.seconds), isDryRun: true)
    }
}
