package import CallModel
package import Selection

extension CheckedCertificate {
    /// What was verified, in plain words.
    package var sentences: Message {
        let amount = Cents(awardedCents).decimal
        let proof = bound.map { optimality(bound: $0) }
        return Message(
            fr: """
                Le certificat est juste. Règle \(rule.rawValue) : \(applications) dossiers, \(lines) lignes, \(steps) essais en \
                \(passes) passages, tous refaits dans l'ordre.
                \(awards) subsides pour \(amount), \(unfunded) dossiers sans subside avec la bonne raison, somme des scores \(totalScore).
                Problème : SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.french } ?? ""),
            nl: """
                Het certificaat klopt. Regel \(rule.rawValue): \(applications) dossiers, \(lines) lijnen, \(steps) pogingen in \
                \(passes) rondes, alle in volgorde overgedaan.
                \(awards) subsidies voor \(amount), \(unfunded) dossiers zonder subsidie met de juiste reden, som van de scores \(totalScore).
                Probleem: SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.dutch } ?? ""),
            en: """
                The certificate is right. Rule \(rule.rawValue): \(applications) files, \(lines) lines, \(steps) attempts in \
                \(passes) passes, all redone in their order.
                \(awards) awards of \(amount), \(unfunded) files without one for the right reason, sum of scores \(totalScore).
                Problem: SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.english } ?? ""))
    }

    private func optimality(bound: Int64) -> Message {
        switch proof {
        case .prices where bound == totalScore:
            return Message(
                fr: "Aucune liste n'a une plus grande somme : les prix du certificat le prouvent.",
                nl: "Geen enkele lijst heeft een grotere som: de prijzen van het certificaat bewijzen het.",
                en: "No list has a greater sum: the prices of the certificate prove it.")
        case .cases:
            return Message(
                fr: "Aucune liste n'a plus que ce que dit le certificat : toutes celles que ses prix permettent ont été examinées à nouveau.",
                nl: "Geen enkele lijst heeft meer dan het certificaat zegt: alle die zijn prijzen toelaten zijn opnieuw bekeken.",
                en: "No list has more than the certificate says: all those that its prices allow were looked at again.")
        case .prices:
            return Message(
                fr: "Aucune liste n'a plus de \(bound) ; le certificat ne dit pas que cette somme est la plus grande.",
                nl: "Geen enkele lijst heeft meer dan \(bound); het certificaat zegt niet dat deze som de grootste is.",
                en: "No list has more than \(bound); the certificate does not say that this sum is the greatest.")
        case .unproven, nil: return unproven(bound: bound)
        }
    }

    private func unproven(bound: Int64) -> Message {
        Message(
            fr: """
                Les limites sont respectées, et aucune liste n'a plus de \(bound), \(bound - totalScore) de plus ; que cette somme \
                soit la plus grande a été prouvé par la recherche, que ce certificat ne contient pas.
                """,
            nl: """
                De grenzen zijn gerespecteerd, en geen enkele lijst heeft meer dan \(bound), \(bound - totalScore) meer; dat deze som \
                de grootste is bewees het zoeken zelf, dat niet in het certificaat staat.
                """,
            en: """
                The limits hold, and no list has more than \(bound), which is \(bound - totalScore) more; that this sum is the \
                greatest was proven by the search, which this certificate does not contain.
                """)
    }
}
