import CallModel
import Exchange
import Foundation
import HTTPTypes
import Presentation
import Selection
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Council"

    /// What the council sits on and advises, and what would become of other rules.
    static let council: [Operation] = [
        .list("listMeetings", "/calls/{call}/meetings", in: chapter, "The meetings on a call.", .asking(.meetings), key: \.reference) {
            visit -> [MeetingAnswer] in
            try await visit.service.meetings(of: try visit.parameter("call")).map(MeetingAnswer.init)
        }
        .noting("meetings"),
        .upload(
            "recordMeeting", "/calls/{call}/meetings", in: chapter, "Records a meeting, in the form of the command line.",
            .doing(.recordMeeting), ["application/yaml", "text/yaml"]
        ) { visit, file -> BulkReceipt in
            try await visit.site.service.recordMeeting(
                of: try visit.parameter("call"), try Import.meeting(ImportFile(name: "body.yaml", bytes: file.bytes)), try visit.command())
        },
        .read(
            "getMinutes", "/calls/{call}/meetings/{meeting}/minutes", in: chapter, "The minutes of a meeting.", .asking(.meetings)
        ) { visit -> MinutesAnswer in
            MinutesAnswer(
                try await visit.service.minutes(of: try visit.parameter("call"), meeting: try visit.parameter("meeting")))
        }
        .noting("minutes"),
        .read(
            "getLiveMeeting", "/calls/{call}/live-meeting", in: chapter,
            "The last meeting that was kept while it went on: who is there, of which file the council speaks, who left for it.",
            .asking(.meetings), version: { $0.version }
        ) { visit -> LiveMeeting in
            let call = try visit.parameter("call")
            guard let meeting = try await visit.service.liveMeeting(of: call) else {
                throw StoreError.notFound(kind: "meeting", name: call)
            }
            return meeting
        },
        .command(
            "noteMeeting", "/calls/{call}/live-meeting/notes", in: chapter,
            "Notes something of a meeting that goes on; the step close records it.", .doing(.recordMeeting)
        ) { (visit, input: MeetingNoteInput) -> BulkReceipt in
            guard let step = MeetingStep(input.step, about: input.about, present: input.present ?? []) else {
                throw Refused(.unprocessableContent, code: "badBody", Self.stepNeeded, at: "step")
            }
            return try await visit.site.service.note(step, of: try visit.parameter("call"), try visit.command())
        },
        .upload(
            "advise", "/calls/{call}/meetings/{meeting}/advise", in: chapter,
            "Advises what the rules propose, save for the exceptions of the table.", .taking(ApplicationAction.advise), ["text/csv"]
        ) { visit, file -> BulkReceipt in
            try await visit.site.service.advise(
                of: try visit.parameter("call"), meeting: try visit.parameter("meeting"),
                exceptions: file.bytes.isEmpty ? [] : try Import.advice(file.records), try visit.command())
        },
        .command(
            "recordConsensus", "/calls/{call}/files/{file}/consensus", in: chapter, "Writes down the score on which the council agreed.",
            .doing(.recordConsensus)
        ) { (visit, input: ConsensusInput) -> BulkReceipt in
            guard let number = DecimalNumber(input.score), number.scale <= 2 else {
                throw Refused(.unprocessableContent, code: "badBody", Self.scoreNeeded, at: "score")
            }
            return try await visit.site.service.recordConsensus(
                on: try visit.parameter("file"), of: try visit.parameter("call"), meeting: input.meeting,
                score: Fraction(number.unscaled, [1, 10, 100][number.scale]),
                reason: input.reason, try visit.command())
        },
        .read(
            "getProposal", "/calls/{call}/proposal", in: chapter, "What the rules would award.", .asking(.proposal),
            [.flag("freed", "After the decision: the reserve list with the money that came free.")]
        ) { visit -> DocumentAnswer in
            let call = try visit.parameter("call")
            let view = try await visit.flag("freed") ? visit.service.freedProposal(of: call) : visit.service.proposal(of: call)
            return try DocumentAnswer(view.allocation)
        }
        .noting("proposal"),
        .download(
            "getCertificate", "/calls/{call}/proposal/certificate", in: chapter, "The proof that the proposal follows the rules.",
            .asking(.proposal), ["application/json"]
        ) { visit in
            let text = try await visit.service.proposal(of: try visit.parameter("call")).certified()
            return try await TemporaryFile { try Data(text).write(to: URL(fileURLWithPath: $0)) }
                .response(type: "application/json", name: "certificate.json")
        }
        .noting("proposal"),
        .download(
            "getAwardCertificate", "/calls/{call}/certificate", in: chapter,
            "The certificate of what was decided, as it was made when the council began to advise, once the decisions are made known.",
            .anyone, ["application/json"]
        ) { visit in
            let view = try await visit.openCall()
            guard view.call.makesDecisionsKnown else { throw StoreError.notFound(kind: "certificate", name: view.call.code) }
            let text = try await visit.site.service.certificate(of: view.call.code)
            return try await TemporaryFile { try Data(text.utf8).write(to: URL(fileURLWithPath: $0)) }
                .response(type: "application/json", name: "\(view.call.code).certificate.json")
        },
        .list(
            "listScenarios", "/calls/{call}/scenarios", in: chapter, "What other rules would have made.", .doing(.keepScenarios),
            key: \.name
        ) {
            visit -> [KeptScenarioRow] in try await visit.service.scenarios(of: try visit.parameter("call")).map(KeptScenarioRow.init)
        }
        .noting("scenarios"),
        .command(
            "runScenario", .put, "/calls/{call}/scenarios/{scenario}", in: chapter, "Runs the call under other rules.",
            .doing(.keepScenarios)
        ) { (visit, input: ScenarioChanges) -> DocumentAnswer in
            try DocumentAnswer(
                try await visit.site.service.runScenario(
                    try visit.parameter("scenario"), of: try visit.parameter("call"), input, try visit.command()))
        },
        .read(
            "compareScenarios", "/calls/{call}/scenarios/{scenario}/comparison", in: chapter, "A scenario beside the rules, or another.",
            .doing(.keepScenarios), [.text("with", "The other scenario; the call's own rules unless told.")]
        ) { visit -> DocumentAnswer in
            try DocumentAnswer(
                try await visit.service.compareScenarios(
                    of: try visit.parameter("call"), visit.query("with"), try visit.parameter("scenario")))
        }
        .noting("scenarios"),
        .list(
            "listLotteries", "/calls/{call}/lotteries", in: chapter, "The lotteries of a call.", .asking(.lotteries),
            key: { "\($0.lottery)" }
        ) {
            visit -> [LotteryAnswer] in try await visit.service.lotteries(of: try visit.parameter("call")).map(LotteryAnswer.init)
        },
        .command(
            "publishLottery", "/calls/{call}/lotteries", in: chapter, "Publishes a lottery before it is drawn.", .doing(.keepLotteries)
        ) {
            (visit, input: LotteryInput) -> LotteryAnswer in
            LotteryAnswer(
                try await visit.site.service.publishLottery(
                    of: try visit.parameter("call"),
                    LotteryWish(
                        purpose: input.purpose, sources: input.sources, entropyFrom: input.entropyFrom, count: input.count,
                        fund: input.fund, seed: input.seed ?? 1), try visit.command()))
        },
        .command(
            "drawLottery", "/calls/{call}/lotteries/{lottery}/draw", in: chapter, "Draws a published lottery, once.", .doing(.keepLotteries)
        ) { (visit, input: DrawInput) -> LotteryAnswer in
            LotteryAnswer(
                try await visit.site.service.drawLottery(
                    LotteryID(try visit.identifier("lottery")), of: try visit.parameter("call"), input.entropy, try visit.command()))
        },
        .command(
            "cancelLottery", "/calls/{call}/lotteries/{lottery}/cancel", in: chapter, "Calls a lottery off, for a reason.",
            .doing(.keepLotteries)
        ) { (visit, input: ReasonInput) -> LotteryAnswer in
            LotteryAnswer(
                try await visit.site.service.cancelLottery(
                    LotteryID(try visit.identifier("lottery")), of: try visit.parameter("call"), reason: input.reason ?? "",
                    try visit.command()))
        },
        .read(
            "getLottery", "/calls/{call}/lotteries/{lottery}", in: chapter, "The file with which anybody checks a lottery.",
            .asking(.lotteries)
        ) { visit -> DocumentAnswer in
            let number = try visit.identifier("lottery")
            guard let found = try await visit.service.lotteries(of: try visit.parameter("call")).last(where: { $0.lottery == number })
            else {
                throw StoreError.notFound(kind: "lottery", name: "\(number)")
            }
            return try DocumentAnswer(found.file)
        }
    ]

    private static let stepNeeded = Message(
        fr: "une étape et ce qu'elle concerne sont attendus : begin, come, goHome, take, rest, leave, comeBack, advise, undo ou close",
        nl: "een stap en waarover ze gaat worden verwacht: begin, come, goHome, take, rest, leave, comeBack, advise, undo of close",
        en: "a step and what it is about are needed: begin, come, goHome, take, rest, leave, comeBack, advise, undo or close")
    private static let scoreNeeded = Message(
        fr: "une cote est attendue, comme 81.25", nl: "een score wordt verwacht, zoals 81.25", en: "a score is needed, such as 81.25")
}

/// A document in the form that programs exchange, which is written down beside the program that makes it.
struct DocumentAnswer: Codable, SchemaDescribed {
    let document: JSONValue

    init(_ document: some Encodable) throws { self.document = try JSONValue(document) }

    init(from decoder: any Decoder) throws { document = try JSONValue(from: decoder) }

    func encode(to encoder: any Encoder) throws { try document.encode(to: encoder) }

    static var schema: Schema { .object([]) }
}

struct ConsensusInput: Codable {
    let meeting: String
    /// On 100, with at most two decimals: `81.25`.
    let score: String
    let reason: String
}

struct MeetingNoteInput: Codable {
    /// `begin`, `come`, `goHome`, `take`, `rest`, `leave`, `comeBack`, `advise`, `undo` or `close`.
    let step: String
    /// The code of a member, the reference of a file, or an opinion.
    let about: String?
    /// Of `begin`: who is there from the start, by code.
    let present: [String]?
}

struct LotteryInput: Codable {
    let purpose: LotteryNotice.Purpose
    let sources: [String]
    let entropyFrom: Instant
    let count: Int?
    let fund: Int?
    let seed: Int?
}

struct DrawInput: Codable {
    let entropy: [EntropyValue]
}

extension APIVisit {
    /// A number of the path.
    func identifier(_ name: String) throws -> Int64 {
        let text = try parameter(name)
        guard let number = Int64(text), number > 0 else { throw StoreError.notFound(kind: name, name: text) }
        return number
    }
}
