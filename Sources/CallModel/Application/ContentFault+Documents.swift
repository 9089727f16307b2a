extension ContentFault {
    /// What is wrong with a document, and what to do about it.
    var documentMessage: Message {
        switch kind {
        case .fileType(let type, let allowed):
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            return Message(
                fr: "Un document \(type.rawValue) n'est pas accepté ici. Enregistrez-le comme : \(names).",
                nl: "Een \(type.rawValue)-document wordt hier niet aanvaard. Bewaar het als: \(names).",
                en: "A \(type.rawValue) document is not accepted here. Save it as: \(names).")
        case .fileTooLarge(let size, let limit):
            return Message(
                fr: "Le document a \(size) octets ; \(limit) au plus sont admis. Réduisez-le.",
                nl: "Het document telt \(size) bytes; hoogstens \(limit) zijn toegelaten. Verklein het.",
                en: "The document has \(size) bytes; at most \(limit) are accepted. Make it smaller.")
        case .fileEmpty:
            return Message(
                fr: "Le document est vide. Enregistrez-le à nouveau.", nl: "Het document is leeg. Bewaar het opnieuw.",
                en: "The document is empty. Save it again.")
        case .tooManyDocuments(let count, let limit):
            return Message(
                fr: "\(count) documents sont joints ; \(limit) au plus sont admis. Réunissez-les.",
                nl: "Er zijn \(count) documenten bijgevoegd; hoogstens \(limit) zijn toegelaten. Voeg ze samen.",
                en: "\(count) documents are attached; at most \(limit) are accepted. Join them.")
        default: return message
        }
    }
}
