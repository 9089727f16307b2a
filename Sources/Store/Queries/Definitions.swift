package import CallModel
package import Postgres

/// One frozen version of a call's definition.
package struct StoredDefinition: Sendable {
    package let call: CallID
    package let version: Int32
    /// Canonical JSON.
    package let document: String
    /// The YAML file it came from.
    package let source: String

    package init(call: CallID, version: Int32, document: String, source: String) {
        (self.call, self.version, self.document, self.source) = (call, version, document, source)
    }
}

private let insertDefinition = Statement(
    "insert definition",
    "INSERT INTO definitions (call_id, version, digest, document, source) VALUES ($1, $2, $3, $4, $5)")
private let definitionOfCall = Statement(
    "definition of call",
    "SELECT call_id, version, document, source FROM definitions WHERE call_id = $1 AND version = $2")

private let definitionsOfCall = Statement(
    "definitions of call",
    "SELECT call_id, version, document, source FROM definitions WHERE call_id = $1 ORDER BY version")

extension Pipeline {
    package mutating func add(_ definition: StoredDefinition) {
        add(
            insertDefinition, definition.call, definition.version, Digest.sha256(Array(definition.document.utf8)),
            definition.document, definition.source)
    }
}

extension Connection {
    package func definition(of call: CallID, version: Int32) throws -> StoredDefinition {
        guard let row = try query(definitionOfCall, call, version).singleOrNone() else {
            throw StoreError.notFound(kind: "definition", name: "\(call) version \(version)")
        }
        return try StoredDefinition(row)
    }

    /// Every version of a call's rules, first to last.
    package func definitions(of call: CallID) throws -> [StoredDefinition] {
        try query(definitionsOfCall, call).map { try StoredDefinition($0) }
    }
}

extension StoredDefinition {
    fileprivate init(_ row: Row) throws {
        self.init(call: try row.value(0), version: try row.int32(1), document: try row.string(2), source: try row.string(3))
    }
}
