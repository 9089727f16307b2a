package import CallModel
package import Postgres

/// An organisation with the number that the database gave it.
package struct StoredOrganisation: Sendable {
    package let id: OrganisationID
    package let organisation: Organisation
}

private let organisationsByReference = Statement(
    "organisations by reference", "SELECT id, record::text FROM organisations WHERE reference = ANY ($1)")
private let allOrganisations = Statement(
    "all organisations", "SELECT id, record::text FROM organisations ORDER BY reference")
private let organisationsByID = Statement(
    "organisations by number", "SELECT id, record::text FROM organisations WHERE id = ANY ($1)")
private let namesByID = Statement("organisation names by number", "SELECT id, name FROM organisations WHERE id = ANY ($1)")
private let ownersOfNumbers = Statement(
    "owners of numbers", "SELECT enterprise_number, reference FROM organisations WHERE enterprise_number = ANY ($1)")
private let lockRegister = Statement("lock register", "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))")
private let organisationNames = Statement("organisation names", "SELECT id, name FROM organisations")
private let upsertOrganisations = Statement(
    "upsert organisations",
    """
    INSERT INTO organisations (reference, enterprise_number, name, record)
    SELECT n.reference, n.enterprise_number, n.name, n.record::json
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS n (reference, enterprise_number, name, record)
    ON CONFLICT (reference) DO UPDATE
    SET enterprise_number = EXCLUDED.enterprise_number, name = EXCLUDED.name, record = EXCLUDED.record
    """)
private let pastGrants = Statement(
    "past grants",
    """
    SELECT organisation_id, edition, awarded_cents, accepted_cents, refunded_cents, closed
    FROM earlier_grants
    ORDER BY organisation_id, edition
    """)
private let upsertEarlierGrants = Statement(
    "upsert earlier grants",
    """
    INSERT INTO earlier_grants AS g (organisation_id, edition, awarded_cents, accepted_cents, refunded_cents, closed)
    SELECT *
    FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[])
    ON CONFLICT (organisation_id, edition) DO UPDATE
    SET awarded_cents = EXCLUDED.awarded_cents, accepted_cents = EXCLUDED.accepted_cents,
        refunded_cents = EXCLUDED.refunded_cents, closed = EXCLUDED.closed
    WHERE (g.awarded_cents, g.accepted_cents, g.refunded_cents, g.closed)
        IS DISTINCT FROM (EXCLUDED.awarded_cents, EXCLUDED.accepted_cents, EXCLUDED.refunded_cents, EXCLUDED.closed)
    """)

/// A grant of an earlier edition, as the secretariat's books have it.
package struct EarlierGrant: Sendable {
    package let organisation: OrganisationID
    package let edition: String
    package let awarded: Cents
    package let accepted: Cents
    package let refunded: Cents
    package let closed: Bool

    package init(
        organisation: OrganisationID, edition: String, awarded: Cents, accepted: Cents, refunded: Cents, closed: Bool
    ) {
        (self.organisation, self.edition, self.awarded) = (organisation, edition, awarded)
        (self.accepted, self.refunded, self.closed) = (accepted, refunded, closed)
    }
}

/// A register that imports bring up to date.
package enum Register: String, Sendable {
    case organisations
    case members
}

extension Connection {
    /// Imports of one register take turns, so that none compares with what another one is just changing.
    package func lock(register: Register) throws { _ = try query(lockRegister, register.rawValue) }

    /// The references of the organisations that have these numbers.
    package func owners(of numbers: [EnterpriseNumber]) throws -> [EnterpriseNumber: String] {
        let owners = try query(ownersOfNumbers, numbers.map(\.description)).map { row in
            (try row.string(0), try row.string(1))
        }
        let references = Dictionary(uniqueKeysWithValues: owners)
        return Dictionary(
            numbers.compactMap { number in references[number.description].map { (number, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    package func organisations(_ references: [String]) throws -> [String: StoredOrganisation] {
        try keyed(query(organisationsByReference, references))
    }

    package func organisations() throws -> [StoredOrganisation] { try query(allOrganisations).map(Self.read) }

    package func organisations(_ ids: Set<OrganisationID>) throws -> [OrganisationID: Organisation] {
        let found = try query(organisationsByID, ids.sorted()).map(Self.read)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.organisation) })
    }

    package func organisationNames(_ ids: Set<OrganisationID>) throws -> [OrganisationID: String] {
        var names: [OrganisationID: String] = [:]
        for row in try query(Store.namesByID, ids.sorted()) { names[try row.value(0)] = try row.string(1) }
        return names
    }

    package func organisationNames() throws -> [OrganisationID: String] {
        var names: [OrganisationID: String] = [:]
        for row in try query(Store.organisationNames) { names[try row.value(0)] = try row.string(1) }
        return names
    }

    package func keep(organisations: [Organisation]) throws {
        let records = organisations.map { LogJSON.text($0) }
        try query(
            upsertOrganisations, organisations.map(\.reference), organisations.map { $0.enterpriseNumber?.description },
            organisations.map(\.name), records)
    }

    /// Each organisation's grants of earlier editions, in the order of the editions.
    package func pastGrants() throws -> [OrganisationID: [PastGrant]] {
        var grants: [OrganisationID: [PastGrant]] = [:]
        for row in try query(Store.pastGrants) {
            let grant = PastGrant(
                edition: try row.string(1), awarded: try row.value(2), accepted: try row.value(3),
                refunded: try row.value(4), isClosed: try row.bool(5))
            grants[try row.value(0), default: []].append(grant)
        }
        return grants
    }

    /// - Returns: how many are new or differ from what was known.
    @discardableResult
    package func keep(earlierGrants grants: [EarlierGrant]) throws -> Int {
        try execute(
            upsertEarlierGrants, grants.map(\.organisation), grants.map(\.edition), grants.map(\.awarded),
            grants.map(\.accepted), grants.map(\.refunded), grants.map(\.closed))
    }

    private func keyed(_ rows: Rows) throws -> [String: StoredOrganisation] {
        var found: [String: StoredOrganisation] = [:]
        for row in rows {
            let stored = try Self.read(row)
            found[stored.organisation.reference] = stored
        }
        return found
    }

    private static func read(_ row: Row) throws -> StoredOrganisation {
        StoredOrganisation(
            id: try row.value(0), organisation: try LogJSON.decode(Organisation.self, from: row.string(1)))
    }
}
