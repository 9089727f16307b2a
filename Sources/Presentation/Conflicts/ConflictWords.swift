package import CallModel
package import Selection
package import Service
import Store

/// Words about conflicts of interest.
package enum ConflictWords {
    package static let inForce = Message(fr: "en vigueur", nl: "van kracht", en: "in force")
    package static let declaredBy = Message(fr: "déclaré par", nl: "aangegeven door", en: "declared by")
    package static let pinned = Message(fr: "tranché", nl: "beslist", en: "pinned")
    package static let evidence = Message(fr: "indice", nl: "aanwijzing", en: "evidence")
    package static let ofMember = Message(fr: "du membre", nl: "van het lid", en: "of the member")
    package static let inFile = Message(fr: "du dossier", nl: "van het dossier", en: "of the file")
    package static let change = Message(fr: "changement", nl: "wijziging", en: "change")
    package static let rankBefore = Message(fr: "rang avec", nl: "rang met", en: "rank with")
    package static let rankAfter = Message(fr: "rang sans", nl: "rang zonder", en: "rank without")
    package static let scoreBefore = Message(fr: "score avec", nl: "score met", en: "score with")
    package static let scoreAfter = Message(fr: "score sans", nl: "score zonder", en: "score without")
    package static let proposedBefore = Message(fr: "proposé avec", nl: "voorgesteld met", en: "proposed with")
    package static let proposedAfter = Message(fr: "proposé sans", nl: "voorgesteld zonder", en: "proposed without")
    package static let nothingChanges = Message(
        fr: "Les deux listes sont les mêmes.", nl: "Beide lijsten zijn dezelfde.", en: "The two lists are the same.")

    package static func ruling(_ ruling: ConflictRuling) -> Message {
        switch ruling {
        case .conflict: Message(fr: "conflit", nl: "conflict", en: "conflict")
        case .clear: Message(fr: "aucun conflit", nl: "geen conflict", en: "no conflict")
        }
    }

    package static func pinned(_ pair: ConflictReceipt.Pinned) -> Message {
        let ruled = ruling(pair.ruling)
        return Message(
            fr: "\(pair.reference) \(pair.member) : déclaration enregistrée, mais le secrétariat a tranché : \(ruled.text(in: .french)).",
            nl: "\(pair.reference) \(pair.member): aangifte bewaard, maar het secretariaat heeft beslist: \(ruled.text(in: .dutch)).",
            en: "\(pair.reference) \(pair.member): recorded, but the secretariat has pinned it: \(ruled.text(in: .english)).")
    }

    package static func impact(_ pair: ImpactView.Pair) -> Message {
        guard pair.stands else {
            return Message(
                fr: "\(pair.reference) : les notes de \(pair.member) sont annulées.",
                nl: "\(pair.reference): de scores van \(pair.member) vervallen.",
                en: "\(pair.reference): the scores of \(pair.member) are void.")
        }
        let why = why(pair.standing ?? .advised)
        return Message(
            fr: "\(pair.reference) : les notes de \(pair.member) restent, \(why.text(in: .french)) ; sans elles, la liste aurait été "
                + "l'autre.",
            nl: "\(pair.reference): de scores van \(pair.member) blijven, \(why.text(in: .dutch)); zonder die scores was het de andere "
                + "lijst geweest.",
            en: "\(pair.reference): the scores of \(pair.member) stay, \(why.text(in: .english)); without them it would have been the "
                + "other list.")
    }

    /// Why scores that a conflict is about still count.
    private static func why(_ standing: ConflictImpact.Standing) -> Message {
        switch standing {
        case .advised:
            Message(
                fr: "car l'avis du conseil en dépend", nl: "want het advies van de raad steunt erop",
                en: "because the council's advice rests on them")
        case .decided:
            Message(
                fr: "car une décision a été prise sur le dossier", nl: "want over het dossier werd beslist",
                en: "because the file was decided on")
        case .onlyScores:
            Message(
                fr: "car le dossier n'en a pas d'autres et les évaluations sont closes : le conseil en est averti",
                nl: "want het dossier heeft er geen andere en de beoordelingen zijn voorbij: de raad wordt ervan verwittigd",
                en: "because the file has no others and the reviews are over: the council is told")
        case .withdrawn:
            Message(
                fr: "car le dossier a été retiré", nl: "want het dossier werd ingetrokken", en: "because the file was withdrawn")
        case .callEnded:
            Message(fr: "car l'appel est terminé", nl: "want de oproep is afgelopen", en: "because the call has ended")
        }
    }

    package static func cleared(_ pair: ImpactView.Pair) -> Message {
        let (reference, member) = (pair.reference, pair.member)
        return pair.stands
            ? Message(
                fr: "\(reference) : le secrétariat a tranché depuis que \(member) n'a pas de conflit.",
                nl: "\(reference): het secretariaat heeft sindsdien beslist dat \(member) geen conflict heeft.",
                en: "\(reference): the secretariat has since ruled that \(member) has no conflict.")
            : Message(
                fr: "\(reference) : le secrétariat a tranché depuis que \(member) n'a pas de conflit ; les notes restent annulées.",
                nl: "\(reference): het secretariaat heeft sindsdien beslist dat \(member) geen conflict heeft; de scores blijven "
                    + "vervallen.",
                en: "\(reference): the secretariat has since ruled that \(member) has no conflict; the scores stay void.")
    }

    package static func change(_ kind: ImpactView.Change.Kind) -> Message {
        switch kind {
        case .enters: Message(fr: "entre", nl: "komt erin", en: "enters")
        case .leaves: Message(fr: "sort", nl: "valt eruit", en: "leaves")
        case .amount: Message(fr: "montant", nl: "bedrag", en: "amount")
        case .rank: Message(fr: "rang", nl: "rang", en: "rank")
        case .score: Message(fr: "score", nl: "score", en: "score")
        case .unscored: Message(fr: "sans note", nl: "zonder score", en: "without a score")
        }
    }

    package static func evidence(_ kind: ConflictEvidence.Kind) -> Message {
        switch kind {
        case .boardMember: Message(fr: "administrateur", nl: "bestuurder", en: "board member")
        case .enterpriseNumber: Words.enterpriseNumber
        case .organisation: Words.organisation
        case .contactPerson: Message(fr: "personne de contact", nl: "contactpersoon", en: "contact person")
        case .partner: Message(fr: "partenaire", nl: "partner", en: "partner")
        case .namedInFile: Message(fr: "nommé dans le dossier", nl: "genoemd in het dossier", en: "named in the file")
        case .emailDomain: Message(fr: "domaine de courriel", nl: "e-maildomein", en: "e-mail domain")
        case .postcode: Message(fr: "code postal (faible)", nl: "postcode (zwak)", en: "postcode (weak)")
        }
    }
}
