internal import CLibPQ

/// The fields of an error or a notice, by the letters that the protocol gives them.
enum DiagnosticField: Character {
    case severity = "V"
    case sqlState = "C"
    case message = "M"
    case detail = "D"
    case hint = "H"
    case position = "P"
    case context = "W"
    case schema = "s"
    case table = "t"
    case column = "c"
    case constraint = "n"

    func read(from result: OpaquePointer?) -> String? {
        guard let letter = rawValue.asciiValue, let text = PQresultErrorField(result, Int32(letter)) else { return nil }
        return String(cString: text)
    }
}

extension PostgresError {
    /// Reads the error that a result carries. One without a state was made by libpq, which does so when the connection breaks.
    init(result: OpaquePointer?, statement: Statement?) {
        let sqlState = DiagnosticField.sqlState.read(from: result)
        let libpqMessage = String(cString: PQresultErrorMessage(result))
        self.init(
            Facts(
                code: sqlState == nil ? .connectionLost : .server,
                message: DiagnosticField.message.read(from: result) ?? libpqMessage.firstLine,
                sqlState: sqlState,
                severity: DiagnosticField.severity.read(from: result),
                detail: DiagnosticField.detail.read(from: result),
                hint: DiagnosticField.hint.read(from: result),
                context: DiagnosticField.context.read(from: result),
                schema: DiagnosticField.schema.read(from: result),
                table: DiagnosticField.table.read(from: result),
                column: DiagnosticField.column.read(from: result),
                constraint: DiagnosticField.constraint.read(from: result),
                position: DiagnosticField.position.read(from: result).flatMap { Int($0) },
                statement: statement?.label))
    }

    /// Whether the server closes the connection after this error; libpq's own errors have no severity.
    var isFatal: Bool { severity != "ERROR" }

    /// An error with libpq's own words about the connection.
    init(_ code: Code, connection: OpaquePointer?) {
        self.init(code, String(cString: PQerrorMessage(connection)).firstLine)
    }
}

extension Statement {
    /// What an error calls this statement.
    var label: String { name.isEmpty ? sql : name }
}

extension String {
    /// libpq ends its messages with a line feed and sometimes adds lines of context.
    var firstLine: String {
        split(whereSeparator: \.isNewline).first.map { String($0) } ?? self
    }
}
