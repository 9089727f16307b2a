import CallModel
import Presentation
import Service
import Workflow

/// What the tables write as it is typed on a command line, in words: who did something, on which ground, and what the regulation calls
/// its categories, its lines and its criteria.
struct Naming {
    let visit: Visit
    /// Without it, categories, lines and criteria keep their names.
    var definition: CallDefinition?

    /// A cell as people read it.
    func text(_ cell: String, under heading: Message) -> String {
        guard !cell.isEmpty else { return cell }
        switch heading {
        case Words.actor, ConflictWords.declaredBy: return each(cell, actor)
        case Words.ground: return each(cell) { ConflictGround(rawValue: $0).map { visit.say("council.ground-\($0.rawValue)") } ?? $0 }
        case Words.category: return category(cell)
        case Words.line: return line(cell)
        case Words.tieKey: return tieKey(cell)
        default: return cell
        }
    }

    /// `secretariat`, `reviewer:M02`, `account:8`.
    func actor(_ name: String) -> String {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.dropFirst().map { " " + $0 }.joined()
        if let role = parts.first.flatMap(Role.init(name:)) { return role.label.text(in: visit.language) + rest }
        return parts.first == "account" ? visit.say("audit.account") + rest : name
    }

    /// What somebody looked at: `file`, `export awards`.
    func question(_ name: String) -> String {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        let words = visit.site.vocabulary.areas(in: visit.language)["audit"]?["looked-\(parts.first ?? "")"]
        return words.map { ([$0] + parts.dropFirst()).joined(separator: " ") } ?? name
    }

    func category(_ id: String) -> String {
        definition?.categories.first { $0.id == id }?.label.text(in: visit.language) ?? id
    }

    func line(_ id: String) -> String {
        definition?.budgetLines.first { $0.id == id }?.label.text(in: visit.language) ?? id
    }

    /// What decided between two files with the same score.
    private func tieKey(_ key: String) -> String {
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return visit.say("office.tie-\(key)") }
        return definition?.scoring.criteria.first { $0.id == parts[1] }?.label.text(in: visit.language) ?? parts[1]
    }

    private func each(_ cell: String, _ name: (String) -> String) -> String {
        cell.split(separator: ",").map { name(String($0.drop { $0 == " " })) }.joined(separator: ", ")
    }
}

extension FileDetail {
    /// The file for a page whose title names it already.
    ///
    /// - Parameter hasContent: whether what was written follows on the page, so that nothing is said twice.
    func told(_ definition: CallDefinition, _ visit: Visit, hasContent: Bool = false) -> Facts {
        let naming = Naming(visit: visit, definition: definition)
        func word(_ message: Message) -> String { message.text(in: visit.language) }
        let amounts = [word(Words.requested): view.file.summary?.requested, word(Words.advised): view.file.advised]
        return Facts(
            facts(in: visit.language).pairs.compactMap { pair in
                if pair.name == view.file.reference { return hasContent ? nil : (word(Words.title), pair.value) }
                if pair.name == word(Words.summary), hasContent { return nil }
                if pair.name == word(Words.category) { return (pair.name, naming.category(pair.value)) }
                if pair.name == word(Words.awarded), let awarded = view.file.awarded {
                    let line = view.file.line.map { " – " + naming.line($0) } ?? ""
                    return (pair.name, visit.formats.amount(awarded) + line)
                }
                if let amount = amounts[pair.name] ?? nil { return (pair.name, visit.formats.amount(amount)) }
                return (pair.name, pair.value)
            })
    }
}
