package import CallModel
import Postgres
package import Selection
import Store
import Workflow

/// What is to be published of a lottery.
package struct LotteryWish: Hashable, Sendable {
    package let purpose: LotteryNotice.Purpose
    /// What the numbers will be taken from.
    package let sources: [String]
    /// No number may be from before this moment.
    package let entropyFrom: Instant
    /// How many are drawn; nil for all, which gives their whole order.
    package let count: Int?
    /// For a tie zone: how many files the money reaches; nil for as many as the budget lines give.
    package let fund: Int?
    package let seed: Int

    package init(
        purpose: LotteryNotice.Purpose, sources: [String], entropyFrom: Instant, count: Int? = nil, fund: Int? = nil, seed: Int = 1
    ) {
        (self.purpose, self.sources, self.entropyFrom) = (purpose, sources, entropyFrom)
        (self.count, self.fund, self.seed) = (count, fund, seed)
    }
}

/// A lottery of the register, as anybody can check it.
package struct LotteryRecord: Codable, Sendable {
    package let lottery: Int64
    package let file: LotteryFile
}

extension Service {
    /// Publishes a lottery: from now on its files, its sources and its moment stand.
    package func publishLottery(
        of code: String, _ wish: LotteryWish, _ request: Request
    ) async throws(ServiceError) -> LotteryRecord {
        try await command(request, "publish lottery \(code) \(wish)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepLotteries.permit(request.actor)
            guard wish.entropyFrom > loaded.now else { throw ServiceError.faults([.entropyNotAhead]) }
            let files = try db.files(of: loaded.call.id)
            var fund = wish.purpose == .tieZone ? wish.fund : nil
            if wish.purpose == .tieZone {
                if fund == nil { fund = try fundedPlaces(of: loaded.call, files, db) }
                guard fund != nil else { throw ServiceError.faults([.noFund]) }
            }
            let pool = try pool(wish.purpose, fund: fund, seed: wish.seed, of: loaded.call, files, db)
            guard !pool.isEmpty else { throw ServiceError.faults([.nothingToDraw]) }
            let earlier = try lotteries(of: loaded.call, db).map(\.file)
            if earlier.contains(where: { $0.notice.purpose == wish.purpose && $0.notice.pool == pool }) {
                throw ServiceError.faults([.publishedAlready])
            }
            let isZone = wish.purpose == .tieZone
            let notice = LotteryNotice(
                call: code, purpose: wish.purpose, publishedAt: loaded.now, publishedBy: request.actor.reference, pool: pool,
                count: wish.count ?? pool.count, sources: wish.sources, entropyFrom: wish.entropyFrom, fund: fund,
                seed: isZone ? wish.seed : nil)
            let faults = notice.faults
            guard faults.isEmpty else { throw ServiceError.faults(faults.map { InputFault(field: "lottery", message: $0.message) }) }
            guard let text = LogJSON.text(notice) else { throw StoreError.unreadable("the notice of a lottery cannot be written") }
            let id = try db.publish(
                lottery: text, of: loaded.call.id, purpose: notice.purpose.rawValue, by: request.actor.reference, at: loaded.now,
                entropyFrom: wish.entropyFrom)
            return (LotteryRecord(lottery: id.value, file: LotteryFile(notice: notice)), loaded.now)
        }
    }

    /// Draws a lottery that was published: once, from numbers of its sources that nobody could know then, among the same files.
    ///
    /// - Parameter lottery: nil for the one that waits for its draw.
    package func drawLottery(
        _ lottery: LotteryID?, of code: String, _ entropy: [EntropyValue], _ request: Request
    ) async throws(ServiceError) -> LotteryRecord {
        try await command(request, "draw lottery \(code) \(lottery.map { "\($0)" } ?? "") \(entropy)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepLotteries.permit(request.actor)
            let all = try lotteries(of: loaded.call, db)
            guard
                let found = lottery.map({ id in all.last { $0.lottery == id.value } }) ?? all.last(where: { $0.file.draw == nil })
                    ?? all.last
            else { throw StoreError.notFound(kind: "lottery", name: lottery.map { "\($0)" } ?? code) }
            guard found.file.draw == nil else { throw ServiceError.faults([.drawnAlready(found.lottery)]) }
            let notice = found.file.notice
            let files = try db.files(of: loaded.call.id)
            let now = try pool(notice.purpose, fund: notice.fund, seed: notice.seed ?? 1, of: loaded.call, files, db)
            guard now == notice.pool else { throw ServiceError.faults([.poolChanged(found.lottery)]) }
            let draw: LotteryDraw
            do throws(LotteryRefusal) {
                draw = try notice.draw(entropy, at: loaded.now, by: request.actor.reference)
            } catch {
                throw ServiceError.faults([InputFault(field: "values", message: error.message)])
            }
            guard let text = LogJSON.text(draw) else { throw StoreError.unreadable("a draw cannot be written") }
            guard try db.keep(draw: text, of: LotteryID(found.lottery), by: request.actor.reference, at: loaded.now) else {
                throw ServiceError.faults([.drawnAlready(found.lottery)])
            }
            return (LotteryRecord(lottery: found.lottery, file: LotteryFile(notice: notice, draw: draw)), loaded.now)
        }
    }

    /// The lotteries of a call, oldest first.
    package func lotteries(of code: String) async throws(ServiceError) -> [LotteryRecord] {
        try await question(confined: true) { db in try lotteries(of: try db.call(code: code), db) }
    }

    func lotteries(of call: Call, _ db: borrowing Connection) throws -> [LotteryRecord] {
        try db.lotteries(of: call.id).map { stored in
            LotteryRecord(
                lottery: stored.id.value,
                file: LotteryFile(
                    notice: try LogJSON.decode(LotteryNotice.self, from: stored.notice),
                    draw: try stored.draw.map { try LogJSON.decode(LotteryDraw.self, from: $0) }))
        }
    }

    /// The files that a lottery of this purpose is about now, in the order of their references.
    private func pool(
        _ purpose: LotteryNotice.Purpose, fund: Int?, seed: Int, of call: Call, _ files: [Application], _ db: borrowing Connection
    ) throws -> [String] {
        switch purpose {
        case .ties:
            let definition = try regulation(of: call, db).definition
            return try ranking(of: call, files, definition, db).ranking.undrawn.flatMap { $0 }.sorted()
        case .tieZone:
            return try calibration(of: call, files, fund: fund, seed: seed, db).applications.filter(\.tieZone).map(\.application)
                .sorted()
        }
    }
}

extension InputFault {
    fileprivate static let entropyNotAhead = InputFault(
        field: "date",
        message: Message(
            fr: "Les nombres doivent être à venir : choisissez un moment après la publication.",
            nl: "De getallen moeten nog komen: kies een tijdstip na de bekendmaking.",
            en: "The numbers have to be yet to come: choose a moment after the publication."))

    fileprivate static let noFund = InputFault(
        field: "fund",
        message: Message(
            fr: "Les lignes budgétaires ne paient aucun dossier : dites combien de dossiers peuvent l'être.",
            nl: "De begrotingslijnen betalen geen enkel dossier: zeg hoeveel dossiers betaald kunnen worden.",
            en: "The budget lines pay no file: say how many files can be paid."))

    fileprivate static let nothingToDraw = InputFault(
        field: "purpose",
        message: Message(
            fr: "Il n'y a pas de dossiers à départager par le sort.", nl: "Er zijn geen dossiers die het lot moet scheiden.",
            en: "There are no files that a lottery has to separate."))

    fileprivate static let publishedAlready = InputFault(
        field: "lottery",
        message: Message(
            fr: "Un tirage entre ces dossiers est déjà publié : il n'y en a pas de second.",
            nl: "Een loting tussen deze dossiers is al bekendgemaakt: er komt geen tweede.",
            en: "A lottery among these files is published already: there is no second one."))

    private static func about(_ lottery: Int64, _ message: Message) -> InputFault {
        InputFault(field: "lottery \(lottery)", message: message)
    }

    fileprivate static func drawnAlready(_ lottery: Int64) -> InputFault {
        about(lottery, Message(fr: "Le sort est déjà tiré.", nl: "Er is al geloot.", en: "It was drawn already."))
    }

    fileprivate static func poolChanged(_ lottery: Int64) -> InputFault {
        about(
            lottery,
            Message(
                fr: "Les dossiers ne sont plus ceux qui ont été publiés : publiez un nouveau tirage.",
                nl: "Het zijn niet meer de dossiers die bekendgemaakt werden: maak een nieuwe loting bekend.",
                en: "The files are no longer those that were published: publish another lottery."))
    }
}
