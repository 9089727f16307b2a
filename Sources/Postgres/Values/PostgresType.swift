/// A data type of PostgreSQL, named by the object identifier that its catalogue gives it.
public struct PostgresType: Hashable, Sendable {
    /// The object identifier, as in `pg_type.oid`. Those below 16384 are the same on every server.
    public let oid: UInt32

    /// Names a type by its object identifier.
    public init(oid: UInt32) {
        self.oid = oid
    }

    /// `boolean`
    public static let bool = PostgresType(oid: 16)
    /// `bytea`
    public static let bytea = PostgresType(oid: 17)
    /// `"char"`, the one-byte type of the system catalogues
    public static let char = PostgresType(oid: 18)
    /// `name`, the identifier type of the system catalogues
    public static let name = PostgresType(oid: 19)
    /// `bigint`
    public static let int8 = PostgresType(oid: 20)
    /// `smallint`
    public static let int2 = PostgresType(oid: 21)
    /// `integer`
    public static let int4 = PostgresType(oid: 23)
    /// `text`
    public static let text = PostgresType(oid: 25)
    /// `json`
    public static let json = PostgresType(oid: 114)
    /// `double precision`
    public static let float8 = PostgresType(oid: 701)
    /// `unknown`, the type of a literal that nothing else decides
    public static let unknown = PostgresType(oid: 705)
    /// `character(n)`
    public static let bpchar = PostgresType(oid: 1042)
    /// `character varying`
    public static let varchar = PostgresType(oid: 1043)
    /// `date`
    public static let date = PostgresType(oid: 1082)
    /// `timestamp with time zone`
    public static let timestamptz = PostgresType(oid: 1184)
    /// `jsonb`
    public static let jsonb = PostgresType(oid: 3802)

    /// `boolean[]`
    public static let boolArray = PostgresType(oid: 1000)
    /// `bytea[]`
    public static let byteaArray = PostgresType(oid: 1001)
    /// `smallint[]`
    public static let int2Array = PostgresType(oid: 1005)
    /// `integer[]`
    public static let int4Array = PostgresType(oid: 1007)
    /// `text[]`
    public static let textArray = PostgresType(oid: 1009)
    /// `bigint[]`
    public static let int8Array = PostgresType(oid: 1016)
    /// `double precision[]`
    public static let float8Array = PostgresType(oid: 1022)
    /// `date[]`
    public static let dateArray = PostgresType(oid: 1182)
    /// `timestamp with time zone[]`
    public static let timestamptzArray = PostgresType(oid: 1185)
    /// `jsonb[]`
    public static let jsonbArray = PostgresType(oid: 3807)
}

extension PostgresType {
    /// Whether this module knows the type, and knows it for no array.
    var isKnownScalar: Bool {
        switch self {
        case .bool, .bytea, .char, .name, .int8, .int2, .int4, .text, .json, .float8, .unknown, .bpchar, .varchar,
            .date,
            .timestamptz, .jsonb:
            true
        default: false
        }
    }
}

extension PostgresType: CustomStringConvertible {
    /// The SQL name of a type that this module knows, else `type 600`.
    public var description: String {
        Self.names[self] ?? "type \(oid)"
    }

    private static let names: [PostgresType: String] = [
        .bool: "boolean", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "bigint", .int2: "smallint",
        .int4: "integer", .text: "text", .json: "json", .float8: "double precision", .unknown: "unknown",
        .bpchar: "character", .varchar: "character varying", .date: "date", .timestamptz: "timestamptz",
        .jsonb: "jsonb", .boolArray: "boolean[]", .byteaArray: "bytea[]", .int2Array: "smallint[]",
        .int4Array: "integer[]", .textArray: "text[]", .int8Array: "bigint[]",
        .float8Array: "double precision[]", .dateArray: "date[]", .timestamptzArray: "timestamptz[]",
        .jsonbArray: "jsonb[]"
    ]
}
