package import CallModel

/// What a virus scanner says of a document.
package enum ScanVerdict: Hashable, Sendable {
    case clean
    /// A virus, by the scanner's name for it.
    case infected(String)
    /// Nothing was found out. The document may be kept, and is not handed out until it was scanned.
    case unscanned(ScanFailure)
}

/// Why a scanner said nothing.
package enum ScanFailure: Error, Hashable, Sendable {
    /// No scanner is configured.
    case noScanner
    case unreachable(String)
    /// It took longer than it may.
    case timedOut
    /// The document is larger than the scanner takes.
    case tooLarge
    /// An answer that is none, shortened, or a connection that ended without one.
    case unexpected(String)

    package var message: Message {
        switch self {
        case .noScanner:
            Message(
                fr: "Aucun antivirus n'est configuré. Indiquez `clamd` dans config/server.yaml.",
                nl: "Er is geen virusscanner ingesteld. Vul `clamd` in config/server.yaml in.",
                en: "No virus scanner is configured. Name `clamd` in config/server.yaml.")
        case .unreachable(let reason):
            Message(
                fr: "L'antivirus ne répond pas (\(reason)). Vérifiez que clamd fonctionne.",
                nl: "De virusscanner is niet bereikbaar (\(reason)). Controleer of clamd draait.",
                en: "The virus scanner cannot be reached (\(reason)). Check that clamd runs.")
        case .timedOut:
            Message(
                fr: "L'antivirus a mis trop de temps. Recommencez plus tard.",
                nl: "De virusscanner deed er te lang over. Probeer later opnieuw.",
                en: "The virus scanner took too long. Try again later.")
        case .tooLarge:
            Message(
                fr: "Le document est plus grand que l'antivirus n'en prend. Augmentez StreamMaxLength de clamd.",
                nl: "Het document is groter dan de virusscanner aanneemt. Verhoog StreamMaxLength van clamd.",
                en: "The document is larger than the virus scanner takes. Raise StreamMaxLength of clamd.")
        case .unexpected(let answer):
            Message(
                fr: "L'antivirus a donné une réponse inattendue (\(answer)). Vérifiez que c'est bien clamd.",
                nl: "De virusscanner gaf een onverwacht antwoord (\(answer)). Controleer of het wel clamd is.",
                en: "The virus scanner gave an unexpected answer (\(answer)). Check that it is clamd.")
        }
    }
}
