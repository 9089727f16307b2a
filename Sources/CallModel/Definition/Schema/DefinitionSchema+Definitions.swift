extension DefinitionSchema {
    /// The kinds of value that stand in many places.
    static var definitions: [(key: String, value: SchemaNode)] {
        let line = SchemaNode.object([("type", .texts(["string", "number", "boolean", "null"]))])
        let texts = Language.allCases.map { (key: $0.rawValue, value: line) }
        return [
            ("text", .object([("type", .texts(["string", "number", "boolean"])), ("pattern", .text("\\S"))])),
            (
                "texts",
                .object([
                    ("description", .text("A text in French (fr), Dutch (nl) and, if wanted, English (en).")),
                    ("type", .text("object")), ("properties", .object(texts)), ("additionalProperties", .flag(false))
                ])
            ),
            // `true` is a word of small letters too.
            ("identifier", .value(["string", "boolean"], pattern: "[a-z][a-z0-9-]{0,59}")),
            ("yesNo", .object([("enum", .array([.flag(true), .flag(false), .text("true"), .text("false")]))])),
            ("amount", .value(["string", "number"], pattern: "[0-9]{1,15}(\\.[0-9]{1,2})?", [("minimum", .number(0))])),
            (
                "price",
                .value(
                    ["string", "number"], pattern: "(?!0+(\\.0+)?\\s*$)[0-9]{1,15}(\\.[0-9]{1,2})?",
                    [("exclusiveMinimum", .number(0))])
            ),
            ("decimal", .value(["string", "number"], pattern: "-?[0-9]{1,12}(\\.[0-9]{1,6})?")),
            (
                "percentage",
                .value(
                    ["string", "number"], pattern: "0*(100(\\.0{1,2})?|[0-9]{1,2}(\\.[0-9]{1,2})?)",
                    [("minimum", .number(0)), ("maximum", .number(100))])
            ),
            (
                "sector",
                .value(
                    ["string", "integer"], pattern: "[1-9][0-9]{4}",
                    [("minimum", .number(10_000)), ("maximum", .number(99_999))])
            ),
            (
                "postcode",
                .value(
                    ["string", "integer"], pattern: "[1-9][0-9]{3}",
                    [("minimum", .number(1000)), ("maximum", .number(9999))])
            ),
            ("country", .object([("enum", .texts(CountryCode.all))])),
            (
                "enterpriseNumber",
                .value(["string", "integer"], pattern: "(B[ .]*E)?[ .]*[01]([ .]*[0-9]){9}[ .]*")
            ),
            ("date", .value(["string"], pattern: day)),
            ("referenceDate", .value(["string"], pattern: "(opening|closing|submission|\(day))")),
            ("clock", .value(["string"], pattern: "\(day)[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(\(offset))?")),
            ("tieKey", .value(["string"], pattern: "(smallerRequest|earlierSubmission|lottery|criterion:.*\\S)")),
            ("ageBand", .value(["string"], pattern: "[0-9]{1,3}(-[0-9]{1,3}|\\+)"))
        ]
    }

    private static let offset = "[+-](0[0-9]|1[0-4]):[0-5][0-9]"

    /// A day that some year has: which of them are leap years is beyond a pattern.
    private static let day =
        "(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
}
