package import CallModel
package import Selection
package import Service

/// A lottery as a program reads it.
package struct LotteryAnswer: Codable {
    package let lottery: Int64
    package let notice: LotteryNotice
    package let draw: LotteryDraw?

    package init(_ record: LotteryRecord) { (lottery, notice, draw) = (record.lottery, record.file.notice, record.file.draw) }

    /// The lottery as people read it.
    package func facts(in language: Language) -> Facts {
        func word(_ fr: String, _ nl: String, _ en: String) -> String { Message(fr: fr, nl: nl, en: en).text(in: language) }
        var rows = [
            (word("tirage", "loting", "lottery"), "\(lottery)"),
            (word("publié", "bekendgemaakt", "published"), Moment.text(notice.publishedAt)),
            (word("dossiers", "dossiers", "files"), notice.pool.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")),
            (word("sources", "bronnen", "sources"), notice.sources.joined(separator: ", ")),
            (word("nombres dès le", "getallen vanaf", "numbers from"), Moment.text(notice.entropyFrom))
        ]
        if let draw {
            rows.append((word("clé", "sleutel", "key"), draw.key))
            rows.append((word("tirés", "geloot", "drawn"), draw.applications.joined(separator: ", ")))
        }
        return Facts(rows)
    }
}
