import CallModel
import Store
import Workflow

/// A file that somebody named in a list, with the row where it stands.
struct NamedFile {
    let reference: String
    let row: Int
    /// Which of several lists it stands in, where a command takes more than one.
    var list: String?
}

extension NamedFile {
    /// What is wrong with a list of files: one that does not exist, one that stands there twice, and one on which the row
    /// would have no effect. No row is passed over in silence.
    ///
    /// - Parameter obstacle: why a row on this file would have no effect; `nil` where it has one.
    static func faults(
        _ named: [NamedFile], _ files: [Application], unlessUsable obstacle: (Application) -> Message?
    ) -> [InputFault] {
        let known = Dictionary(uniqueKeysWithValues: files.map { ($0.reference, $0) })
        var seen: Set<String> = []
        return named.compactMap { name in
            guard let file = known[name.reference] else {
                return .unknownFile(name.reference, row: name.row, list: name.list)
            }
            guard seen.insert(name.reference).inserted else {
                return InputFault(row: name.row, list: name.list, field: "reference", message: .namedTwice(name.reference))
            }
            return obstacle(file).map { InputFault(row: name.row, list: name.list, field: "reference", message: $0) }
        }
    }
}

extension Message {
    static func namedTwice(_ name: String) -> Message {
        Message(
            fr: "\(name) figure plus d'une fois.", nl: "\(name) komt meer dan eens voor.",
            en: "\(name) stands there more than once.")
    }

    /// A row on a file that does not wait for what the list decides.
    static func withoutEffect(on file: Application) -> Message {
        let state = file.state.label
        return Message(
            fr: "Le dossier \(file.reference) est « \(state.french) » : cette ligne n'aurait aucun effet.",
            nl: "Dossier \(file.reference) is ‘\(state.dutch)’: deze regel zou geen gevolg hebben.",
            en: "The file \(file.reference) is '\(state.english)': this row would have no effect.")
    }

    static func complementRunning(for file: Application) -> Message {
        Message(
            fr: "L'association peut encore compléter le dossier \(file.reference) : attendez l'échéance.",
            nl: "De vereniging kan dossier \(file.reference) nog aanvullen: wacht de termijn af.",
            en: "The association may still complement the file \(file.reference): wait for the date set.")
    }

    static func markerUnused(on file: Application) -> Message {
        Message(
            fr: "Le dossier \(file.reference) devient irrecevable : un marqueur n'aurait aucun effet.",
            nl: "Dossier \(file.reference) wordt onontvankelijk: een marker zou geen gevolg hebben.",
            en: "The file \(file.reference) becomes inadmissible: a marker would have no effect.")
    }
}
