import ArgumentParser
import CallModel
import Presentation
import Selection

struct VerifyLottery: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Draws a lottery again from its file alone; needs no database.",
        discussion: """
            Ends with an error where the file is not what its own numbers lead to. With --published, the file as it was published \
            before the draw has to say the same. Lotteries that were called off before it are named, each with its reason.

            EXAMPLE
              appel lottery verify drawn.json --published lottery.json
            """)

    @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"), completion: .file(extensions: ["json"]))
    var file: String

    @Option(help: ArgumentHelp("The file as it was published.", valueName: "file"), completion: .file(extensions: ["json"]))
    var published: String?

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let verified: Bool
        let drawn: Bool
        /// Whether it was called off, and decides nothing.
        let cancelled: Bool
        /// The lotteries that were called off before this one was published.
        let calledOff: [LotteryNotice.CalledOff]
        let key: String?
        let selected: [Int]
        let applications: [String]
    }

    func run() throws {
        var spellings = JSONSpellings()
        let drawn = try read(file, &spellings)
        let faults = drawn.check(against: try published.map { try read($0, &spellings).notice })
        guard faults.isEmpty else {
            let wrong = Message(
                fr: "le tirage n'est pas celui qui a été publié", nl: "de loting is niet die welke bekendgemaakt werd",
                en: "the lottery is not what was published")
            throw Failure(.faultyInput, wrong.text(in: language), at: faults.map { $0.message.text(in: language) })
        }
        let answer = Answer(
            verified: true, drawn: drawn.draw != nil, cancelled: drawn.cancellation != nil,
            calledOff: drawn.notice.calledOff ?? [], key: drawn.draw?.key, selected: drawn.draw?.selected ?? [],
            applications: drawn.draw?.applications ?? [])
        try printing.printer.show("verification", answer) { _ in
            let before = answer.calledOff.map { earlier in
                let word = Message(
                    fr: "Annulé auparavant : tirage", nl: "Eerder afgeroepen: loting", en: "Called off before: lottery")
                let moment = "\(Moment.text(earlier.cancelledAt)) (\(Moment.homeZone))"
                return "\(word.text(in: language)) \(earlier.lottery), \(moment): \(earlier.reason)\n"
            }.joined()
            if let cancellation = drawn.cancellation {
                return Message(fr: "Annulé", nl: "Afgeroepen", en: "Called off").text(in: language) + ": \(cancellation.reason)\n"
                    + before
            }
            guard drawn.draw != nil else {
                return Message(fr: "Pas encore tiré.", nl: "Nog niet geloot.", en: "Not drawn yet.").text(in: language) + "\n" + before
            }
            let right = Message(fr: "Vérifié", nl: "Nagegaan", en: "Verified").text(in: language)
            return "\(right): \(answer.applications.joined(separator: ", "))\n\(before)"
        }
    }

    private func read(_ path: String, _ spellings: inout JSONSpellings) throws -> LotteryFile {
        try ShapedFile.read(
            path, LotteryFile.shape, &spellings, what: "\(path) is no lottery", next: "name a file that `appel lottery` wrote")
    }
}
