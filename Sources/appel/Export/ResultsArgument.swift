import ArgumentParser
import CallModel
import Exchange

/// The results framework of one file, as it is typed: `BXL27-001=results.yaml`.
struct ResultsArgument: Hashable, Sendable, ExpressibleByArgument {
    let reference: String
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        (reference, path) = (parts[0], parts[1])
    }

    /// Reads and checks the file. Throws a `Failure` with every fault.
    func framework(in language: Language) throws -> ResultsFramework {
        let data = try InputFile.bytes(path)
        let checked = ResultsFramework.check(try InputFile.yaml(data, path: path, in: language))
        guard let framework = checked.framework else {
            let count = checked.faults.count
            let found = Message(
                fr: "le cadre de résultats a \(count) erreur(s) ; rien n'a été exporté",
                nl: "het resultatenkader heeft \(count) fout(en); er is niets geëxporteerd",
                en: "the results framework has \(count) fault(s); nothing was exported")
            throw Failure(
                .faultyInput, found.text(in: language),
                at: checked.faults.map {
                    "\(path):\($0.position.line):\($0.position.column): \($0.message.text(in: language))"
                }, next: Failure.correcting(path).text(in: language))
        }
        return framework
    }
}
