package import CallModel

extension ArchiveFault {
    package var message: Message {
        switch self {
        case .zip(let error): error.message
        case .file(let fault): fault.message
        case .noManifest:
            Message(
                fr: "ce n'est pas une archive d'un appel, ou son manifeste est endommagé",
                nl: "dit is geen archief van een oproep, of het manifest is beschadigd",
                en: "this is no archive of a call, or its manifest is damaged")
        case .missing(let part):
            Message(fr: "\(part) manque", nl: "\(part) ontbreekt", en: "\(part) is missing")
        case .added(let part):
            Message(
                fr: "\(part) a été ajouté", nl: "\(part) is toegevoegd", en: "\(part) was added")
        case .changed(let part):
            Message(
                fr: "\(part) n'est pas tel qu'il a été écrit", nl: "\(part) is niet zoals het geschreven werd",
                en: "\(part) is not as it was written")
        case .outside:
            Message(
                fr: "des octets entre les parties ne sont pas ceux qui ont été écrits",
                nl: "bytes tussen de delen zijn niet die welke geschreven werden",
                en: "bytes between the parts are not those that were written")
        }
    }
}
