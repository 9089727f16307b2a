/// One field of a form, with its label, its help and what is wrong with it. Drawn by the template `parts/field`.
package struct Field {
    package enum Kind {
        case line(type: String = "text", className: String = "", mode: String = "", autocomplete: String = "")
        case area(rows: Int)
        case select([Choice])
        case radios([Choice])
        case boxes([Choice])
    }

    package struct Choice {
        package let value: String
        package let label: String

        package init(_ value: String, _ label: String) { (self.value, self.label) = (value, label) }
    }

    package let name: String
    package let label: String
    package let kind: Kind
    package var values: [String]
    package var help: String
    package var isRequired: Bool
    package var fault: String?

    package init(
        _ name: String, _ label: String, _ kind: Kind = .line(), values: [String] = [], help: String = "", isRequired: Bool = false,
        fault: String? = nil
    ) {
        (self.name, self.label, self.kind, self.values, self.help) = (name, label, kind, values, help)
        (self.isRequired, self.fault) = (isRequired, fault)
    }

    /// The identifier of its control: what a fault in the summary leads to.
    package var id: String { Self.id(of: name) }

    /// Letters, digits, hyphens: what both an address and a style sheet take.
    package static func id(of name: String) -> String {
        "f-" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    }

    package var parts: Parts {
        var parts: Parts = [
            "id": id, "name": name, "label": label, "help": help, "fault": fault ?? "", "isRequired": isRequired,
            "value": values.first ?? "",
            "described": [help.isEmpty ? nil : id + "-help", fault.map { _ in id + "-fault" }].compactMap { $0 }.joined(separator: " "),
            "isGroup": false, "isArea": false, "isSelect": false, "isInput": false, "class": "", "mode": "", "autocomplete": "",
            "rows": ""
        ]
        switch kind {
        case .line(let type, let className, let mode, let autocomplete):
            parts.merge(
                ["isInput": true, "type": type, "class": className, "mode": mode, "autocomplete": autocomplete] as Parts
            ) { $1 }
        case .area(let rows): parts.merge(["isArea": true, "rows": "\(rows)"] as Parts) { $1 }
        case .select(let choices): parts.merge(["isSelect": true, "choices": list(choices)] as Parts) { $1 }
        case .radios(let choices): parts.merge(["isGroup": true, "kind": "radio", "choices": list(choices)] as Parts) { $1 }
        case .boxes(let choices): parts.merge(["isGroup": true, "kind": "checkbox", "choices": list(choices)] as Parts) { $1 }
        }
        return parts
    }

    /// The first choice of a group bears the field's identifier: there is where a fault in the summary leads.
    private func list(_ choices: [Choice]) -> [Parts] {
        choices.enumerated().map { place, choice in
            [
                "value": choice.value, "label": choice.label, "isChosen": values.contains(choice.value), "first": place == 0 ? id : ""
            ]
        }
    }
}
