import Exchange
import Hummingbird

/// A table that comes with a form, in the field `name`.
enum PastedTable {
    static func field(_ name: String, _ label: String, _ typed: FormFields, _ visit: Visit) -> Field {
        Field(name, label, .area(rows: 8), values: [typed[name] ?? ""], help: visit.say("office.pasteHelp"))
    }

    static func bytes(_ name: String, _ fields: FormFields, _ visit: Visit) throws -> [UInt8] {
        Array(try fields.required(name, visit).utf8)
    }

    static func file(_ name: String, _ fields: FormFields, _ visit: Visit) throws -> ImportFile {
        let bytes = try bytes(name, fields, visit)
        let isList = bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{")
        return ImportFile(name: isList ? "\(name).json" : "\(name).csv", bytes: bytes)
    }
}
