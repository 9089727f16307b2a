import CallModel
import Postgres
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// Lotteries of a call whose files all have the same score.
@Suite struct LotteryTests {
    private static func wish(
        _ from: Instant, purpose: LotteryNotice.Purpose = .ties, sources: [String] = ["Lotto"], fund: Int? = nil
    ) -> LotteryWish {
        LotteryWish(purpose: purpose, sources: sources, entropyFrom: from, fund: fund)
    }

    private static func numbers(_ date: Instant, source: String = "Lotto") -> [EntropyValue] {
        [EntropyValue(source: source, date: date, values: ["41", "9", "18", "26", "34", "45"])]
    }

    @Test func `a tie is drawn after its lottery was published, once, and the advice waits for it`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(ties: "[lottery]")
            try await world.toDeliberation(call, files: 5)
            let (service, code) = (world.service, call.code)
            #expect(try await service.ranking(of: code).ranking.undrawn == [["F01", "F02", "F03", "F04", "F05"]])
            try await world.expectRefusal("0 lottery") { () async throws(ServiceError) in
                try await service.advise(of: code, meeting: "sitting", exceptions: [], .secretariat)
            }
            let published = try await world.now()
            let from = published.adding(days: 2)
            try await world.expectRefusal("0 date") { () async throws(ServiceError) in
                try await service.publishLottery(of: code, Self.wish(published), .secretariat)
            }
            let record = try await service.publishLottery(of: code, Self.wish(from), .secretariat)
            #expect(record.file.notice.pool == ["F01", "F02", "F03", "F04", "F05"] && record.file.draw == nil)
            #expect(record.file.check().isEmpty)
            try await world.expectRefusal("0 lottery") { () async throws(ServiceError) in
                try await service.publishLottery(of: code, Self.wish(from.adding(days: 1)), .secretariat)
            }
            // Numbers of the day of the publication, and numbers of a day to come.
            for date in [published, from] {
                try await world.expectRefusal("0 values") { () async throws(ServiceError) in
                    try await service.drawLottery(nil, of: code, Self.numbers(date), .secretariat)
                }
            }
            try await world.setClock(from.adding(days: 1))
            for entropy in [Self.numbers(published), Self.numbers(from.adding(seconds: -1)), Self.numbers(from, source: "Loto"), []] {
                try await world.expectRefusal("0 values") { () async throws(ServiceError) in
                    try await service.drawLottery(nil, of: code, entropy, .secretariat)
                }
            }
            let drawn = try await service.drawLottery(nil, of: code, Self.numbers(from), .secretariat)
            let order = try Lottery.select(key: "9.18.26.34.41.45./", pool: 5, count: 5)
            #expect(drawn.file.draw?.applications == order.map { "F0\($0)" })
            #expect(drawn.file.check(against: record.file.notice).isEmpty)
            try await world.expectRefusal("0 lottery 1") { () async throws(ServiceError) in
                try await service.drawLottery(nil, of: code, Self.numbers(from), .secretariat)
            }
            try await world.expectRefusal("0 purpose") { () async throws(ServiceError) in
                try await service.publishLottery(of: code, Self.wish(from.adding(days: 9)), .secretariat)
            }
            let ranking = try await service.ranking(of: code).ranking
            #expect(ranking.undrawn.isEmpty && ranking.places.map(\.id) == order.map { "F0\($0)" })
            #expect(ranking.places.dropFirst().allSatisfy { $0.separatedBy == .key(.lottery) })
            _ = try await service.advise(of: code, meeting: "sitting", exceptions: [], .secretariat)
            #expect(try await service.lotteries(of: code).map(\.lottery) == [1])
            try await world.expectHistoriesJoin()
        }
    }

    @Test func `a draw among other files than the published ones is refused, and another lottery may be published`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(ties: "[lottery]")
            try await world.toDeliberation(call, files: 4)
            let (service, code) = (world.service, call.code)
            let from = try await world.now().adding(days: 2)
            _ = try await service.publishLottery(of: code, Self.wish(from), .secretariat)
            _ = try await service.act(on: "F02", of: code, .withdraw, reason: "Projet annulé.", .secretariat)
            try await world.setClock(from)
            try await world.expectRefusal("0 lottery 1") { () async throws(ServiceError) in
                try await service.drawLottery(nil, of: code, Self.numbers(from), .secretariat)
            }
            let later = from.adding(days: 2)
            try await world.expectRefusal("0 lottery") { () async throws(ServiceError) in
                try await service.publishLottery(of: code, Self.wish(later), .secretariat)
            }
            await #expect(throws: ServiceError.self) {
                try await service.cancelLottery(LotteryID(1), of: code, reason: " ", .secretariat)
            }
            let cancelled = try await service.cancelLottery(LotteryID(1), of: code, reason: "F02 a été retiré.", .secretariat)
            #expect(cancelled.file.cancellation?.reason == "F02 a été retiré.")
            try await world.expectRefusal("0 lottery 1") { () async throws(ServiceError) in
                try await service.cancelLottery(LotteryID(1), of: code, reason: "Encore.", .secretariat)
            }
            try await world.expectRefusal("0 lottery 1") { () async throws(ServiceError) in
                try await service.drawLottery(LotteryID(1), of: code, Self.numbers(from), .secretariat)
            }
            let second = try await service.publishLottery(of: code, Self.wish(later), .secretariat)
            #expect(second.lottery == 2)
            #expect(second.file.notice.pool == ["F01", "F03", "F04"])
            try await world.setClock(later)
            #expect(try await service.drawLottery(nil, of: code, Self.numbers(later), .secretariat).lottery == second.lottery)
        }
    }

    @Test func `once its numbers can be known a lottery stands, and the next one names those that were called off`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(ties: "[lottery]")
            try await world.toDeliberation(call, files: 4)
            let (service, code) = (world.service, call.code)
            let from = try await world.now().adding(days: 2)
            #expect(try await service.publishLottery(of: code, Self.wish(from), .secretariat).file.notice.calledOff == nil)
            _ = try await service.cancelLottery(LotteryID(1), of: code, reason: "Autre source.", .secretariat)
            let second = try await service.publishLottery(of: code, Self.wish(from), .secretariat)
            #expect(second.file.notice.calledOff?.map(\.reason) == ["Autre source."])
            try await world.setClock(from)
            try await world.expectRefusal("0 lottery 2") { () async throws(ServiceError) in
                try await service.cancelLottery(LotteryID(2), of: code, reason: "Autre issue.", .secretariat)
            }
            // Other files: it can be drawn no more, and is called off in the sight of everybody.
            _ = try await service.act(on: "F02", of: code, .withdraw, reason: "Projet annulé.", .secretariat)
            _ = try await service.cancelLottery(LotteryID(2), of: code, reason: "F02 a été retiré.", .secretariat)
            let third = try await service.publishLottery(of: code, Self.wish(from.adding(days: 2)), .secretariat).file.notice
            #expect(third.calledOff?.map(\.lottery) == [1, 2] && third.calledOff?.map(\.entropyFrom) == [from, from])
        }
    }

    @Test func `no tie zone is drawn in a call whose decisions are known`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3)
            let wish = Self.wish(try await world.now().adding(days: 2), purpose: .tieZone, fund: 2)
            let error = await #expect(throws: ServiceError.self) {
                try await world.service.publishLottery(of: call.code, wish, .secretariat)
            }
            guard case .faults(let faults) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            #expect(faults.map(\.field) == ["purpose"] && faults.first?.message.english.contains("--freed") == true)
        }
    }

    @Test func `the database keeps what was published, and one draw`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(ties: "[lottery]")
            try await world.toDeliberation(call, files: 3)
            let from = try await world.now().adding(days: 2)
            _ = try await world.service.publishLottery(of: call.code, Self.wish(from), .secretariat)
            await #expect(throws: StoreError.self) {
                try await world.database.write { db in try db.executeScript("UPDATE lotteries SET notice = '{}'") }
            }
            try await world.setClock(from)
            _ = try await world.service.drawLottery(nil, of: call.code, Self.numbers(from), .secretariat)
            await #expect(throws: StoreError.self) {
                try await world.database.write { db in try db.executeScript("UPDATE lotteries SET draw = '{}'") }
            }
            await #expect(throws: StoreError.self) {
                try await world.database.write { db in try db.executeScript("DELETE FROM lotteries") }
            }
        }
    }

    @Test func `a tie zone is drawn too`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 6)
            let from = try await world.now().adding(days: 2)
            // All scores are the same: nothing separates any file.
            let record = try await world.service.publishLottery(
                of: call.code, Self.wish(from, purpose: .tieZone, fund: 3), .secretariat)
            #expect(record.file.notice.pool.count == 6 && record.file.notice.fund == 3)
            try await world.setClock(from)
            let drawn = try await world.service.drawLottery(nil, of: call.code, Self.numbers(from), .secretariat)
            #expect(Set(drawn.file.draw?.applications ?? []) == Set(record.file.notice.pool))
            // Nobody draws again: not with another seed, nor with money for more files, nor after calling it off.
            let again = from.adding(days: 3)
            for fund in [2, 3, 4] {
                try await world.expectRefusal("0 lottery") { () async throws(ServiceError) in
                    try await world.service.publishLottery(of: call.code, Self.wish(again, purpose: .tieZone, fund: fund), .secretariat)
                }
            }
            try await world.expectRefusal("0 lottery 1") { () async throws(ServiceError) in
                try await world.service.cancelLottery(LotteryID(record.lottery), of: call.code, reason: "Autre issue.", .secretariat)
            }
        }
    }

    @Test func `one lottery of a purpose waits at a time, its sources have names, and a rehearsal takes no number`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(ties: "[lottery]")
            try await world.toDeliberation(call, files: 3)
            let (service, code) = (world.service, call.code)
            let from = try await world.now().adding(days: 2)
            for sources in [[], [""], ["Lotto", " \t"]] {
                await #expect(throws: ServiceError.self) {
                    let wish = LotteryWish(purpose: .ties, sources: sources, entropyFrom: from)
                    return try await service.publishLottery(of: code, wish, .secretariat)
                }
            }
            let dry = Request(actor: .secretariat, isDryRun: true)
            for _ in 1...2 { #expect(try await service.publishLottery(of: code, Self.wish(from), dry).lottery == 1) }
            #expect(try await service.publishLottery(of: code, Self.wish(from), .secretariat).lottery == 1)
            let error = await #expect(throws: ServiceError.self) {
                try await service.publishLottery(of: code, Self.wish(from.adding(days: 1)), .secretariat)
            }
            guard case .faults(let faults) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            #expect(faults.first?.message.english.contains("appel lottery cancel") == true)
            _ = try await service.cancelLottery(LotteryID(1), of: code, reason: "Autre date.", .secretariat)
            #expect(try await service.publishLottery(of: code, Self.wish(from), .secretariat).lottery == 2)
            #expect(try await service.lotteries(of: code).map { $0.file.cancellation != nil } == [true, false])
        }
    }
}
