import CallModel

/// Collects the faults of one file, and knows which keys it has already seen.
final class FaultLog {
    let file: String
    private var faults: [ImportFault] = []
    private(set) var total = 0
    private var claims: [String: ImportFault.Place] = [:]

    init(file: String) { self.file = file }

    /// - Parameter other: the file that it is about, where it is another one.
    func report(
        _ problem: ImportFault.Problem, at place: ImportFault.Place, column: String? = nil, value: String? = nil,
        in other: String? = nil
    ) {
        total += 1
        guard faults.count < ImportFailure.limit else { return }
        faults.append(
            ImportFault(file: other ?? file, place: place, column: column, value: value.map(shortened), problem: problem))
    }

    /// Reports a key that an earlier `claim` of the same kind has taken; `column` is where it stands, when that is not its kind.
    func claim(_ key: String, _ kind: String, at place: ImportFault.Place, column: String? = nil) {
        let name = kind + "\u{1F}" + key
        if let first = claims[name] {
            let value = key.replacing("\u{1F}", with: " + ")
            report(.record(.duplicate(first: first)), at: place, column: column ?? kind, value: value)
        } else {
            claims[name] = place
        }
    }

    /// Takes over what was found in another file.
    func add(_ failure: ImportFailure) {
        total += failure.total
        faults += failure.faults.prefix(Swift.max(0, ImportFailure.limit - faults.count))
    }

    var failure: ImportFailure? { total == 0 ? nil : ImportFailure(faults: faults, total: total) }

    /// Enough of a value to find it, on one line.
    private func shortened(_ value: String) -> String {
        let limit = 60
        var text = ""
        for (index, scalar) in value.unicodeScalars.enumerated() {
            if index == limit { return text + "…" }
            text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return text
    }
}
