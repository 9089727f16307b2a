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
        let table = Table(cursor, keys: ["id", "label", "help", "scale", "options", "weight", "minimum"])
        table.needs(oneOf: ["scale", "options"])
        table.excludes(allButOneOf: ["scale", "options"])
        let written = table.optional("options")
        let scale = written == nil ? table.required("scale") : table.optional("scale")
        if let scale, written != nil { scale.remark(.bothKeys("scale", "options")) }
        let options = written.map { $0.list(ScoreOption.read) ?? [] }
        let numbers = scale.map { Scale.read($0) }
        return Criterion(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            help: table.optional("help")?.localized(),
            scale: options.map(Scale.init) ?? numbers ?? Scale(min: 0, max: 1),
            options: options,
            weight: table.required("weight")?.whole(in: 0...1000) ?? 1,
            minimum: table.optional("minimum")?.whole(in: -1000...1000))
    }
}

extension ScoreOption {
    static func read(_ cursor: Cursor) -> ScoreOption {
        let table = Table(cursor, keys: ["id", "label", "points"])
        return ScoreOption(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            points: table.required("points")?.whole(in: 0...1000) ?? 0)
    }
}

extension Criterion.Scale {
    fileprivate init(_ options: [ScoreOption]) {
        let points = options.map(\.points)
        self.init(min: points.min() ?? 0, max: points.max() ?? 1)
    }

    static func read(_ cursor: Cursor?) -> Criterion.Scale {
        let table = cursor.map { Table($0, keys: ["min", "max"]) }
        return Criterion.Scale(
            min: table?.required("min")?.whole(in: 0...1000) ?? 0,
            max: table?.required("max")?.whole(in: 1...1000) ?? 1)
    }
}
