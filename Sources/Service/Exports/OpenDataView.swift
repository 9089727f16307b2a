package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

/// Who publishes awards, and when.
package struct OpenDataHead: Sendable {
    package let publisher: OpenPublisher
    package let now: Instant
    package let today: CalendarDate
}

extension Service {
    /// Hands on what the public may know of awards, as it is read: those that were made known, without anything of a person.
    ///
    /// - Parameters:
    ///   - code: the call; nil for all calls, of which the newest says who publishes.
    ///   - body: runs on the session's own thread, and throws what it likes.
    /// - Throws: `ServiceError.faults` where the authority has no enterprise number, by which open data name it.
    package func openData<Value: Sendable>(
        of code: String?, in language: Language,
        _ body: @escaping @Sendable (OpenDataHead, RecordStream<OpenAward>) throws -> Value
    ) async throws -> Value {
        try await streaming { db in
            let calls = if let code { [try released(code, db)] } else { try db.calls().filter(\.makesDecisionsKnown) }
            guard let last = calls.last(where: { $0.terms != nil }) else {
                throw ServiceError.faults([InputFault(field: "call", message: Self.nothingKnown)])
            }
            let definition = try regulation(of: last, db).definition
            guard let number = definition.authority.enterpriseNumber else {
                throw ServiceError.faults([InputFault(field: "authority.enterpriseNumber", message: Self.authorityWithoutNumber)])
            }
            let now = try db.now()
            guard let today = Self.day(now, of: definition) else {
                throw ServiceError.definition("\(last.code) names a time zone that does not exist")
            }
            let publisher = OpenPublisher(
                name: definition.authority.name.text(in: language), enterpriseNumber: number, language: language)
            return try body(OpenDataHead(publisher: publisher, now: now, today: today)) { take in
                for call in calls { try forEachOpenAward(of: call, in: language, db, take) }
            }
        }
    }

    private static let nothingKnown = Message(
        fr: "Aucun appel n'a encore de résultats publics. Publiez d'abord ceux d'un appel (`appel decision release`).",
        nl: "Nog geen enkele oproep heeft bekende resultaten. Maak eerst die van een oproep bekend (`appel decision release`).",
        en: "No call has results that are known yet. Make those of one known first (`appel decision release`).")

    private static let authorityWithoutNumber = Message(
        fr: "L'autorité n'a pas de numéro d'entreprise, par lequel les données ouvertes la désignent.",
        nl: "De overheid heeft geen ondernemingsnummer, waarmee open data haar aanduiden.",
        en: "The authority has no enterprise number, by which open data name it.")

    private func forEachOpenAward(
        of call: Call, in language: Language, _ db: borrowing Connection, _ take: (OpenAward) throws -> Void
    ) throws {
        let definition = try regulation(of: call, db).definition
        let openCall = OpenCall(
            code: call.code, title: definition.title.text(in: language), isOpen: definition.procedure != .direct)
        try forEachAwarded(of: call, db) { files in
            let bodies = try db.documents(files.compactMap { $0.file.summary?.content })
            for awarded in files {
                let body = awarded.file.summary.flatMap { bodies[$0.content] }
                let content = try body.map { try LogJSON.decode(ApplicationContent.self, from: $0) }
                if let award = Self.open(awarded, content, openCall, definition) { try take(award) }
            }
        }
    }

    private static func open(
        _ awarded: AwardedFile, _ content: ApplicationContent?, _ call: OpenCall, _ definition: CallDefinition
    ) -> OpenAward? {
        let file = awarded.file
        guard let amount = file.awarded, let decidedAt = awarded.awardedAt ?? file.notifiedAt,
            let decidedOn = day(decidedAt, of: definition)
        else { return nil }
        func transaction(_ at: Instant, _ amount: Cents) -> OpenTransaction? {
            day(at, of: definition).map { OpenTransaction(day: $0, amount: amount) }
        }
        let changes = [decidedAt, file.notifiedAt, awarded.money.last?.at].compactMap { $0 }
        return OpenAward(
            call: call, reference: file.reference, title: PublicText(content?.title ?? ""),
            summary: PublicText(content?.summary ?? ""),
            language: content?.language.language ?? awarded.organisation.language.language,
            recipient: recipient(awarded), requested: file.summary?.requested, awarded: amount, awardedOn: decidedOn,
            period: content?.period, countries: content?.countries ?? file.summary?.countries ?? [],
            gender: file.ruledMarker, southSouth: file.summary?.southSouth ?? false,
            sectors: sectors(content, definition), status: status(awarded.grant),
            budgetArticle: definition.budgetLines.first { $0.id == file.line }?.budgetArticle,
            commitment: awarded.at(.commit).flatMap { transaction($0, amount) },
            payments: awarded.payments.compactMap { transaction($0.at, $0.amount) }, modifiedAt: changes.max() ?? decidedAt,
            crisis: content?.crisis)
    }

    /// A natural person becomes a number; only bodies have names.
    private static func recipient(_ awarded: AwardedFile) -> OpenRecipient {
        let organisation = awarded.organisation
        let key = "O\(awarded.file.organisation)"
        if organisation.legalForm == .naturalPerson { return .person(key: key) }
        guard let number = organisation.enterpriseNumber else {
            return .association(key: key, name: organisation.name, postcode: organisation.seatPostcode)
        }
        return .enterprise(number, name: organisation.name, postcode: organisation.seatPostcode)
    }

    /// The purposes that the file states; else the answers to a question `sector` of the form, where it has one that is not
    /// personal. Codes of the OECD's list, in equal shares.
    private static func sectors(_ content: ApplicationContent?, _ definition: CallDefinition) -> [SectorShare] {
        guard let content else { return [] }
        if let sectors = content.sectors, !sectors.isEmpty { return SectorShare.equal(sectors) }
        guard let field = definition.field("sector"), !field.personal else { return [] }
        return SectorShare.equal((content.answers["sector"]?.words ?? []).filter(SectorCode.isPlausible))
    }

    private static func status(_ grant: Grant?) -> OpenStatus {
        switch grant?.state {
        case nil, .absent, .agreementSent: .agreed
        case .signed, .committed, .firstInstalmentPaid: .running
        case .reported, .accepted, .partlyAccepted, .rejected, .balancePaid, .recoveryClaimed, .recovered: .closing
        case .closed: .closed
        case .lapsed, .cancelled: .cancelled
        case .suspended: .suspended
        }
    }
}
