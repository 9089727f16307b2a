import Foundation
import Postgres
import Store

/// A statement of the program's, with what pgbench gives it for each parameter.
struct PgbenchStatement {
    let name: String
    /// SQL over the script's variables; `:name` is one.
    let parameters: [String]

    init(_ name: String, _ parameters: String...) { (self.name, self.parameters) = (name, parameters) }
    init(_ name: String, _ parameters: [String]) { (self.name, self.parameters) = (name, parameters) }
}

/// The same statements as the program sends, in the same round trips, for pgbench.
struct PgbenchScript: Sendable {
    private let text: String
    private let constants: [String: String]

    /// - Parameters:
    ///   - texts: the program's statements by name, as one of its sessions has them prepared.
    ///   - setting: `\set` lines that follow from `:id`, the number of the transaction's own subject.
    ///   - trips: what each round trip sends between `BEGIN` and `COMMIT`.
    ///   - constants: the variables that are the same in every transaction.
    init(
        _ texts: [String: String], setting: [String] = [], trips: [[PgbenchStatement]], constants: [String: String]
    ) throws {
        func sql(_ statement: PgbenchStatement) throws -> String {
            guard var sql = texts[statement.name] else {
                throw BenchFailure("the program no longer has a statement named \"\(statement.name)\"")
            }
            guard !sql.contains("$\(statement.parameters.count + 1)") else {
                throw BenchFailure("\"\(statement.name)\" has more than \(statement.parameters.count) parameters")
            }
            // From the last, so that $1 is not found in $10.
            for (index, parameter) in statement.parameters.enumerated().reversed() {
                sql = sql.replacing("$\(index + 1)", with: parameter)
            }
            return sql + ";"
        }
        var lines = ["\\set id :first + :client_id * :count + :turn", "\\set turn :turn + 1"] + setting
        for (index, trip) in trips.enumerated() {
            lines.append("\\startpipeline")
            if index == 0 { lines.append(try sql(PgbenchStatement("begin isolation level read committed read write"))) }
            lines += try trip.map(sql)
            if index == trips.count - 1 { lines.append("COMMIT;") }
            lines.append("\\endpipeline")
        }
        text = lines.joined(separator: "\n") + "\n"
        self.constants = constants
    }

    /// Transactions a second, without the time to connect.
    func run(on world: World, clients: Int, turns: Int, first: Int) throws -> Double {
        let path = "\(world.server.workFolder)/pgbench.sql"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let variables = constants.merging(["first": "\(first)", "count": "\(turns)", "turn": "0"]) { $1 }
        let output = try Program.run(
            [
                "pgbench", "-h", world.server.socketFolder, "-U", "postgres", "-n", "-M", "prepared", "-c", "\(clients)",
                "-j", "\(min(clients, 2))", "-t", "\(turns)", "-f", path
            ] + variables.sorted { $0.key < $1.key }.flatMap { ["-D", "\($0.key)=\($0.value)"] } + [world.name],
            environment: ["PGOPTIONS": Self.options])
        guard output.contains("processed: \(clients * turns)/\(clients * turns)"),
            let line = output.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = Double(line.dropFirst("tps = ".count).prefix { $0 != " " })
        else { throw BenchFailure("pgbench said: \(output)") }
        return rate
    }

    /// The settings of the program's own sessions.
    private static var options: String {
        DatabaseAccess.program.settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

extension World {
    /// The statements that the service's one session has prepared so far.
    func preparedStatements() async throws -> [String: String] {
        try await database.write { db in
            let rows = try db.query(Statement(once: "SELECT name, statement FROM pg_prepared_statements"))
            return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.string(0), try $0.string(1)) })
        }
    }

    /// The columns of a row, each as an array of one that a parameter can be given.
    func arrays(_ columns: [String], of table: String, where condition: String) async throws -> [String] {
        try await database.read { db in
            let selection = columns.map { "ARRAY[\($0)]::text" }.joined(separator: ", ")
            let row = try db.query(Statement(once: "SELECT \(selection) FROM \(table) WHERE \(condition)")).single()
            return try columns.indices.map { try row.string($0) }
        }
    }
}
