import CallModel
import Exchange
import Foundation

/// A call's YAML file, read and checked.
struct DefinitionFile {
    let path: String
    let source: String
    let checked: CheckedDefinition

    /// Reads the file once, so that what is kept is what was checked. Throws a `Failure` for one that is no YAML.
    init(_ path: String, in language: Language) throws {
        self.path = path
        let data = try InputFile.bytes(path)
        let tree = try InputFile.yaml(data, path: path, in: language)
        source = String(decoding: data, as: UTF8.self)
        checked = CallDefinition.check(tree, lists: Set(try ReferenceLists.load().map(\.id)))
    }

    /// The definition itself. Throws a `Failure` with every fault where there is one.
    func requireDefinition(in language: Language) throws -> CallDefinition {
        guard let definition = checked.definition else {
            throw Failure(
                .faultyInput,
                Message(
                    fr: "le règlement a \(checked.faults.count) erreur(s) ; rien n'a été changé",
                    nl: "het reglement heeft \(checked.faults.count) fout(en); er is niets gewijzigd",
                    en: "the definition has \(checked.faults.count) fault(s); nothing was changed"
                ).text(in: language),
                at: lines(checked.faults, in: language), next: Failure.correcting(path).text(in: language))
        }
        return definition
    }

    /// `file:line:column: sentence`, as editors and compilers have it.
    func lines(_ faults: [DefinitionFault], in language: Language) -> [String] {
        faults.map { "\(path):\($0.position.line):\($0.position.column): \($0.message.text(in: language))" }
    }
}
