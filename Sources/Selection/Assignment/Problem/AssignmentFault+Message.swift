package import CallModel

extension AssignmentFault {
    /// What is wrong there. What a scanner says of a text that is no JSON is in English, as in every such file.
    package var message: Message {
        switch kind {
        case .reviewCount(let count, let most):
            Message(
                fr: "\(count) n'est pas un nombre de 1 à \(most)", nl: "\(count) is geen getal van 1 tot \(most)",
                en: "\(count) is not a number from 1 to \(most)")
        case .tooManyPairs(let applications, let reviewers, let most):
            Message(
                fr: "\(applications) dossiers et \(reviewers) évaluateurs font plus de \(most) paires",
                nl: "\(applications) dossiers en \(reviewers) beoordelaars geven meer dan \(most) paren",
                en: "\(applications) applications and \(reviewers) reviewers are more than \(most) pairs")
        case .empty: Message(fr: "est vide", nl: "is leeg", en: "is empty")
        case .missing: Message(fr: "manque", nl: "ontbreekt", en: "is missing")
        case .givenTwice: Message(fr: "figure deux fois", nl: "staat er twee keer", en: "is given twice")
        case .unknownKey(let owner): owner.unknownKey
        case .expected(let shape): shape.expected
        case .notUTF8:
            Message(
                fr: "un texte n'est pas en UTF-8, ou contient une séquence d'échappement qui n'existe pas",
                nl: "een tekst is geen UTF-8, of bevat een escape die niet bestaat",
                en: "a text is no UTF-8, or has an escape that does not exist")
        case .syntax(let sentence): Message(fr: sentence, nl: sentence, en: sentence)
        case .objective(let text):
            Message(fr: "\(text) n'est ni sum ni fair", nl: "\(text) is noch sum noch fair", en: "\(text) is neither sum nor fair")
        case .otherReviewer(let id):
            Message(
                fr: "un autre évaluateur s'appelle \(id)", nl: "een andere beoordelaar heet \(id)", en: "another reviewer is called \(id)")
        case .otherApplication(let id):
            Message(
                fr: "un autre dossier s'appelle \(id)", nl: "een ander dossier heet \(id)", en: "another application is called \(id)")
        case .noLoad(let count):
            Message(
                fr: "\(count) n'est pas un nombre de dossiers",
                nl: "\(count) is geen aantal dossiers",
                en: "\(count) is no number of files")
        case .belowMinimum(let most, let minimum):
            Message(
                fr: "\(most) est inférieur au minLoad de \(minimum)", nl: "\(most) is minder dan de minLoad van \(minimum)",
                en: "\(most) is below the minLoad of \(minimum)")
        case .belowAssigned(let most, let assigned):
            Message(
                fr: "\(most) est inférieur aux \(assigned) dossiers déjà attribués",
                nl: "\(most) is minder dan de \(assigned) dossiers die al toegewezen zijn",
                en: "\(most) is below the \(assigned) files assigned already")
        case .noReviewer(let name):
            Message(
                fr: "il n'y a pas d'évaluateur \(name)", nl: "er is geen beoordelaar \(name)", en: "there is no reviewer \(name)")
        case .namedTwice(let name):
            Message(fr: "\(name) est cité deux fois", nl: "\(name) wordt twee keer genoemd", en: "\(name) is named twice")
        case .affinity(let points, let most):
            Message(
                fr: "\(points) n'est ni entre 0 et \(most), ni -1 pour un conflit",
                nl: "\(points) ligt niet tussen 0 en \(most), en is ook niet -1 voor een conflict",
                en: "\(points) is neither 0 to \(most) nor -1 for a conflict")
        case .assignedDespiteConflict:
            Message(
                fr: "a un conflit et est déjà attribué", nl: "heeft een conflict en is al toegewezen",
                en: "has a conflict and is assigned already")
        }
    }
}

extension AssignmentFault.Owner {
    fileprivate var unknownKey: Message {
        switch self {
        case .problem:
            Message(fr: "n'est pas une clé d'un problème", nl: "is geen sleutel van een probleem", en: "is no key of a problem")
        case .reviewer:
            Message(fr: "n'est pas une clé d'un évaluateur", nl: "is geen sleutel van een beoordelaar", en: "is no key of a reviewer")
        case .application:
            Message(fr: "n'est pas une clé d'un dossier", nl: "is geen sleutel van een dossier", en: "is no key of an application")
        }
    }
}

extension AssignmentFault.Shape {
    fileprivate var expected: Message {
        switch self {
        case .text: Message(fr: "un texte est attendu", nl: "verwacht: een tekst", en: "expected a text")
        case .whole: Message(fr: "un nombre entier est attendu", nl: "verwacht: een geheel getal", en: "expected a whole number")
        case .object: Message(fr: "un objet est attendu", nl: "verwacht: een object", en: "expected an object")
        case .list: Message(fr: "une liste est attendue", nl: "verwacht: een lijst", en: "expected a list")
        }
    }
}
