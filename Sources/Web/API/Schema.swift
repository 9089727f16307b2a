package import CallModel
package import Presentation

/// The shape of a JSON value, as far as JSON Schema has to tell it.
package indirect enum Schema: Hashable, Sendable {
    case text
    case formatted(String)
    case choice([String])
    case integer
    case number
    case flag
    case list(Schema)
    case map(Schema)
    case object([Property])
    /// Any value at all: a document whose own format is described elsewhere.
    case anything

    package struct Property: Hashable, Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    /// The shape that a type is read from: its own reading is watched. See `SchemaProbe`.
    package init<Value: Decodable>(of type: Value.Type) { self = SchemaProbe.schema(of: type) }
}

/// A type whose JSON is not what its stored properties say.
package protocol SchemaDescribed {
    static var schema: Schema { get }
}

extension Instant: SchemaDescribed { package static var schema: Schema { .formatted("date-time") } }
extension CalendarDate: SchemaDescribed { package static var schema: Schema { .formatted("date") } }
extension Cents: SchemaDescribed { package static var schema: Schema { .integer } }
extension LocalizedText: SchemaDescribed { package static var schema: Schema { .map(.text) } }
extension Fraction: SchemaDescribed { package static var schema: Schema { .anything } }
extension DecimalNumber: SchemaDescribed { package static var schema: Schema { .anything } }
extension FormAnswer.Shape: SchemaDescribed { package static var schema: Schema { .object([]) } }
/// `docs/application-format.md` has it.
extension ApplicationContent: SchemaDescribed { package static var schema: Schema { .object([]) } }
extension Digest: SchemaDescribed { package static var schema: Schema { .text } }
