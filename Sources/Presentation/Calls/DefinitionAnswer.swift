package import CallModel
import Service

/// What is wrong with the rules of a call, as a program reads it.
package struct DefinitionAnswer: Codable {
    package struct Fault: Codable {
        package let line: Int
        package let column: Int
        package let path: String
        /// `blocking` or `opening`.
        package let severity: String
        package let message: String
    }

    package let file: String
    package let code: String?
    /// The digest that the log has of a call with these rules, in hexadecimal.
    package let definitionSHA256: String?
    package let canBeDrafted: Bool
    package let canOpen: Bool
    package let faults: [Fault]

    /// - Parameter file: what the rules were read from.
    package init(_ checked: CheckedDefinition, file: String, in language: Language) {
        (self.file, code, definitionSHA256) = (file, checked.definition?.code, checked.digest?.hex)
        (canBeDrafted, canOpen) = (checked.definition != nil, checked.isClean)
        faults = (checked.faults + checked.openingFaults).map {
            Fault(
                line: $0.position.line, column: $0.position.column, path: $0.path.description,
                severity: $0.severity == .blocking ? "blocking" : "opening", message: $0.message.text(in: language))
        }
    }
}

extension CheckedDefinition {
    /// How many faults there are.
    package var verdict: Message {
        let count = faults.count + openingFaults.count
        return Message(fr: "\(count) erreur(s).", nl: "\(count) fout(en).", en: "\(count) fault(s).")
    }

    /// A call that lacks nothing but texts may be prepared.
    package static var draftOnly: Message {
        Message(
            fr: "L'appel peut être préparé, mais pas ouvert.", nl: "De oproep kan voorbereid worden, maar niet openen.",
            en: "The call can be drafted, but not opened.")
    }
}
