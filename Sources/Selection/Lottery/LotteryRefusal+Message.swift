package import CallModel

extension LotteryFault {
    package var message: Message {
        switch self {
        case .emptyKey:
            Message(fr: "La clé est vide.", nl: "De sleutel is leeg.", en: "The key is empty.")
        case .poolOutOfRange(let pool):
            Message(
                fr: "Un tirage porte sur 1 à 65 535 dossiers, pas sur \(pool).",
                nl: "Een loting gaat over 1 tot 65.535 dossiers, niet over \(pool).",
                en: "A draw is among 1 to 65,535 files, not \(pool).")
        case .countOutOfRange(let count, let pool):
            Message(
                fr: "De \(pool) dossiers on en tire de 1 à \(pool), pas \(count).",
                nl: "Uit \(pool) dossiers trekt men er 1 tot \(pool), niet \(count).",
                en: "From \(pool) files 1 to \(pool) are drawn, not \(count).")
        case .tooManyValues:
            Message(
                fr: "Il faut de 1 à 16 sources, et de chacune de 1 à 16 nombres.",
                nl: "Er zijn 1 tot 16 bronnen nodig, elk met 1 tot 16 getallen.",
                en: "There have to be 1 to 16 sources, each with 1 to 16 numbers.")
        }
    }
}

extension LotteryRefusal {
    package var message: Message {
        switch self {
        case .selection(let fault): fault.message
        case .unknownFormat(let format):
            Message(
                fr: "Le format « \(format) » n'est pas \(LotteryNotice.format).",
                nl: "Het formaat '\(format)' is niet \(LotteryNotice.format).",
                en: "The format '\(format)' is not \(LotteryNotice.format).")
        case .drawnTwice(let file):
            Message(
                fr: "Le dossier \(file) est deux fois dans la liste.", nl: "Dossier \(file) staat twee keer in de lijst.",
                en: "The file \(file) is in the pool twice.")
        case .sourceUnnamed(let place):
            Message(
                fr: "La source \(place) n'a pas de nom : dites d'où viendront les nombres.",
                nl: "Bron \(place) heeft geen naam: zeg waar de getallen vandaan zullen komen.",
                en: "Source \(place) has no name: say what the numbers will be taken from.")
        case .publishedLate(let published, let entropy):
            Message(
                fr: "Publié le \(published.onTheWall) : les nombres pouvaient être connus dès le \(entropy.onTheWall).",
                nl: "Bekendgemaakt op \(published.onTheWall): de getallen konden vanaf \(entropy.onTheWall) gekend zijn.",
                en: "Published at \(published.onTheWall): the numbers could be known from \(entropy.onTheWall) on.")
        case .otherSources(let expected, let found):
            Message(
                fr: "Il faut les nombres de \(expected.joined(separator: ", ")), dans cet ordre, pas de \(found.joined(separator: ", ")).",
                nl:
                    "Nodig zijn de getallen van \(expected.joined(separator: ", ")), in die volgorde, niet van \(found.joined(separator: ", ")).",
                en:
                    "The numbers have to be those of \(expected.joined(separator: ", ")), in this order, not of \(found.joined(separator: ", "))."
            )
        case .notNumber(let text, let source):
            Message(
                fr: "« \(text) » de \(source) n'est pas un nombre : des chiffres avec au plus un point.",
                nl: "'\(text)' van \(source) is geen getal: cijfers met hoogstens één punt.",
                en: "'\(text)' of \(source) is no number: digits with at most one point.")
        case .entropyTooOld(let source, let date, let earliest):
            Message(
                fr: "Les nombres de \(source) sont du \(date.onTheWall), avant le \(earliest.onTheWall) : ils pouvaient être connus.",
                nl: "De getallen van \(source) zijn van \(date.onTheWall), vóór \(earliest.onTheWall): ze konden gekend zijn.",
                en: "The numbers of \(source) are from \(date.onTheWall), before \(earliest.onTheWall): they could have been known.")
        case .entropyAhead(let source, let date):
            Message(
                fr: "Les nombres de \(source) seraient du \(date.onTheWall), qui n'est pas encore venu.",
                nl: "De getallen van \(source) zouden van \(date.onTheWall) zijn, dat nog moet komen.",
                en: "The numbers of \(source) would be from \(date.onTheWall), which is yet to come.")
        case .otherKey(let expected, let found):
            Message(
                fr: "Ces nombres donnent la clé \(expected), pas \(found).",
                nl: "Deze getallen geven de sleutel \(expected), niet \(found).",
                en: "These numbers give the key \(expected), not \(found).")
        case .otherSelection:
            Message(
                fr: "Ce n'est pas ce que la clé tire.", nl: "Dit is niet wat de sleutel trekt.", en: "This is not what the key draws.")
        case .otherNotice:
            Message(
                fr: "Ce n'est pas l'avis tel qu'il a été publié.", nl: "Dit is niet het bericht zoals het bekendgemaakt werd.",
                en: "This is not the notice as it was published.")
        }
    }
}

extension Instant {
    /// The time as people in the town read it, with its zone; files have it in UTC.
    fileprivate var onTheWall: String {
        let zone = "Europe/Brussels"
        guard let clock = ZonedTime.wallClock(of: self, in: zone) else { return iso8601 }
        let parts = [clock.secondOfDay / 3600, clock.secondOfDay / 60 % 60, clock.secondOfDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let shown = clock.secondOfDay % 60 == 0 ? parts.prefix(2) : parts[...]
        return "\(clock.date) " + shown.joined(separator: ":") + " (\(zone))"
    }
}
