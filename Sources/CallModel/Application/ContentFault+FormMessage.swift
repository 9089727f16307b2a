extension ContentFault {
    /// The messages of answers that have parts, that depend on another answer, or that come from a list of codes.
    var formMessage: Message {
        switch kind {
        case .notShown(let other):
            return Message(
                fr: "Cette question n'est pas posée, vu la réponse à « \(other) ». Videz le champ.",
                nl: "Deze vraag wordt niet gesteld, gelet op het antwoord op '\(other)'. Maak het veld leeg.",
                en: "This question is not put, given the answer to '\(other)'. Empty the field.")
        case .isPart(let part):
            return Message(
                fr: "Cette partie du dossier n'est pas une réponse : mettez-la dans « \(part.field) ».",
                nl: "Dit deel van het dossier is geen antwoord: zet het in '\(part.field)'.",
                en: "This part of the file is no answer: put it in '\(part.field)'.")
        case .notWords:
            return Message(
                fr: "Il faut ici une liste de codes : [\"a\", \"b\"].", nl: "Hier is een lijst van codes nodig: [\"a\", \"b\"].",
                en: "A list of codes is needed here: [\"a\", \"b\"].")
        case .tooManyWords(let count, let limit):
            return Message(
                fr: "Le texte a \(count) mots ; \(limit) au plus sont admis. Raccourcissez-le.",
                nl: "De tekst telt \(count) woorden; hoogstens \(limit) zijn toegelaten. Kort hem in.",
                en: "The text has \(count) words; at most \(limit) are accepted. Shorten it.")
        case .notNumber(let text):
            return Message(
                fr: "« \(text) » n'est pas un nombre. Écrivez-le en chiffres, avec un point pour les décimales : \"12.5\".",
                nl: "'\(text)' is geen getal. Schrijf het in cijfers, met een punt voor de decimalen: \"12.5\".",
                en: "'\(text)' is not a number. Write it in digits, with a point before the decimals: \"12.5\".")
        case .tooManyDecimals(let limit):
            return Message(
                fr: "Le nombre a trop de décimales ; \(limit) au plus sont admises. Arrondissez-le.",
                nl: "Het getal heeft te veel decimalen; hoogstens \(limit) zijn toegelaten. Rond het af.",
                en: "The number has too many decimals; at most \(limit) are accepted. Round it.")
        case .unknownTarget(let text):
            return Message(
                fr: "« \(text) » n'est pas une cible des objectifs de développement durable. Écrivez par exemple 5.2 ou 17.9.",
                nl: "'\(text)' is geen subdoelstelling van de duurzame-ontwikkelingsdoelstellingen. Schrijf bijvoorbeeld 5.2 of 17.9.",
                en: "'\(text)' is no target of the sustainable development goals. Write for example 5.2 or 17.9.")
        case .unknownSector(let text, let day):
            return Message(
                fr: "Le code secteur « \(text) » n'est pas sur la liste du CAD au \(day). Choisissez un code de la liste.",
                nl: "De sectorcode '\(text)' staat op \(day) niet op de lijst van het DAC. Kies een code uit de lijst.",
                en: "The sector code '\(text)' is not on the list of the DAC on \(day). Choose a code of the list.")
        default:
            return partsMessage
        }
    }

    private var partsMessage: Message {
        switch kind {
        case .notRecord(let keys):
            return Message(
                fr: "Il faut ici des parties avec leurs valeurs : \(list(keys)).",
                nl: "Hier zijn delen met hun waarden nodig: \(list(keys)).",
                en: "Parts with their values are needed here: \(list(keys)).")
        case .notListOfRecords:
            return Message(
                fr: "Il faut ici une liste d'éléments : [ { … } ].", nl: "Hier is een lijst van elementen nodig: [ { … } ].",
                en: "A list of items is needed here: [ { … } ].")
        case .unknownPart(let allowed):
            return Message(
                fr: "La réponse n'a pas cette partie. Elle a : \(list(allowed)).",
                nl: "Het antwoord heeft dit deel niet. Het heeft: \(list(allowed)).",
                en: "The answer does not have this part. It has: \(list(allowed)).")
        case .tooFewItems(let count, let limit):
            return Message(
                fr: "La liste a \(count) élément(s) ; il en faut au moins \(limit).",
                nl: "De lijst telt \(count) element(en); er zijn er minstens \(limit) nodig.",
                en: "The list has \(count) item(s); at least \(limit) are needed.")
        case .tooManyItems(let count, let limit):
            return Message(
                fr: "La liste a \(count) élément(s) ; \(limit) au plus sont admis.",
                nl: "De lijst telt \(count) element(en); hoogstens \(limit) zijn toegelaten.",
                en: "The list has \(count) item(s); at most \(limit) are accepted.")
        case .totalDiffers(let total, let parts):
            return Message(
                fr: "Le total est \(total) mais la somme des parties est \(parts). Corrigez l'un des deux.",
                nl: "Het totaal is \(total) maar de som van de delen is \(parts). Verbeter een van beide.",
                en: "The total is \(total) but the parts add up to \(parts). Correct one of the two.")
        default:
            return message
        }
    }
}
