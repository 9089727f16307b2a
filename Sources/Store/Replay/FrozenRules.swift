import CallModel
import Postgres
import Workflow

extension Connection {
    /// Where the stored rules of calls are not those that the log froze: a version that is missing, or a text whose digest
    /// is another. The text is read anew; what its row says of it proves nothing.
    func differencesOfRules(_ calls: [Call]) throws -> [ReplayReport.Difference] {
        var differences: [ReplayReport.Difference] = []
        for call in calls {
            var stored: [Int32: StoredDefinition] = [:]
            for definition in try definitions(of: call.id) { stored[definition.version] = definition }
            for version in Set(1...max(1, call.definitionVersion)).subtracting(stored.keys).sorted() {
                differences.append(
                    ReplayReport.Difference(
                        table: "definitions", id: call.id.value, column: "version", stored: nil, rebuilt: "\(version)"))
            }
            guard let current = stored[call.definitionVersion], let frozen = call.terms?.definition else { continue }
            let found = Digest.sha256(Array(current.document.utf8))
            guard found != frozen else { continue }
            differences.append(
                ReplayReport.Difference(
                    table: "definitions", id: call.id.value, column: "digest", stored: found.hex, rebuilt: frozen.hex))
        }
        return differences
    }
}
