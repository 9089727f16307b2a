package import CallModel
package import Postgres

/// A scenario as the register has it.
package struct StoredScenario: Hashable, Sendable {
    package let name: String
    /// JSON, byte for byte.
    package let document: String
    /// Its SHA-256.
    package let digest: Digest
    package let madeBy: String
    package let madeAt: Instant

    package init(name: String, document: String, digest: Digest, madeBy: String, madeAt: Instant) {
        (self.name, self.document, self.digest) = (name, document, digest)
        (self.madeBy, self.madeAt) = (madeBy, madeAt)
    }
}

private let insertScenario = Statement(
    "insert scenario",
    "INSERT INTO scenarios (call_id, name, document, sha256, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)")
private let scenariosOfCall = Statement(
    "scenarios of call",
    "SELECT name, document, sha256, made_by, made_at FROM scenarios WHERE call_id = $1 ORDER BY id")

extension Connection {
    package func keep(_ scenario: StoredScenario, of call: CallID) throws {
        try execute(
            insertScenario, call, scenario.name, scenario.document, scenario.digest, scenario.madeBy, scenario.madeAt)
    }

    /// The scenarios of a call, oldest first.
    package func scenarios(of call: CallID) throws -> [StoredScenario] {
        try query(scenariosOfCall, call).map { row in
            StoredScenario(
                name: try row.string(0), document: try row.string(1), digest: try row.value(2), madeBy: try row.string(3),
                madeAt: try row.value(4))
        }
    }
}
