import CallModel

/// A piece of JSON whose keys keep the order in which they are written. Small: one record at a time.
indirect enum JSONNode: Hashable, Sendable {
    case object([Member])
    case array([JSONNode])
    case string(String)
    /// A number as it is to be written: exact, never through a binary float.
    case number(String)
    case boolean(Bool)

    struct Member: Hashable, Sendable {
        let key: String
        let value: JSONNode
    }

    /// An object without the members that have no value.
    static func object(_ members: KeyValuePairs<String, JSONNode?>) -> JSONNode {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    static func amount(_ amount: Cents) -> JSONNode { .number(amount.decimal) }
    static func date(_ date: CalendarDate) -> JSONNode { .string(date.description) }
}

extension JSONText {
    mutating func node(_ node: JSONNode) {
        switch node {
        case .string(let text): string(text)
        case .number(let text): raw(text)
        case .boolean(let value): raw(value ? "true" : "false")
        case .array(let nodes):
            raw("[")
            for (index, element) in nodes.enumerated() {
                if index > 0 { raw(", ") }
                self.node(element)
            }
            raw("]")
        case .object(let members):
            raw("{")
            for (index, member) in members.enumerated() {
                raw(index == 0 ? " " : ", ")
                string(member.key)
                raw(": ")
                self.node(member.value)
            }
            raw(members.isEmpty ? "}" : " }")
        }
    }
}
