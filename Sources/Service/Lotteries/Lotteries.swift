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
            guard wish.purpose == .ties || !loaded.call.hasEnded else { throw ServiceError.faults([.decisionsKnown(code)]) }
            let files = try db.files(of: loaded.call.id)
            var fund = wish.purpose == .tieZone ? wish.fund : nil
            if wish.purpose == .tieZone {
                if fund == nil { fund = try fundedPlaces(of: loaded.call, files, db) }
                guard fund != nil else { throw ServiceError.faults([.noFund]) }
            }
            let pool = try pool(wish.purpose, fund: fund, seed: wish.seed, of: loaded.call, files, db)
            guard !pool.isEmpty else { throw ServiceError.faults([.nothingToDraw]) }
            let earlier = try lotteries(of: loaded.call, db)
            try refuseSecond(wish.purpose, pool, among: earlier)
            let calledOff = earlier.compactMap { $0.calledOff(for: wish.purpose) }
            let isZone = wish.purpose == .tieZone
            let notice = LotteryNotice(
                call: code, purpose: wish.purpose, publishedAt: loaded.now, publishedBy: request.actor.reference, pool: pool,
                count: wish.count ?? pool.count, sources: wish.sources, entropyFrom: wish.entropyFrom, fund: fund,
                seed: isZone ? wish.seed : nil, calledOff: calledOff.isEmpty ? nil : calledOff)
            let faults = notice.faults
            guard faults.isEmpty else { throw ServiceError.faults(faults.map { InputFault(field: "lottery", message: $0.message) }) }
            guard let text = LogJSON.text(notice) else { throw StoreError.unreadable("the notice of a lottery cannot be written") }
            guard !request.isDryRun else {
                return (LotteryRecord(lottery: try db.nextLottery().value, file: LotteryFile(notice: notice)), loaded.now)
            }
            let id = try db.publish(
                lottery: text, of: loaded.call.id, purpose: notice.purpose.rawValue, by: request.actor.reference, at: loaded.now,
                entropyFrom: wish.entropyFrom)
            return (LotteryRecord(lottery: id.value, file: LotteryFile(notice: notice)), loaded.now)
        }
    }

    /// One lottery of a purpose waits at a time, and none is drawn among files of an earlier one that stands: whoever could publish
    /// another would choose between two outcomes.
    private func refuseSecond(_ purpose: LotteryNotice.Purpose, _ pool: [String], among all: [LotteryRecord]) throws {
        let standing = all.filter { $0.file.cancellation == nil && $0.file.notice.purpose == purpose }
        if let open = standing.first(where: { $0.file.draw == nil }) { throw ServiceError.faults([.waitsAlready(open.lottery)]) }
        let files = Set(pool)
        if let drawn = standing.last(where: { !files.isDisjoint(with: $0.file.notice.pool) }) {
            throw ServiceError.faults([.overlaps(drawn.lottery)])
        }
    }

    /// Calls a lottery off: it decides nothing any more, and stays readable with the reason.
    ///
    /// From the moment on from which its numbers can be known it stands, drawn or not, as long as its files are those that the lottery
    /// is about: nobody draws again for a better outcome.
    package func cancelLottery(
        _ lottery: LotteryID, of code: String, reason: String, _ request: Request
    ) async throws(ServiceError) -> LotteryRecord {
        try await command(request, "cancel lottery \(code) \(lottery) \(reason)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepLotteries.permit(request.actor)
            guard !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
            guard let found = try lotteries(of: loaded.call, db).last(where: { $0.lottery == lottery.value }) else {
                throw StoreError.notFound(kind: "lottery", name: "\(lottery)")
            }
            let notice = found.file.notice
            if found.file.cancellation == nil, found.file.draw != nil || loaded.now >= notice.entropyFrom {
                let files = try db.files(of: loaded.call.id)
                let now = try pool(notice.purpose, fund: notice.fund, seed: notice.seed ?? 1, of: loaded.call, files, db)
                if found.file.draw == nil {
                    guard now != notice.pool else { throw ServiceError.faults([.numbersStand(lottery.value)]) }
                } else {
                    // What was drawn separates its files: there is nothing left to draw among them.
                    guard now != notice.pool, !Set(now).isDisjoint(with: notice.pool) else {
                        throw ServiceError.faults([.drawnStands(lottery.value)])
                    }
                }
            }
            guard try db.cancel(lottery: lottery, reason: reason, by: request.actor.reference, at: loaded.now) else {
                throw ServiceError.faults([.cancelledAlready(lottery.value)])
            }
            let cancellation = LotteryCancellation(at: loaded.now, by: request.actor.reference, reason: reason)
            let file = LotteryFile(notice: notice, draw: found.file.draw, cancellation: cancellation)
            return (LotteryRecord(lottery: lottery.value, file: file), loaded.now)
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
                let found = lottery.map({ id in all.last { $0.lottery == id.value } })
                    ?? all.last(where: { $0.file.draw == nil && $0.file.cancellation == nil }) ?? all.last
            else { throw StoreError.notFound(kind: "lottery", name: lottery.map { "\($0)" } ?? code) }
            guard found.file.cancellation == nil else { throw ServiceError.faults([.cancelledAlready(found.lottery)]) }
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
                    draw: try stored.draw.map { try LogJSON.decode(LotteryDraw.self, from: $0) },
                    cancellation: stored.cancelled.map { LotteryCancellation(at: $0.at, by: $0.by, reason: $0.reason) }))
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

extension LotteryRecord {
    /// As a later notice of the same purpose names it; nil where it stands, or is about something else.
    fileprivate func calledOff(for purpose: LotteryNotice.Purpose) -> LotteryNotice.CalledOff? {
        guard file.notice.purpose == purpose, let cancellation = file.cancellation else { return nil }
        return LotteryNotice.CalledOff(
            lottery: lottery, entropyFrom: file.notice.entropyFrom, cancelledAt: cancellation.cancelledAt,
            reason: cancellation.reason)
    }
}

extension Call {
    /// Whether everybody knows what became of all files at once, so that no lottery decides on one of them any more.
    fileprivate var hasEnded: Bool { [.published, .archived, .cancelled, .unsuccessful].contains(state) }
}

extension InputFault {
    fileprivate static func decisionsKnown(_ code: String) -> InputFault {
        InputFault(
            field: "purpose",
            message: Message(
                fr: "Les décisions de cet appel sont connues : un tirage n'y change rien. "
                    + "L'argent libéré va à la liste de réserve (`appel allocate \(code) --freed`).",
                nl: "De beslissingen van deze oproep zijn bekend: een loting verandert er niets aan. "
                    + "Geld dat vrijkomt, gaat naar de reservelijst (`appel allocate \(code) --freed`).",
                en: "The decisions of this call are known: a lottery changes nothing any more. "
                    + "Money that comes free goes to the reserve list (`appel allocate \(code) --freed`)."))
    }

    fileprivate static func numbersStand(_ lottery: Int64) -> InputFault {
        about(
            lottery,
            Message(
                fr: "Ses nombres peuvent être connus, et ses dossiers sont ceux qui ont été publiés : tirez-le (`appel lottery draw`).",
                nl: "De getallen kunnen al bekend zijn en de dossiers zijn die welke bekendgemaakt werden: loot nu (`appel lottery draw`).",
                en: "Its numbers may be known by now, and its files are those that were published: draw it (`appel lottery draw`)."))
    }

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

    fileprivate static func waitsAlready(_ lottery: Int64) -> InputFault {
        InputFault(
            field: "lottery",
            message: Message(
                fr: "Le tirage \(lottery) attend : tirez-le, ou annulez-le avec une raison (`appel lottery cancel`).",
                nl: "Loting \(lottery) wacht: loot eerst, of roep ze af met een reden (`appel lottery cancel`).",
                en: "Lottery \(lottery) waits: draw it, or call it off with a reason (`appel lottery cancel`)."))
    }

    fileprivate static func overlaps(_ lottery: Int64) -> InputFault {
        InputFault(
            field: "lottery",
            message: Message(
                fr: "Des dossiers ont déjà été tirés au sort (tirage \(lottery)) : il n'y a pas de second tirage, sauf s'il est annulé.",
                nl: "Er is al geloot tussen dossiers hiervan (loting \(lottery)): er komt geen tweede, tenzij die afgeroepen wordt.",
                en:
                    "Lots were drawn among some of these files already (lottery \(lottery)): there is no second one unless it is called off."
            ))
    }

    private static func about(_ lottery: Int64, _ message: Message) -> InputFault {
        InputFault(field: "lottery \(lottery)", message: message)
    }

    fileprivate static func drawnAlready(_ lottery: Int64) -> InputFault {
        about(lottery, Message(fr: "Le sort est déjà tiré.", nl: "Er is al geloot.", en: "It was drawn already."))
    }

    fileprivate static func cancelledAlready(_ lottery: Int64) -> InputFault {
        about(lottery, Message(fr: "Ce tirage a été annulé.", nl: "Deze loting werd afgeroepen.", en: "It was called off."))
    }

    fileprivate static func drawnStands(_ lottery: Int64) -> InputFault {
        about(
            lottery,
            Message(
                fr: "Le sort est tiré entre les dossiers qu'il devait départager : le tirage reste.",
                nl: "Er is geloot tussen de dossiers die het lot moest scheiden: de loting blijft.",
                en: "Lots were drawn among the files that they had to separate: the draw stands."))
    }

    fileprivate static func poolChanged(_ lottery: Int64) -> InputFault {
        about(
            lottery,
            Message(
                fr: "Les dossiers ne sont plus ceux qui ont été publiés : annulez ce tirage et publiez-en un autre.",
                nl: "Het zijn niet meer de dossiers die bekendgemaakt werden: roep deze loting af en maak een andere bekend.",
                en: "The files are no longer those that were published: call this lottery off and publish another."))
    }
}
