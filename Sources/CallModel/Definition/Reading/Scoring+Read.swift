extension ScoringGrid {
    static func read(_ cursor: Cursor?) -> ScoringGrid {
        let table = cursor.map { Table($0, keys: ["aggregate", "minimumOn100", "ties", "consensus", "sections"]) }
        return ScoringGrid(
            sections: table?.required("sections")?.list(ScoringSection.read) ?? [],
            aggregate: table?.required("aggregate")?.word() ?? .mean,
            minimumOn100: table?.optional("minimumOn100")?.whole(in: 0...100),
            ties: table?.required("ties")?.list { $0.tieKey() ?? .earlierSubmission } ?? [],
            consensus: table?.optional("consensus")?.word())
    }
}

extension ScoringSection {
    static func read(_ cursor: Cursor) -> ScoringSection {
        let table = Table(cursor, keys: ["id", "label", "minimumOn100", "criteria"])
        return ScoringSection(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            minimumOn100: table.optional("minimumOn100")?.whole(in: 0...100),
            criteria: table.required("criteria")?.list(Criterion.read) ?? [])
    }
}

extension Criterion {
    static func read(_ cursor: Cursor) -> Criterion {
        let table = Table(cursor, keys: ["id", "label", "help", "scale", "weight", "minimum"])
        return Criterion(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            help: table.optional("help")?.localized(),
            scale: Scale.read(table.required("scale")),
            weight: table.required("weight")?.whole(in: 0...1000) ?? 1,
            minimum: table.optional("minimum")?.whole(in: -1000...1000))
    }
}

extension Criterion.Scale {
    static func read(_ cursor: Cursor?) -> Criterion.Scale {
        let table = cursor.map { Table($0, keys: ["min", "max"]) }
        return Criterion.Scale(
            min: table?.required("min")?.whole(in: 0...1000) ?? 0,
            max: table?.required("max")?.whole(in: 1...1000) ?? 1)
    }
}
