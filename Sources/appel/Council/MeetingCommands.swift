import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct MeetingCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "The council's meetings and its advice.",
        discussion: """
            EXAMPLE
              appel meeting record brussels-2027 config/demo/meeting.yaml
              appel meeting advise brussels-2027 --meeting 2027-06-08 --exceptions config/demo/advice.csv
            """,
        subcommands: [
            MeetingAgenda.self, RecordMeeting.self, ShowMeetings.self, MeetingMinutes.self, RecordConsensus.self, AdviseFiles.self
        ])
}

struct RecordMeeting: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Records a meeting: who was there, and who left the room for which file.",
        discussion: "EXAMPLE\n  appel meeting record brussels-2027 config/demo/meeting.yaml")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let record = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.meeting(file) }
            let receipt = try await desk.handing(file.path, "Recording the meeting") {
                try await desk.service.recordMeeting(of: call.code, record, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ShowMeetings: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the meetings on a call.", discussion: "EXAMPLE\n  appel meeting show brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let meetings = try await desk.service.meetings(of: call.code).map(MeetingAnswer.init)
            try desk.printer.show("meetings", meetings) { style in
                guard !meetings.isEmpty else { return Words.nothing.text(in: language) + "\n" }
                return meetings.map { text($0, desk.printer, style) }.joined(separator: "\n")
            }
        }
    }

    private func text(_ meeting: MeetingAnswer, _ printer: Printer, _ style: Style) -> String {
        meeting.facts(in: language).text + (meeting.absences.isEmpty ? "" : printer.text(of: meeting.absences, style))
    }
}

struct AdviseFiles: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise", abstract: "Gives the council's advice on every scored file.",
        discussion: """
            The advice is what the ranking and the budget lines propose (`appel allocate CALL` shows it), save for the \
            exceptions that the meeting decided, each with its reason. Quorum is counted for each file.

            EXAMPLE
              appel meeting advise brussels-2027 --meeting 2027-06-08 --exceptions config/demo/advice.csv
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "The reference of the meeting.")
    var meeting: String

    @Option(
        help: ArgumentHelp("A CSV file of advice that differs from the proposal.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var exceptions: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(exceptions) { (file) throws(ImportFailure) in try Import.advice(file) }
            let receipt = try await desk.handing(exceptions, "Advising") {
                try await desk.service.advise(of: call.code, meeting: meeting, exceptions: records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
