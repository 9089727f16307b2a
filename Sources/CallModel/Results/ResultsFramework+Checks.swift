/// What is wrong in a results framework beyond how it is written.
package enum ResultsFault: Hashable, Sendable {
    case notCell(String)
    case unknownOrganisation(String, suggestion: String?)
    /// A result that is part of one that does not stand before it.
    case unknownResult(String, suggestion: String?)
    case endsBeforeStart
    /// A period that begins before the one above it has ended.
    case periodsOverlap
    case totalDiffers(parts: Int, total: Int)
}

extension ResultsFramework {
    func contradictions() -> [Contradiction] {
        let (ends, results) = (SourcePath.root["plannedEnd"], SourcePath.root["results"])
        var found: [Contradiction] = []
        if plannedEnd < starts {
            found.append(Contradiction(.results(.endsBeforeStart), at: ends, from: [ends, SourcePath.root["starts"]]))
        }
        if let closed, closed < starts {
            found.append(Contradiction(.results(.endsBeforeStart), at: SourcePath.root["closed"], from: [SourcePath.root["starts"]]))
        }
        found += Self.repeated(organisations.map(\.id), SourcePath.root["organisations"])
        found += Self.repeated(self.results.map(\.id), results)
        var before: [String] = []
        for (index, node) in self.results.enumerated() {
            let path = results[index]
            let names = organisations.map(\.id)
            if !names.contains(node.owner) {
                found.append(
                    Contradiction(
                        .results(.unknownOrganisation(node.owner, suggestion: nearest(to: node.owner, among: names))), at: path["owner"],
                        from: [SourcePath.root["organisations"]]))
            }
            if let parent = node.parent, !before.contains(parent) {
                found.append(
                    Contradiction(
                        .results(.unknownResult(parent, suggestion: nearest(to: parent, among: before))), at: path["parent"]))
            }
            before.append(node.id)
            found += Self.repeated(node.indicators.map(\.id), path["indicators"])
            for (place, indicator) in node.indicators.enumerated() {
                found += indicator.contradictions(at: path["indicators"][place])
            }
        }
        return found
    }

    private static func repeated(_ ids: [String], _ path: SourcePath) -> [Contradiction] {
        var first: [String: Int] = [:]
        return ids.enumerated().compactMap { index, id in
            guard let earlier = first[id] else {
                first[id] = index
                return nil
            }
            return Contradiction(.duplicateIdentifier(id), at: path[index]["id"], related: path[earlier]["id"])
        }
    }
}

extension ResultIndicator {
    fileprivate func contradictions(at path: SourcePath) -> [Contradiction] {
        var found: [Contradiction] = []
        if let baseline { found += baseline.figures.contradictions(at: path["baseline"]) }
        for (index, period) in periods.enumerated() {
            let place = path["periods"][index]
            if period.end < period.start {
                found.append(Contradiction(.results(.endsBeforeStart), at: place["end"], from: [place["start"]]))
            }
            if index > 0, period.start <= periods[index - 1].end {
                found.append(
                    Contradiction(
                        .results(.periodsOverlap), at: place["start"], from: [path["periods"][index - 1]["end"]],
                        related: path["periods"][index - 1]))
            }
            found += period.target.contradictions(at: place["target"]) + period.actual.contradictions(at: place["actual"])
        }
        return found
    }
}

extension ResultFigures {
    /// A total that is not what its parts come to, where every part is known.
    fileprivate func contradictions(at path: SourcePath) -> [Contradiction] {
        guard case .value(let total) = total, !stated.isEmpty else { return [] }
        var parts = 0
        for sex in stated {
            switch self[sex] {
            case .value(let value):
                let (sum, overflow) = parts.addingReportingOverflow(value)
                guard !overflow else { return [] }
                parts = sum
            case .notApplicable: continue
            case .unknown, .suppressed: return []
            }
        }
        guard parts != total else { return [] }
        return [Contradiction(.results(.totalDiffers(parts: parts, total: total)), at: path["total"], from: [path])]
    }
}

extension ResultsFault {
    var message: Message {
        switch self {
        case .notCell(let text):
            Message(
                fr: "« \(text) » n'est pas un chiffre de résultat. Écrivez un nombre entier, \"/\" (sans objet), unknown ou suppressed.",
                nl: "'\(text)' is geen resultaatcijfer. Schrijf een geheel getal, \"/\" (niet van toepassing), unknown of suppressed.",
                en: "'\(text)' is no figure of a result. Write a whole number, \"/\" (not applicable), unknown or suppressed.")
        case .unknownOrganisation(let id, let suggestion):
            Message(
                fr: "L'organisation « \(id) » n'est pas dans la liste.\(Self.hint(suggestion, "Vouliez-vous dire"))",
                nl: "De organisatie '\(id)' staat niet in de lijst.\(Self.hint(suggestion, "Bedoelde u"))",
                en: "The organisation '\(id)' is not in the list.\(Self.hint(suggestion, "Did you mean"))")
        case .unknownResult(let id, let suggestion):
            Message(
                fr: "Aucun résultat « \(id) » ne figure plus haut.\(Self.hint(suggestion, "Vouliez-vous dire"))",
                nl: "Er staat geen resultaat '\(id)' hoger in het bestand.\(Self.hint(suggestion, "Bedoelde u"))",
                en: "No result '\(id)' stands further up.\(Self.hint(suggestion, "Did you mean"))")
        case .endsBeforeStart:
            Message(
                fr: "La fin précède le début. Corrigez l'une des deux dates.",
                nl: "Het einde valt voor het begin. Verbeter een van beide datums.",
                en: "The end is before the start. Correct one of the two dates.")
        case .periodsOverlap:
            Message(
                fr: "La période commence avant la fin de la précédente. Corrigez les dates, ou l'ordre.",
                nl: "De periode begint voor het einde van de vorige. Verbeter de datums, of de volgorde.",
                en: "The period begins before the one above has ended. Correct the dates, or the order.")
        case .totalDiffers(let parts, let total):
            Message(
                fr: "Le total (\(total)) n'est pas la somme de ses parties (\(parts)).",
                nl: "Het totaal (\(total)) is niet de som van zijn delen (\(parts)).",
                en: "The total (\(total)) is not the sum of its parts (\(parts)).")
        }
    }

    private static func hint(_ suggestion: String?, _ words: String) -> String { suggestion.map { " \(words) '\($0)'?" } ?? "" }
}
