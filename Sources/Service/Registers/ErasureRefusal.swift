package import CallModel
package import Store

/// Why a person is not erased; nothing was.
package enum ErasureRefusal: Error, Hashable, Sendable {
    /// Files of the person are not over yet.
    case openFiles([UnfinishedFile])
    /// The person is named in files of others that are not over yet.
    case namedInOpenFiles([UnfinishedFile])
    /// The reason itself names the person.
    case reasonNames
    /// The person is named where nothing may be taken out by this command.
    case remains(tables: [String])
    /// The family name stands alone in some rows: somebody has to look whether the person is meant.
    case familyName([NamingRow])

    package var message: Message {
        switch self {
        case .openFiles(let files):
            Message(
                fr: "\(files.count) dossier(s) de cette personne ne sont pas terminés ; rien n'a été effacé",
                nl: "\(files.count) dossier(s) van deze persoon zijn niet afgelopen; er is niets gewist",
                en: "\(files.count) file(s) of this person are not over; nothing was erased")
        case .namedInOpenFiles(let files):
            Message(
                fr: "cette personne est nommée dans \(files.count) dossier(s) qui ne sont pas terminés ; rien n'a été effacé",
                nl: "deze persoon wordt genoemd in \(files.count) dossier(s) die niet afgelopen zijn; er is niets gewist",
                en: "this person is named in \(files.count) file(s) that are not over; nothing was erased")
        case .reasonNames:
            Message(
                fr: "la raison nomme la personne, et resterait ; rien n'a été effacé",
                nl: "de reden noemt de persoon, en zou blijven; er is niets gewist",
                en: "the reason names the person, and would stay; nothing was erased")
        case .remains(let tables):
            Message(
                fr: "cette personne est encore nommée dans : \(tables.joined(separator: ", ")) ; rien n'a été effacé",
                nl: "deze persoon wordt nog genoemd in: \(tables.joined(separator: ", ")); er is niets gewist",
                en: "this person is still named in: \(tables.joined(separator: ", ")); nothing was erased")
        case .familyName(let rows):
            Message(
                fr: "le nom de famille se lit encore dans \(rows.count) ligne(s), peut-être de quelqu'un d'autre ; rien n'a été effacé",
                nl: "de familienaam staat nog in \(rows.count) rij(en), misschien van iemand anders; er is niets gewist",
                en: "the family name still stands in \(rows.count) row(s), perhaps of somebody else; nothing was erased")
        }
    }

    /// The files at fault.
    package var places: [Message] {
        switch self {
        case .openFiles(let files), .namedInOpenFiles(let files):
            files.map { file in
                let text = "\(file.call) \(file.reference)"
                return Message(fr: text, nl: text, en: text)
            }
        case .familyName(let rows):
            rows.map { row in
                let text = "\(row.table): … \(row.excerpt) …"
                return Message(fr: text, nl: text, en: text)
            }
        case .reasonNames, .remains: []
        }
    }

    package var next: Message {
        switch self {
        case .openFiles, .namedInOpenFiles:
            Message(
                fr: "une décision doit pouvoir être motivée et contestée : archivez l'appel et clôturez les subsides d'abord",
                nl: "een beslissing moet gemotiveerd en betwist kunnen worden: archiveer eerst de oproep en sluit de subsidies af",
                en: "a decision has to be open to reasons and appeals: archive the call and close its grants first")
        case .reasonNames:
            Message(fr: "donnez une raison sans nom", nl: "geef een reden zonder naam", en: "give a reason without a name")
        case .familyName:
            Message(
                fr:
                    "`--family-name erase` efface aussi ces textes, ou `--family-name keep` les garde parce qu'il s'agit de quelqu'un d'autre",
                nl: "`--family-name erase` wist ook deze teksten, of `--family-name keep` houdt ze omdat het iemand anders is",
                en: "`--family-name erase` erases these texts too, or `--family-name keep` keeps them because they mean somebody else")
        case .remains:
            Message(
                fr: "corrigez ces données d'abord, par exemple avec `appel organisation edit`",
                nl: "verbeter eerst deze gegevens, bijvoorbeeld met `appel organisation edit`",
                en: "correct these data first, for example with `appel organisation edit`")
        }
    }
}
