/// The JSON Schema (draft 2020-12) of a call's definition, for editors that complete and check the file.
///
/// It accepts what the reader can read. What two values say about one another, and what needs a register or a calendar, is for
/// `CallDefinition.check` alone.
package enum DefinitionSchema {
    /// The schema as it stands in `docs/call.schema.json`.
    package static var text: String {
        var text = ""
        let sketch = CallDefinition.sketch()
        guard case .object(let members) = mapping(sketch, at: "") else { return "" }
        // A question stands in a section or outside of any, and is the same in both.
        let field = sketch.children["form"].flatMap { $0.item?.fork?.without }.map { node(of: $0, at: fieldPath, isDefinition: true) }
        let definitions = self.definitions + (field.map { [("field", $0)] } ?? [])
        let head: [(key: String, value: SchemaNode)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text("A call for projects, as the program Appel reads it")),
            ("description", .text(SchemaWords.ofTheWhole))
        ]
        SchemaNode.object(head + members + [("$defs", .object(definitions))]).write(into: &text)
        return text + "\n"
    }

    /// Where the schema explains a key; each is a key that the reader knows.
    package static var unknownDescriptions: [String] {
        var described: Set<String> = []
        collect(CallDefinition.sketch(), at: "", &described)
        return SchemaWords.descriptions.keys.filter { !described.contains($0) }.sorted()
    }

    private static func collect(_ sketch: Sketch, at path: String, _ found: inout Set<String>) {
        found.insert(path)
        switch sketch.form {
        case .mapping: for (key, child) in sketch.children { collect(child, at: join(path, key), &found) }
        case .list(let item, _): collect(item, at: path, &found)
        case .variants(_, let variants): for variant in variants { collect(variant.sketch, at: path, &found) }
        case .fork(_, let with, let without):
            collect(with, at: path, &found)
            collect(without, at: path, &found)
        default: break
        }
    }

    private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Where the questions are described, wherever they stand.
    private static let fieldPath = "form.fields"

    private static func node(of sketch: Sketch, at path: String, isDefinition: Bool = false) -> SchemaNode {
        switch sketch.form {
        case .variants("type", _) where !isDefinition: .reference("field")
        case .unasked: .object([])
        case .mapping: mapping(sketch, at: path)
        case .list(let item, let mayBeEmpty):
            .object(
                [("type", .text("array")), ("items", node(of: item, at: path))] + (mayBeEmpty ? [] : [("minItems", .number(1))]))
        case .variants(let key, let variants):
            .object([
                ("type", .text("object")), ("required", .texts([key])),
                ("properties", .object([(key, .object([("enum", .texts(variants.map(\.value)))]))])),
                (
                    "allOf",
                    .array(
                        variants.map { value, sketch in
                            let condition = SchemaNode.object([
                                ("properties", .object([(key, .object([("const", .text(value))]))])),
                                ("required", .texts([key]))
                            ])
                            return .object([("if", condition), ("then", mapping(sketch, at: path, known: key))])
                        })
                )
            ])
        case .fork(let key, let with, let without):
            .object([
                ("type", .text("object")), ("if", .object([("required", .texts([key]))])),
                ("then", node(of: with, at: path)), ("else", node(of: without, at: path))
            ])
        case .whole(let range):
            .value(
                ["integer", "string"], pattern: "-?[0-9]{1,18}",
                [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))])
        case .word(let words): .object([("enum", .texts(words))])
        case .text: .reference("text")
        case .identifier: .reference("identifier")
        case .localized: .reference("texts")
        case .flag: .reference("yesNo")
        case .amount(let isPositive): .reference(isPositive ? "price" : "amount")
        case .decimal: .reference("decimal")
        case .share: .reference("percentage")
        case .sector: .reference("sector")
        case .country: .reference("country")
        case .postcode: .reference("postcode")
        case .enterpriseNumber: .reference("enterpriseNumber")
        case .date: .reference("date")
        case .referenceDate: .reference("referenceDate")
        case .clock: .reference("clock")
        case .tieKey: .reference("tieKey")
        case .ageBand: .reference("ageBand")
        }
    }

    /// - Parameter known: a key whose value has been looked at before.
    private static func mapping(_ sketch: Sketch, at path: String, known: String? = nil) -> SchemaNode {
        let properties = sketch.keys.map { key -> (key: String, value: SchemaNode) in
            if key == known { return (key, .object([])) }
            let place = join(path, key)
            let child = sketch.children[key] ?? Sketch()
            return (key, described(node(of: child, at: place), at: place, isRequired: sketch.required.contains(key)))
        }
        var members: [(key: String, value: SchemaNode)] = [
            ("type", .text("object")), ("properties", .object(properties)), ("additionalProperties", .flag(false))
        ]
        let required = sketch.keys.filter(sketch.required.contains)
        if !required.isEmpty { members.append(("required", .texts(required))) }
        let presence = { (key: String) in SchemaNode.object([("required", .texts([key]))]) }
        var groups = sketch.needed.map { SchemaNode.object([("anyOf", .array($0.map(presence)))]) }
        groups += sketch.exclusive.map { keys in SchemaNode.object([("not", .object([("required", .texts(keys))]))]) }
        if !groups.isEmpty { members.append(("allOf", .array(groups))) }
        return .object(members)
    }

    /// A key that may be left out may also be left empty.
    private static func described(_ node: SchemaNode, at path: String, isRequired: Bool) -> SchemaNode {
        guard case .object(let members) = node else { return node }
        let words = SchemaWords.descriptions[path].map { [(key: "description", value: SchemaNode.text($0))] } ?? []
        guard !isRequired else { return .object(words + members) }
        return .object(words + [("anyOf", .array([node, .object([("type", .text("null"))])]))])
    }
}
