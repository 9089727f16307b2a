import CallModel
import HTTPTypes
import Service

/// What a key of the API opens: `read` and `write` for everything that its hat may, `files:read` and `files:write` for a chapter.
enum Scope {
    static func name(of operation: Operation) -> String {
        "\(operation.area.lowercased().replacing(" ", with: "-")):\(operation.isCommand ? "write" : "read")"
    }

    static func check(_ operation: Operation, _ visitor: Visitor) throws {
        guard !operation.access.isOpen else { return }
        let needed = name(of: operation)
        guard case .machine(let holder) = visitor,
            holder.scopes.contains(needed) || holder.scopes.contains(operation.isCommand ? "write" : "read")
        else {
            throw Refused(.forbidden, code: "scopeMissing", missing(needed))
        }
    }

    private static func missing(_ scope: String) -> Message {
        Message(
            fr: "la portée de la clé ne couvre pas ceci : il faut \(scope)",
            nl: "het bereik van de sleutel dekt dit niet: nodig is \(scope)",
            en: "the key's scope does not cover this: it takes \(scope)")
    }
}
