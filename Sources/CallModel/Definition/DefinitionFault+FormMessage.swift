extension DefinitionFault {
    /// The messages of what the form says.
    var formMessage: Message {
        switch kind {
        case .partPlacedTwice(let part):
            return Message(
                fr: "Le formulaire place deux fois « \(part.rawValue) »\(before(.french)). Gardez un seul endroit.",
                nl: "Het formulier zet '\(part.rawValue)' twee keer\(before(.dutch)). Behoud één plaats.",
                en: "The form places '\(part.rawValue)' twice\(before(.english)). Keep one place.")
        case .ageBandsOverlap(let first, let second):
            return Message(
                fr: "La tranche d'âge \(second) commence avant la fin de \(first). Rangez-les dans l'ordre, sans recouvrement.",
                nl: "De leeftijdsgroep \(second) begint voor het einde van \(first). Zet ze in volgorde, zonder overlapping.",
                en: "The age group \(second) begins before the end of \(first). Put them in order, without overlap.")
        case .conditionLooksAhead(let other):
            return Message(
                fr: "La question « \(other) » n'est pas encore posée à cet endroit. Une condition porte sur une question plus "
                    + "haut dans le formulaire.",
                nl: "De vraag '\(other)' is op deze plaats nog niet gesteld. Een voorwaarde slaat op een vraag hoger in het "
                    + "formulier.",
                en: "The question '\(other)' is not yet put at this place. A condition is about a question further up in the form.")
        case .conditionNeedsChoice(let other):
            return Message(
                fr: "« \(other) » n'a pas de réponses à choisir : « is » demande une question choice, multipleChoice ou boolean.",
                nl: "'\(other)' heeft geen antwoorden om uit te kiezen: 'is' vraagt een vraag choice, multipleChoice of boolean.",
                en: "'\(other)' has no answers to choose from: 'is' needs a question choice, multipleChoice or boolean.")
        case .conditionNeedsNumber(let other):
            return Message(
                fr: "La réponse à « \(other) » n'est pas un nombre : « above » demande integer, number, money ou requested.",
                nl: "Het antwoord op '\(other)' is geen getal: 'above' vraagt integer, number, money of requested.",
                en: "The answer to '\(other)' is no number: 'above' needs integer, number, money or requested.")
        default:
            return message
        }
    }
}
