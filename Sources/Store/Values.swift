package import CallModel
package import Postgres

// The domain's values as PostgreSQL's: each forwards to the one type that holds it exactly.

extension Cents: PostgresScalar, PostgresReadable {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }
    package init(field: Field) throws(PostgresError) { self.init(try Int64(field: field)) }
}

extension Identifier: PostgresParameter, PostgresArrayElement, PostgresScalar, PostgresReadable {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }
    package init(field: Field) throws(PostgresError) { self.init(try Int64(field: field)) }
}

extension Instant: PostgresScalar, PostgresReadable {
    package static var postgresType: PostgresType { .timestamptz }
    package static var postgresArrayType: PostgresType { .timestamptzArray }
    package func encode(into bytes: inout [UInt8]) {
        Timestamp(microsecondsSince1970: microseconds).encode(into: &bytes)
    }
    package init(field: Field) throws(PostgresError) {
        self.init(microseconds: try Timestamp(field: field).microsecondsSince1970)
    }
}

extension CalendarDate: PostgresScalar, PostgresReadable {
    package static var postgresType: PostgresType { .date }
    package static var postgresArrayType: PostgresType { .dateArray }
    /// Every year that a calendar date has fits.
    package func encode(into bytes: inout [UInt8]) { DateDays(daysSince1970: Int32(daysSince1970)).encode(into: &bytes) }
    package init(field: Field) throws(PostgresError) {
        self.init(daysSince1970: Int64(try DateDays(field: field).daysSince1970))
    }
}

extension Digest: PostgresScalar, PostgresReadable {
    package static var postgresType: PostgresType { .bytea }
    package static var postgresArrayType: PostgresType { .byteaArray }
    package func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
    package init(field: Field) throws(PostgresError) {
        guard let digest = Digest(bytes: try [UInt8](field: field)) else { throw field.malformed() }
        self = digest
    }
}
