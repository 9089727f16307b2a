import HTTPTypes
import Workflow
import Yams

/// The description of the API (OpenAPI 3.1), drawn from the operations.
package enum OpenAPI {
    /// `docs/openapi.yaml`.
    package static func yaml() throws -> String { try Yams.serialize(node: document, width: -1, allowUnicode: true, sortKeys: false) }

    private static var document: Node {
        let paths = Dictionary(grouping: Operation.all, by: \.path).sorted { $0.key < $1.key }
        return .object([
            ("openapi", "3.1.0"),
            (
                "info",
                .object([
                    ("title", "Appel"), ("version", "1.0.0"),
                    ("description", "A municipality's calls for projects. Amounts are whole cents of euro, instants UTC.")
                ])
            ),
            ("servers", .items([.object([("url", "/api/v1")])])),
            ("security", .items([.object([("key", .items([]))])])),
            (
                "paths",
                .object(
                    paths.map { path, operations in
                        (path, .object(operations.map { ($0.method.rawValue.lowercased(), describe($0)) }))
                    })
            ),
            (
                "components",
                .object([
                    ("securitySchemes", .object([("key", .object([("type", "http"), ("scheme", "bearer")]))])),
                    ("schemas", .object([("Problem", Schema(of: ProblemDetails.self).node)])),
                    (
                        "responses",
                        .object([
                            (
                                "Problem",
                                .object([
                                    ("description", "What is in the way (RFC 9457)."),
                                    (
                                        "content",
                                        .object([
                                            (
                                                "application/problem+json",
                                                .object([("schema", .object([("$ref", "#/components/schemas/Problem")]))])
                                            )
                                        ])
                                    )
                                ])
                            )
                        ])
                    )
                ])
            )
        ])
    }

    private static func describe(_ operation: Operation) -> Node {
        var fields: [(String, Node)] = [
            ("operationId", .text(operation.id)), ("tags", .items([.text(operation.area)])), ("summary", .text(operation.summary))
        ]
        if operation.access.isOpen {
            fields.append(("security", .items([.object([])])))
        } else {
            fields.append(("description", .text("For: " + operation.access.roles.roles.map(\.name).joined(separator: ", ") + ".")))
        }
        let parameters = parameters(of: operation)
        if !parameters.isEmpty { fields.append(("parameters", .items(parameters))) }
        switch operation.body {
        case .none: break
        case .json(let schema):
            fields.append(("requestBody", .object([("content", content(["application/json"], schema.node))])))
        case .file(let types):
            fields.append(("requestBody", .object([("required", .flag(true)), ("content", content(types, Schema.text.node))])))
        }
        fields.append(
            ("responses", .object([("200", answer(of: operation)), ("default", .object([("$ref", "#/components/responses/Problem")]))])))
        return .object(fields)
    }

    private static func parameters(of operation: Operation) -> [Node] {
        var all = operation.parameters.map { parameter($0, in: "path", "", .text, isRequired: true) }
        all += operation.query.map { parameter($0.name, in: "query", $0.summary, $0.schema) }
        if operation.isCommand {
            all.append(parameter("dryRun", in: "query", "Decide everything and keep nothing.", .flag))
            all.append(parameter("Idempotency-Key", in: "header", "Makes repeating the command safe: it is carried out once.", .text))
            all.append(parameter("If-Match", in: "header", "The version that was seen, as the ETag gave it.", .text))
        }
        return all
    }

    private static func parameter(
        _ name: String, in place: String, _ summary: String, _ schema: Schema, isRequired: Bool = false
    ) -> Node {
        var fields: [(String, Node)] = [("name", .text(name)), ("in", .text(place))]
        if isRequired { fields.append(("required", .flag(true))) }
        if !summary.isEmpty { fields.append(("description", .text(summary))) }
        fields.append(("schema", schema.node))
        return .object(fields)
    }

    private static func answer(of operation: Operation) -> Node {
        let body =
            switch operation.answer {
            case .json(let schema): content(["application/json"], schema.node)
            case .list(let row):
                content(
                    ["application/json"],
                    Schema.object([
                        Schema.Property(name: "items", schema: .list(row), isRequired: true),
                        Schema.Property(name: "next", schema: .text, isRequired: false)
                    ]).node)
            case .file(let types): content(types, .object([]))
            }
        return .object([("description", "The answer."), ("content", body)])
    }

    private static func content(_ types: [String], _ schema: Node) -> Node {
        .object(types.map { ($0, .object([("schema", schema)])) })
    }
}

extension Schema {
    /// The shape as JSON Schema says it.
    var node: Node {
        switch self {
        case .text: .object([("type", "string")])
        case .formatted(let format): .object([("type", "string"), ("format", .text(format))])
        case .choice(let values): .object([("type", "string"), ("enum", .items(values.map(Node.text)))])
        case .integer: .object([("type", "integer")])
        case .number: .object([("type", "number")])
        case .flag: .object([("type", "boolean")])
        case .list(let element): .object([("type", "array"), ("items", element.node)])
        case .map(let value): .object([("type", "object"), ("additionalProperties", value.node)])
        case .object(let properties):
            .object(
                [("type", Node("object"))]
                    + (properties.contains { $0.isRequired }
                        ? [("required", .items(properties.filter(\.isRequired).map { .text($0.name) }))] : [])
                    + (properties.isEmpty ? [] : [("properties", .object(properties.map { ($0.name, $0.schema.node) }))]))
        case .anything: .object([])
        }
    }
}

extension Node {
    fileprivate static func object(_ pairs: [(String, Node)]) -> Node {
        .mapping(Mapping(pairs.map { (Node.text($0.0), $0.1) }))
    }

    fileprivate static func items(_ nodes: [Node]) -> Node { .sequence(Sequence(nodes)) }
    fileprivate static func text(_ text: String) -> Node { .scalar(Scalar(text, Tag(.str))) }
    fileprivate static func flag(_ flag: Bool) -> Node { .scalar(Scalar(flag ? "true" : "false", Tag(.bool))) }
}
