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
        case .remains:
            Message(
                fr: "corrigez ces données d'abord, par exemple avec `appel organisation edit`",
                nl: "verbeter eerst deze gegevens, bijvoorbeeld met `appel organisation edit`",
                en: "correct these data first, for example with `appel organisation edit`")
        }
    }
}
