import CallModel
import Foundation
package import Postgres
package import Workflow

extension CallMachine: StoredMachine {
    package static let table = ProjectionTable(
        "calls",
        .init("id", "bigint"), .init("code", "text"), .init("state", "text"), .init("version", "bigint"),
        .init("definition_version", "integer"), .init("terms", "text", storedAs: "json"),
        .init("opens_at", "timestamptz"), .init("closes_at", "timestamptz"), .init("opened_at", "timestamptz"),
        .init("closed_at", "timestamptz"), .init("published_at", "timestamptz"))

    package static func read(_ row: Row) throws(StoreError) -> Call {
        try StoreError.wrapping {
            var call = Call(id: try row.value(0))
            call.code = try row.string(1)
            call.state = try stateNamed(row.string(2))
            call.version = try row.int64(3)
            call.definitionVersion = try row.int32(4)
            call.terms = try LogJSON.decode(CallTerms.self, from: row.string(5))
            call.openedAt = try row.value(8)
            call.closedAt = try row.value(9)
            call.publishedAt = try row.value(10)
            return call
        }
    }

    package static func add(_ statement: Statement, on calls: [Call], to pipeline: inout Pipeline) {
        pipeline.add(
            statement, calls.map(\.id), calls.map(\.code), calls.map(\.state.name), calls.map(\.version),
            calls.map(\.definitionVersion), calls.map { LogJSON.text($0.terms) },
            calls.map { $0.terms?.opensAt }, calls.map { $0.terms?.closesAt }, calls.map(\.openedAt),
            calls.map(\.closedAt), calls.map(\.publishedAt))
    }

    package static func note(_ call: Call, in batch: inout Batch) { batch.calls.note(call) }
}
