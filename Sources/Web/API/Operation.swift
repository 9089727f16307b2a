import CallModel
package import HTTPTypes
import Hummingbird
import Service
import Workflow

/// One thing that the API does: where, for whom, with what, and what comes of it. The routes and the description in OpenAPI are
/// both made from these, so that they cannot differ.
package struct Operation: Sendable {
    package struct Query: Sendable {
        package let name: String
        package let summary: String
        package let schema: Schema
    }

    package enum Body: Sendable {
        case none
        case json(Schema)
        /// A file in one of these types.
        case file([String])
    }

    package enum Answer: Sendable {
        case json(Schema)
        /// A page of a list; see `APIPage`.
        case list(Schema)
        case file([String])
    }

    package let id: String
    package let method: HTTPRequest.Method
    /// After `/api/v1`, with what it names in braces: `/calls/{call}`.
    package let path: String
    /// The chapter of the description.
    package let area: String
    package let summary: String
    package let access: Access
    package var query: [Query] = []
    package var body: Body = .none
    package let answer: Answer
    /// Whether it changes anything: then it takes `Idempotency-Key`, `If-Match` and `dryRun`.
    package let isCommand: Bool
    /// Whether it commits the organisation: then it takes a hat that may sign.
    package var isSigning = false
    /// What is written down of whoever was answered, in the words of the access log; nil where the answer tells nothing of anybody.
    package private(set) var noted: String?
    private(set) var perform: @Sendable (APIVisit) async throws -> Response

    /// The names in braces of the path.
    package var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension Operation {
    /// A question with one answer.
    static func read<Value: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ query: [Query] = [],
        version: (@Sendable (Value) -> Int64)? = nil, _ perform: @escaping @Sendable (APIVisit) async throws -> Value
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, area: area, summary: summary, access: access, query: query,
            answer: .json(Schema(of: Value.self)), isCommand: false
        ) { visit in
            let value = try await perform(visit)
            return try visit.answer(value, version: version?(value))
        }
    }

    /// A question whose answer is a list, handed out a page at a time in the order of its keys.
    static func list<Row: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ query: [Query] = [],
        key: @escaping @Sendable (Row) -> String, _ perform: @escaping @Sendable (APIVisit) async throws -> [Row]
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, area: area, summary: summary, access: access, query: query + APIPage<Row>.query,
            answer: .list(Schema(of: Row.self)), isCommand: false
        ) { visit in try visit.answer(try APIPage(try await perform(visit), visit, key: key)) }
    }

    /// The same of a list that is too long to be read whole for a page of it: `perform` is told after which key the part begins, and
    /// how many rows it has at most, and says whether more follow.
    static func list<Row: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ query: [Query],
        key: @escaping @Sendable (Row) -> String,
        part perform: @escaping @Sendable (APIVisit, String?, Int) async throws -> (rows: [Row], hasMore: Bool)
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, area: area, summary: summary, access: access, query: query + APIPage<Row>.query,
            answer: .list(Schema(of: Row.self)), isCommand: false
        ) { visit in
            let (after, limit) = try APIPage<Row>.part(visit)
            let (rows, hasMore) = try await perform(visit, after, limit)
            return try visit.answer(APIPage(rows, hasMore: hasMore, key: key))
        }
    }

    /// A question whose answer is a trail, the newest entry first, handed out a page at a time by the numbers of its entries: what is
    /// written meanwhile moves nothing, and nothing is too old to be reached.
    ///
    /// - Parameter perform: takes the number before which it begins, and how many are wanted.
    static func trail<Row: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ query: [Query] = [],
        number: @escaping @Sendable (Row) -> Int64, _ perform: @escaping @Sendable (APIVisit, Int64?, Int) async throws -> [Row]
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, area: area, summary: summary, access: access, query: query + APIPage<Row>.query,
            answer: .list(Schema(of: Row.self)), isCommand: false
        ) { visit in
            let (before, limit) = try APIPage<Row>.place(visit)
            let rows = try await perform(visit, before, limit + 1)
            return try visit.answer(APIPage(rows, limit: limit, number: number))
        }
    }

    /// A command with what it needs to know, as JSON.
    static func command<Input: Codable & Sendable, Value: Codable & Sendable>(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, in area: String, _ summary: String, _ access: Access,
        version: (@Sendable (Value) -> Int64)? = nil,
        _ perform: @escaping @Sendable (APIVisit, Input) async throws -> Value
    ) -> Operation {
        Operation(
            id: id, method: method, path: path, area: area, summary: summary, access: access,
            body: .json(Schema(of: Input.self)), answer: .json(Schema(of: Value.self)), isCommand: true
        ) { visit in
            let value = try await perform(visit, try await visit.input(Input.self))
            return try visit.answer(value, version: version?(value))
        }
    }

    /// The same, in the name of whoever may sign for the organisation.
    var signing: Operation {
        var operation = self
        operation.isSigning = true
        return operation
    }

    /// The same, with a note of who looked at it.
    func noting(_ question: String) -> Operation {
        var operation = self
        let perform = perform
        operation.noted = question
        operation.perform = { visit in
            let response = try await perform(visit)
            try await visit.note(question)
            return response
        }
        return operation
    }

    /// A command that takes a file, of the same formats as the command line.
    static func upload<Value: Codable & Sendable>(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, in area: String, _ summary: String, _ access: Access,
        _ types: [String], _ query: [Query] = [], _ perform: @escaping @Sendable (APIVisit, UploadedFile) async throws -> Value
    ) -> Operation {
        Operation(
            id: id, method: method, path: path, area: area, summary: summary, access: access, query: query, body: .file(types),
            answer: .json(Schema(of: Value.self)), isCommand: true
        ) { visit in try visit.answer(try await perform(visit, try await visit.file(types))) }
    }

    /// A command by POST, as most are.
    static func command<Input: Codable & Sendable, Value: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access,
        version: (@Sendable (Value) -> Int64)? = nil,
        _ perform: @escaping @Sendable (APIVisit, Input) async throws -> Value
    ) -> Operation { .command(id, .post, path, in: area, summary, access, version: version, perform) }

    static func upload<Value: Codable & Sendable>(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ types: [String], _ query: [Query] = [],
        _ perform: @escaping @Sendable (APIVisit, UploadedFile) async throws -> Value
    ) -> Operation { .upload(id, .post, path, in: area, summary, access, types, query, perform) }

    /// A question whose answer is a file.
    static func download(
        _ id: String, _ path: String, in area: String, _ summary: String, _ access: Access, _ types: [String],
        _ query: [Query] = [], _ perform: @escaping @Sendable (APIVisit) async throws -> Response
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, area: area, summary: summary, access: access, query: query, answer: .file(types),
            isCommand: false, perform: perform)
    }
}

extension Operation.Query {
    static func text(_ name: String, _ summary: String) -> Operation.Query {
        Operation.Query(name: name, summary: summary, schema: .text)
    }

    static func choice(_ name: String, _ summary: String, _ values: [String]) -> Operation.Query {
        Operation.Query(name: name, summary: summary, schema: .choice(values))
    }
}
