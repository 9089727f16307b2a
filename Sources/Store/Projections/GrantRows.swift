import CallModel
package import Postgres
package import Workflow

extension GrantMachine: StoredMachine {
    package static let table = ProjectionTable(
        "grants",
        .init("id", "bigint"), .init("application_id", "bigint"), .init("state", "text"), .init("version", "bigint"),
        .init("awarded_cents", "bigint"), .init("paid_cents", "bigint"), .init("reported_cents", "bigint"),
        .init("accepted_cents", "bigint"), .init("claimed_cents", "bigint"), .init("recovered_cents", "bigint"),
        .init("commitment", "text"), .init("sent_at", "timestamptz"), .init("suspended_from", "text"))

    package static func read(_ row: Row) throws(StoreError) -> Grant {
        try StoreError.wrapping {
            var grant = Grant(id: try row.value(0))
            grant.application = try row.value(1)
            grant.state = try stateNamed(row.string(2))
            grant.version = try row.int64(3)
            grant.awarded = try row.value(4)
            grant.paid = try row.value(5)
            grant.reported = try row.value(6)
            grant.accepted = try row.value(7)
            grant.claimed = try row.value(8)
            grant.recovered = try row.value(9)
            grant.commitment = try row.optionalString(10)
            grant.sentAt = try row.value(11)
            grant.suspendedFrom = try row.optionalString(12).map { try stateNamed($0) }
            return grant
        }
    }

    package static func add(_ statement: Statement, on grants: [Grant], to pipeline: inout Pipeline) {
        pipeline.add(
            statement, grants.map(\.id), grants.map(\.application), grants.map(\.state.name), grants.map(\.version),
            grants.map(\.awarded), grants.map(\.paid), grants.map(\.reported), grants.map(\.accepted),
            grants.map(\.claimed), grants.map(\.recovered), grants.map(\.commitment), grants.map(\.sentAt),
            grants.map { $0.suspendedFrom?.name })
    }

    package static func note(_ grant: Grant, in batch: inout Batch) { batch.grants.note(grant) }

    package static func fits(_ command: GrantCommand, on grant: Grant) -> Bool {
        switch command {
        case .payFirst(let amount), .payBalance(let amount): !grant.paid.value.addingReportingOverflow(amount.value).overflow
        case .send, .sign, .commit, .report, .accept, .acceptPartly, .reject, .claimRecovery, .recordRecovery, .writeOff, .close,
            .lapse, .cancel, .suspend, .resume:
            true
        }
    }
}
