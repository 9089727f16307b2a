import CallModel
package import Postgres

private let allEarlierGrants = Statement(
    "all earlier grants",
    """
    SELECT organisation_id, edition, awarded_cents, accepted_cents, refunded_cents, closed
    FROM earlier_grants
    ORDER BY organisation_id, edition
    """)

extension Connection {
    /// Every grant of an earlier edition that the register knows.
    package func earlierGrants() throws -> [EarlierGrant] {
        try query(allEarlierGrants).map { row in
            EarlierGrant(
                organisation: try row.value(0), edition: try row.string(1), awarded: try row.value(2), accepted: try row.value(3),
                refunded: try row.value(4), closed: try row.bool(5))
        }
    }
}
