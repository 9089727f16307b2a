package import CallModel
package import Selection

extension CheckedCertificate {
    /// What was verified, in plain words.
    package var sentences: Message {
        let amount = Cents(awardedCents).decimal
        let proof = shownBound.map { optimality(bound: $0) }
        let rule = self.rule.rawValue
        let (files, ways) = (counts, attempts)
        return Message(
            fr: """
                Le certificat est juste. Règle \(rule) : \(files.french)\(ways.french).
                \(Self.count(awards, "subside", "subsides")) pour \(amount), \(Self.count(unfunded, "dossier", "dossiers")) sans subside \
                avec la bonne raison, somme des scores \(totalScore).
                Problème : SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.french } ?? ""),
            nl: """
                Het certificaat klopt. Regel \(rule): \(files.dutch)\(ways.dutch).
                \(Self.count(awards, "subsidie", "subsidies")) voor \(amount), \(Self.count(unfunded, "dossier", "dossiers")) zonder \
                subsidie met de juiste reden, som van de scores \(totalScore).
                Probleem: SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.dutch } ?? ""),
            en: """
                The certificate is right. Rule \(rule): \(files.english)\(ways.english).
                \(Self.count(awards, "award", "awards")) of \(amount), \(Self.count(unfunded, "file", "files")) without one for the right \
                reason, sum of scores \(totalScore).
                Problem: SHA-256 \(problemSHA256)
                """ + (proof.map { "\n" + $0.english } ?? ""))
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

    private var counts: Message {
        Message(
            fr: Self.count(applications, "dossier", "dossiers") + ", " + Self.count(lines, "ligne", "lignes"),
            nl: Self.count(applications, "dossier", "dossiers") + ", " + Self.count(lines, "lijn", "lijnen"),
            en: Self.count(applications, "file", "files") + ", " + Self.count(lines, "line", "lines"))
    }

    /// Nothing where the rule makes no attempts: the amounts, or the limits, were worked out again.
    private var attempts: Message {
        guard passes > 0 else { return Message(fr: ", tout recalculé", nl: ", alles herrekend", en: ", all worked out again") }
        return Message(
            fr: ", \(Self.count(steps, "essai", "essais")) en \(Self.count(passes, "passage", "passages")), tous refaits dans l'ordre",
            nl: ", \(Self.count(steps, "poging", "pogingen")) in \(Self.count(passes, "ronde", "rondes")), alle in volgorde overgedaan",
            en: ", \(Self.count(steps, "attempt", "attempts")) in \(Self.count(passes, "pass", "passes")), all redone in their order")
    }

    /// What was shown of the sum, and what was not.
    private func optimality(bound: Int64) -> Message {
        switch proof {
        case .prices where bound == totalScore:
            return Message(
                fr: "Aucune liste n'a une plus grande somme : les prix du certificat le prouvent.",
                nl: "Geen enkele lijst heeft een grotere som: de prijzen van het certificaat bewijzen het.",
                en: "No list has a greater sum: the prices of the certificate prove it.")
        case .cases where bound == totalScore:
            return Message(
                fr: "Aucune liste n'a une plus grande somme : toutes celles que les prix du certificat permettent ont été examinées.",
                nl: "Geen enkele lijst heeft een grotere som: alle die de prijzen van het certificaat toelaten zijn bekeken.",
                en: "No list has a greater sum: all those that the prices of the certificate leave possible were looked at.")
        default: return unproven(bound: bound)
        }
    }

    private func unproven(bound: Int64) -> Message {
        let more = bound - totalScore
        let shown = Message(
            fr: "Les limites sont respectées, et aucune liste n'a plus de \(bound) : \(more) de plus tout au plus.",
            nl: "De grenzen zijn gerespecteerd, en geen enkele lijst heeft meer dan \(bound): hoogstens \(more) meer.",
            en: "The limits hold, and no list has more than \(bound): \(more) more at most.")
        let claim =
            claimedBound == totalScore
            ? Message(
                fr: "Le certificat dit que cette somme est la plus grande ; cela n'est pas montré ici.",
                nl: "Het certificaat zegt dat deze som de grootste is; dat is hier niet aangetoond.",
                en: "The certificate says that this sum is the greatest; that is not shown here.")
            : Message(
                fr: "Le certificat ne dit pas que cette somme est la plus grande.",
                nl: "Het certificaat zegt niet dat deze som de grootste is.",
                en: "The certificate does not say that this sum is the greatest.")
        return Message(
            fr: shown.french + " " + claim.french, nl: shown.dutch + " " + claim.dutch, en: shown.english + " " + claim.english)
    }
}
