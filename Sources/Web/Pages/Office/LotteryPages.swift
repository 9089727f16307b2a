import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation
import Selection
import Service
import Workflow

/// Lotteries: published before anybody can know the numbers, drawn once from them, drawn again here for whoever looks, and called off
/// where there is nothing left to draw.
enum LotteryPages {
    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("office/:call/lotteries", .only(.office)) { visit in try await list(visit) },
            .get("office/:call/lotteries/:lottery", .only(.office)) { visit in try await show(visit) },
            .get("office/:call/lotteries/:lottery/lottery.json", .only(.office)) { visit in try await file(visit) }
        ],
        PageRoute.plan("office/:call/lotteries/publish", .doing(.keepLotteries)) { visit, fields in try publish(visit, fields) },
        PageRoute.plan("office/:call/lotteries/:lottery/draw", .doing(.keepLotteries)) { visit, fields in
            try await draw(visit, fields)
        },
        PageRoute.plan("office/:call/lotteries/:lottery/cancel", .doing(.keepLotteries)) { visit, fields in
            try await cancel(visit, fields)
        })

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let rows = try await visit.service().lotteries(of: code).map { record in
            FigureRow(
                "\(record.lottery)", visit.say("office.lottery.\(record.file.notice.purpose.rawValue)"),
                visit.formats.moment(record.file.notice.publishedAt), "\(record.file.notice.pool.count)", state(record, visit))
        }
        var block = Block()
        block.texts = [visit.say("office.lotteriesText")]
        block.steps = [Block.Link(visit.path("office/\(code)/lotteries/publish"), visit.say("office.publishLottery"))]
        block.tables = [
            TableView(
                visit.say("office.lotteries"), rows, visit,
                columns: [
                    .text(visit.message("office.lotteryNumber")), .text(visit.message("office.lotteryFor")),
                    .text(visit.message("office.publishedAt")), .number(visit.message("office.files")), .text(Words.state)
                ]
            ) { visit.path("office/\(code)/lotteries/\($0.cells[0])") }
        ]
        return try visit.show(
            .blocks(
                visit.title(code, "office.lotteries"), [block], around: OfficeCall.neighbours(code, visit, current: "lotteries"), visit))
    }

    private static func state(_ record: LotteryRecord, _ visit: Visit) -> String {
        visit.say(
            record.file.cancellation != nil
                ? "office.lotteryCancelled" : record.file.draw == nil ? "office.lotteryWaits" : "office.lotteryDrawn")
    }

    private static func found(_ visit: Visit) async throws -> LotteryRecord {
        let number = try visit.parameter("lottery")
        guard let record = try await visit.service().lotteries(of: try visit.call).first(where: { "\($0.lottery)" == number }) else {
            throw HTTPError(.notFound)
        }
        return record
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let (code, record) = (try visit.call, try await found(visit))
        let base = "office/\(code)/lotteries/\(record.lottery)"
        var head = Block()
        head.texts = [state(record, visit)]
        head.facts = LotteryAnswer(record).facts(in: visit.language)
        if record.file.cancellation == nil {
            if record.file.draw == nil { head.steps.append(Block.Link(visit.path("\(base)/draw"), visit.say("office.drawLottery"))) }
            head.steps.append(Block.Link(visit.path("\(base)/cancel"), visit.say("office.cancelLottery")))
        }
        head.links = [Block.Link(visit.path("\(base)/lottery.json"), visit.say("office.lotteryFile"))]
        var checked = Block(visit.say("office.lotteryCheck"))
        let faults = record.file.check()
        if faults.isEmpty {
            checked.texts = [visit.say(record.file.draw == nil ? "office.lotteryNothingYet" : "office.lotteryVerified")]
        } else {
            checked.inset = visit.say("office.lotteryWrong")
            checked.items = faults.map { $0.message.text(in: visit.language) }
        }
        if let draw = record.file.draw {
            let rows = zip(draw.selected, draw.applications).enumerated().map { place, drawn in
                FigureRow(drawn.1, "\(place + 1)", "\(drawn.0)")
            }
            checked.tables = [
                TableView(
                    visit.say("office.drawn"), rows, visit, isCaptionHidden: false,
                    columns: [
                        .text(Words.reference), .number(visit.message("office.drawnPlace")), .number(visit.message("office.drawnNumber"))
                    ], isPaged: false
                ) { visit.path("office/\(code)/files/\($0.cells[0])") }
            ]
        }
        checked.texts.append(visit.say("office.lotteryCheckText"))
        return try visit.show(
            .blocks(
                visit.say("office.lotteryTitle", ["lottery": "\(record.lottery)", "call": code]), [head, checked],
                around: OfficeCall.neighbours(code, visit, current: "lotteries"), visit))
    }

    /// What is published: with it anybody draws again.
    private static func file(_ visit: Visit) async throws -> Response {
        let record = try await found(visit)
        return visit.download(
            ByteBuffer(string: try JSONText.text(record.file)), named: "\(try visit.call)-lottery-\(record.lottery).json",
            type: "application/json")
    }

    // MARK: Acts

    private static func publish(_ visit: Visit, _ typed: FormFields) throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "office/\(code)/lotteries/publish", title: visit.title(code, "office.publishLottery"),
            button: visit.say("office.publishLottery"), isGrave: true, back: "office/\(code)/lotteries"
        ) { visit, fields, command in
            let sources = try fields.required("sources", visit).split(whereSeparator: \.isNewline).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let wish = LotteryWish(
                purpose: fields["purpose"].flatMap(LotteryNotice.Purpose.init(rawValue:)) ?? .ties, sources: sources.filter { !$0.isEmpty },
                entropyFrom: try fields.moment("entropyFrom", visit), count: try fields.number("count", visit),
                fund: try fields.number("fund", visit))
            let record = try await visit.site.service.publishLottery(of: code, wish, command)
            return Plan.Outcome(
                sentences: [visit.say("office.lotteryWouldBe", count: record.file.notice.pool.count)],
                facts: LotteryAnswer(record).facts(in: visit.language))
        }
        plan.lead = [visit.say("office.publishLotteryLead")]
        plan.notice = "lotteryPublished"
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "lotteries")
        plan.fields = [
            Field(
                "purpose", visit.say("office.lotteryFor"),
                .radios(LotteryNotice.Purpose.allCases.map { Field.Choice($0.rawValue, visit.say("office.lottery.\($0.rawValue)")) }),
                values: [typed["purpose"] ?? LotteryNotice.Purpose.ties.rawValue]),
            Field(
                "sources", visit.say("office.sources"), .area(rows: 3), values: [typed["sources"] ?? ""],
                help: visit.say("office.sourcesHelp"), isRequired: true),
            Field(
                "entropyFrom", visit.say("office.entropyFrom"), .line(type: "datetime-local", className: "short"),
                values: [typed["entropyFrom"] ?? ""], help: visit.say("office.entropyFromHelp"), isRequired: true),
            Field(
                "count", visit.say("office.drawCount"), .line(type: "number", className: "number"), values: [typed["count"] ?? ""],
                help: visit.say("office.drawCountHelp")),
            Field(
                "fund", visit.say("office.drawFund"), .line(type: "number", className: "number"), values: [typed["fund"] ?? ""],
                help: visit.say("office.drawFundHelp"))
        ]
        return plan
    }

    private static func draw(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, record) = (try visit.call, try await found(visit))
        let sources = record.file.notice.sources
        var plan = Plan(
            path: "office/\(code)/lotteries/\(record.lottery)/draw",
            title: visit.say("office.drawTitle", ["lottery": "\(record.lottery)", "call": code]), button: visit.say("office.drawLottery"),
            isGrave: true, back: "office/\(code)/lotteries/\(record.lottery)"
        ) { visit, fields, command in
            var entropy: [EntropyValue] = []
            for (place, source) in sources.enumerated() {
                let values = try fields.required("values-\(place)", visit).split(whereSeparator: \.isWhitespace).map(String.init)
                entropy.append(EntropyValue(source: source, date: try fields.moment("date-\(place)", visit), values: values))
            }
            let drawn = try await visit.site.service.drawLottery(LotteryID(record.lottery), of: code, entropy, command)
            return Plan.Outcome(facts: LotteryAnswer(drawn).facts(in: visit.language))
        }
        plan.lead = [visit.say("office.drawLead")]
        plan.notice = "lotteryDrawn"
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "lotteries")
        var head = Block()
        head.facts = LotteryAnswer(record).facts(in: visit.language)
        plan.blocks = [head]
        plan.fields = sources.enumerated().flatMap { place, source in
            [
                Field(
                    "values-\(place)", visit.say("office.valuesOf", ["source": source]), .line(), values: [typed["values-\(place)"] ?? ""],
                    help: visit.say("office.valuesHelp"), isRequired: true),
                Field(
                    "date-\(place)", visit.say("office.dateOf", ["source": source]), .line(type: "datetime-local", className: "short"),
                    values: [typed["date-\(place)"] ?? ""], isRequired: true)
            ]
        }
        return plan
    }

    private static func cancel(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, record) = (try visit.call, try await found(visit))
        var plan = Plan(
            path: "office/\(code)/lotteries/\(record.lottery)/cancel",
            title: visit.say("office.cancelLotteryTitle", ["lottery": "\(record.lottery)", "call": code]),
            button: visit.say("office.cancelLottery"), isGrave: true, back: "office/\(code)/lotteries/\(record.lottery)"
        ) { visit, fields, command in
            let cancelled = try await visit.site.service.cancelLottery(
                LotteryID(record.lottery), of: code, reason: try fields.required("reason", visit), command)
            return Plan.Outcome(facts: LotteryAnswer(cancelled).facts(in: visit.language))
        }
        plan.lead = [visit.say("office.cancelLotteryLead")]
        plan.notice = "lotteryCancelled"
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "lotteries")
        plan.fields = [
            Field("reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true)
        ]
        return plan
    }
}
