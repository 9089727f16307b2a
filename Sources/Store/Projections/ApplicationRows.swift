import CallModel
package import Postgres
package import Workflow

extension ApplicationMachine: StoredMachine {
    package static let table = ProjectionTable(
        "applications",
        .init("id", "bigint"), .init("call_id", "bigint"), .init("organisation_id", "bigint"),
        .init("reference", "text"), .init("state", "text"), .init("version", "bigint"), .init("category", "text"),
        .init("requested_cents", "bigint"), .init("total_cents", "bigint"), .init("declared_marker", "integer"),
        .init("south_south", "boolean"), .init("countries", "text"), .init("faults", "integer"),
        .init("content", "bytea"), .init("submitted_at", "timestamptz"), .init("complement_due", "timestamptz"),
        .init("verified_marker", "integer"), .init("score_numerator", "bigint"),
        .init("score_denominator", "bigint"), .init("rank", "integer"), .init("advice", "text"),
        .init("advised_cents", "bigint"), .init("advised_line", "text"), .init("line", "text"),
        .init("awarded_cents", "bigint"), .init("reserve_rank", "integer"), .init("notified_at", "timestamptz"),
        .init("urgent_at", "timestamptz"), .init("ratified_at", "timestamptz"), .init("approvals", "text"),
        .init("final_marker", "integer"), .init("marker_settled", "boolean"), .init("grantable_cents", "bigint"),
        .init("grantable_bound", "text"), .init("grantable_article", "text"), .init("bound_cents", "bigint"), .init("bound", "text"),
        .init("bound_article", "text"))

    package static func read(_ row: Row) throws(StoreError) -> Application {
        try StoreError.wrapping {
            var file = Application(id: try row.value(0))
            file.call = try row.value(1)
            file.organisation = try row.value(2)
            file.reference = try row.string(3)
            file.state = try stateNamed(row.string(4))
            file.version = try row.int64(5)
            file.summary = ApplicationSummary(
                category: try row.string(6), requested: try row.value(7), total: try row.value(8),
                declaredMarker: try marker(row, 9), southSouth: try row.bool(10),
                countries: try row.string(11).split(separator: ",").map(String.init), faults: try row.int32(12),
                content: try row.value(13))
            file.submittedAt = try row.value(14)
            file.complementDue = try row.value(15)
            file.verifiedMarker = try marker(row, 16)
            if let numerator = try row.optionalInt64(17), let denominator = try row.optionalInt64(18) {
                file.score = Fraction(numerator, denominator)
            }
            file.rank = try row.optionalInt32(19)
            file.advice = try row.optionalString(20).flatMap(AdviceOpinion.init(rawValue:))
            file.advised = try row.value(21)
            file.advisedLine = try row.optionalString(22)
            file.line = try row.optionalString(23)
            file.awarded = try row.value(24)
            file.reserveRank = try row.optionalInt32(25)
            file.notifiedAt = try row.value(26)
            file.urgentAt = try row.value(27)
            file.ratifiedAt = try row.value(28)
            file.approvals = try approvals(row.string(29))
            file.finalMarker = try marker(row, 30)
            file.isMarkerSettled = try row.bool(31)
            file.grantable = try bound(row, 32)
            file.bound = try bound(row, 35)
            return file
        }
    }

    /// - Parameter column: of the amount; the code and the article follow.
    private static func bound(_ row: Row, _ column: Int) throws(PostgresError) -> AwardBound? {
        guard let amount: Cents = try row.value(column), let code = try row.optionalString(column + 1) else { return nil }
        return AwardBound(amount: amount, code: code, article: try row.optionalString(column + 2))
    }

    private static func marker(_ row: Row, _ column: Int) throws(PostgresError) -> GenderMarker? {
        try row.optionalInt32(column).flatMap { GenderMarker(rawValue: Int($0)) }
    }

    /// Signatures as `step=cents`, joined by commas.
    private static func approvals(_ text: String) throws(StoreError) -> [Approval] {
        var approvals: [Approval] = []
        for written in text.split(separator: ",") {
            let parts = written.split(separator: "=")
            guard parts.count == 2, let cents = Int64(parts[1]) else { throw .unreadable("approvals: \(text)") }
            approvals.append(Approval(step: String(parts[0]), upTo: Cents(cents)))
        }
        return approvals
    }

    package static func add(_ statement: Statement, on files: [Application], to pipeline: inout Pipeline) {
        pipeline.add(
            statement, files.map(\.id), files.map(\.call), files.map(\.organisation), files.map(\.reference),
            files.map(\.state.name), files.map(\.version), files.map { $0.summary?.category },
            files.map { $0.summary?.requested }, files.map { $0.summary?.total },
            files.map { $0.summary?.declaredMarker.map { Int32($0.rawValue) } },
            files.map { $0.summary?.southSouth }, files.map { $0.summary?.countries.joined(separator: ",") },
            files.map { $0.summary?.faults }, files.map { $0.summary?.content }, files.map(\.submittedAt),
            files.map(\.complementDue), files.map { $0.verifiedMarker.map { Int32($0.rawValue) } },
            files.map { $0.score?.numerator }, files.map { $0.score?.denominator }, files.map(\.rank),
            files.map { $0.advice?.rawValue }, files.map(\.advised), files.map(\.advisedLine), files.map(\.line),
            files.map(\.awarded), files.map(\.reserveRank), files.map(\.notifiedAt), files.map(\.urgentAt),
            files.map(\.ratifiedAt),
            files.map { $0.approvals.map { "\($0.step)=\($0.upTo.value)" }.joined(separator: ",") },
            files.map { $0.finalMarker.map { Int32($0.rawValue) } }, files.map(\.isMarkerSettled),
            files.map(\.grantable?.amount), files.map(\.grantable?.code), files.map(\.grantable?.article),
            files.map(\.bound?.amount), files.map(\.bound?.code), files.map(\.bound?.article))
    }

    package static func note(_ file: Application, in batch: inout Batch) { batch.applications.note(file) }
}
