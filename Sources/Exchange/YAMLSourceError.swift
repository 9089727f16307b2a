package import CallModel
import Yams

/// Why a file is not the YAML that Appel reads.
package enum YAMLSourceError: Error, Hashable, Sendable {
    case unreadableFile(path: String, reason: String)
    case tooLarge(bytes: Int, limit: Int)
    /// The line of the first byte that is no UTF-8.
    case notUTF8(line: Int)
    case empty
    case severalDocuments(line: Int)
    /// `&name` and `*name` can make a small file unfold into an endless one, and rules are clearer written out.
    case anchor(line: Int)
    case tooDeep(line: Int)
    /// One or more keys stand twice in the mapping where the first of them begins.
    case duplicateKeys([String], line: Int)
    case keyIsNoText(line: Int)
    case malformed(problem: String, line: Int)

    /// Where in the file the trouble is, when it is in one place.
    package var line: Int? {
        switch self {
        case .unreadableFile, .tooLarge, .empty: nil
        case .notUTF8(let line), .severalDocuments(let line), .anchor(let line), .tooDeep(let line),
            .duplicateKeys(_, let line), .keyIsNoText(let line), .malformed(_, let line):
            line
        }
    }

    package var message: Message {
        switch self {
        case .unreadableFile(let path, let reason):
            Message(
                fr: "Le fichier \(path) ne peut pas être lu : \(reason)",
                nl: "Het bestand \(path) is niet leesbaar: \(reason)",
                en: "The file \(path) cannot be read: \(reason)")
        case .tooLarge(_, let limit):
            Message(
                fr: "Le fichier dépasse \(limit / 1024) Kio : ce n'est pas un règlement d'appel.",
                nl: "Het bestand is groter dan \(limit / 1024) KiB: dit is geen oproepreglement.",
                en: "The file is larger than \(limit / 1024) KiB: it is not a call's regulation.")
        case .notUTF8:
            Message(
                fr: "Le fichier n'est pas en UTF-8. Enregistrez-le dans ce codage.",
                nl: "Het bestand is niet in UTF-8. Bewaar het in die codering.",
                en: "The file is not in UTF-8. Save it in that encoding.")
        case .empty:
            Message(fr: "Le fichier est vide.", nl: "Het bestand is leeg.", en: "The file is empty.")
        case .severalDocuments:
            Message(
                fr: "Un second document commence ici (---). Un fichier contient un seul appel.",
                nl: "Hier begint een tweede document (---). Een bestand bevat één oproep.",
                en: "A second document begins here (---). A file holds one call.")
        case .anchor:
            Message(
                fr: "Les ancres (&nom) et les renvois (*nom) ne sont pas admis. Écrivez la valeur en toutes lettres.",
                nl: "Ankers (&naam) en verwijzingen (*naam) zijn niet toegelaten. Schrijf de waarde voluit.",
                en: "Anchors (&name) and aliases (*name) are not accepted. Write the value out.")
        case .tooDeep:
            Message(
                fr: "L'imbrication est trop profonde.", nl: "De nesting is te diep.", en: "The nesting is too deep.")
        case .duplicateKeys(let keys, _):
            Message(
                fr: "Ces clés figurent deux fois au même endroit : \(keys.joined(separator: ", ")). Gardez une "
                    + "seule valeur.",
                nl: "Deze sleutels staan twee keer op dezelfde plaats: \(keys.joined(separator: ", ")). Behoud één "
                    + "waarde.",
                en: "These keys stand twice in the same place: \(keys.joined(separator: ", ")). Keep one value.")
        case .keyIsNoText:
            Message(
                fr: "Une clé doit être un simple mot.", nl: "Een sleutel moet een gewoon woord zijn.",
                en: "A key has to be a plain word.")
        case .malformed(let problem, _):
            Message(
                fr: "Ce n'est pas du YAML correct (\(problem)). Vérifiez les retraits, les guillemets et les "
                    + "deux-points.",
                nl: "Dit is geen correcte YAML (\(problem)). Controleer inspringing, aanhalingstekens en dubbele "
                    + "punten.",
                en: "This is not correct YAML (\(problem)). Check indentation, quotation marks and colons.")
        }
    }
}

extension YAMLSourceError {
    init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self = .malformed(problem: problem, line: mark.line)
        case .reader(let problem, let offset, _, let yaml):
            let line = yaml.prefix(offset ?? 0).utf8.count { $0 == UInt8(ascii: "\n") } + 1
            self = .malformed(problem: problem, line: line)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self = .duplicateKeys(duplicates, line: context.mark.line)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self = .malformed(problem: String(describing: error), line: 1)
        }
    }
}
