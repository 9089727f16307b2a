package import CallModel
package import Selection
package import Service

/// A lottery as a program reads it.
package struct LotteryAnswer: Codable {
    package let lottery: Int64
    package let notice: LotteryNotice
    package let draw: LotteryDraw?
    package let cancellation: LotteryCancellation?

    package init(_ record: LotteryRecord) {
        (lottery, notice, draw, cancellation) = (record.lottery, record.file.notice, record.file.draw, record.file.cancellation)
    }

    /// The lottery as people read it.
    package func facts(in language: Language) -> Facts {
        func word(_ fr: String, _ nl: String, _ en: String) -> String { Message(fr: fr, nl: nl, en: en).text(in: language) }
        // Whoever compares it with a newspaper has to know which clock it is.
        func moment(_ instant: Instant) -> String { "\(Moment.text(instant)) (\(Moment.homeZone))" }
        var rows = [
            (word("tirage", "loting", "lottery"), "\(lottery)"),
            (word("publié", "bekendgemaakt", "published"), moment(notice.publishedAt)),
            (word("dossiers", "dossiers", "files"), notice.pool.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")),
            (word("sources", "bronnen", "sources"), notice.sources.joined(separator: ", ")),
            (word("nombres dès le", "getallen vanaf", "numbers from"), moment(notice.entropyFrom))
        ]
        for earlier in notice.calledOff ?? [] {
            let reason = "\(earlier.lottery) (\(moment(earlier.cancelledAt))): \(earlier.reason)"
            rows.append((word("annulé auparavant", "eerder afgeroepen", "called off before"), reason))
        }
        if let draw {
            rows.append((word("clé", "sleutel", "key"), draw.key))
            rows.append((word("tirés", "geloot", "drawn"), draw.applications.joined(separator: ", ")))
        }
        if let cancellation {
            let reason = "\(moment(cancellation.cancelledAt)): \(cancellation.reason)"
            rows.append((word("annulé", "afgeroepen", "called off"), reason))
        }
        return Facts(rows)
    }
}
