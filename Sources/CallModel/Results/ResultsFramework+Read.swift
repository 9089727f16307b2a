/// What the checker makes of a results framework's file.
package struct CheckedResultsFramework: Sendable {
    /// Nil when there is a fault.
    package let framework: ResultsFramework?
    package let faults: [DefinitionFault]
}

extension ResultsFramework {
    /// Reads and checks a whole framework and reports every fault at once.
    package static func check(_ source: SourceNode) -> CheckedResultsFramework {
        let log = FaultLog()
        let table = Table(
            Cursor(node: source, path: .root, place: source.position, log: log),
            keys: ["format", "id", "title", "starts", "plannedEnd", "closed", "organisations", "results"])
        _ = table.required("format")?.whole(in: 1...1)
        let epoch = CalendarDate(daysSince1970: 0)
        let framework = ResultsFramework(
            id: table.required("id")?.identifier() ?? "", title: table.required("title")?.localized() ?? LocalizedText(),
            starts: table.required("starts")?.date() ?? epoch, plannedEnd: table.required("plannedEnd")?.date() ?? epoch,
            closed: table.optional("closed")?.date(),
            organisations: table.required("organisations")?.list(ResultOrganisation.read) ?? [],
            results: table.required("results")?.list(ResultNode.read) ?? [])
        for found in framework.contradictions()
        where ([found.path] + found.evidence).allSatisfy({ log.isReadable($0) }) {
            log.remark(
                found.kind, path: found.path, position: source.position(of: found.path),
                related: found.related.map { source.position(of: $0) })
        }
        return CheckedResultsFramework(framework: log.faults.isEmpty ? framework : nil, faults: log.faults)
    }
}

extension ResultOrganisation {
    fileprivate static func read(_ cursor: Cursor) -> ResultOrganisation {
        let table = Table(cursor, keys: ["id", "name", "role", "enterpriseNumber"])
        return ResultOrganisation(
            id: table.required("id")?.identifier() ?? "", name: table.required("name")?.localized() ?? LocalizedText(),
            role: table.required("role")?.word() ?? .implementing,
            enterpriseNumber: table.optional("enterpriseNumber")?.enterpriseNumber())
    }
}

extension ResultNode {
    fileprivate static func read(_ cursor: Cursor) -> ResultNode {
        let table = Table(cursor, keys: ["id", "kind", "title", "owner", "parent", "indicators"])
        return ResultNode(
            id: table.required("id")?.identifier() ?? "", kind: table.required("kind")?.word() ?? .other,
            title: table.required("title")?.localized() ?? LocalizedText(),
            owner: table.required("owner")?.identifier() ?? "", parent: table.optional("parent")?.identifier(),
            indicators: table.optional("indicators")?.list(mayBeEmpty: true, ResultIndicator.read) ?? [])
    }
}

extension ResultIndicator {
    fileprivate static func read(_ cursor: Cursor) -> ResultIndicator {
        let table = Table(
            cursor, keys: ["id", "title", "measure", "accumulation", "unit", "ascending", "baseline", "periods"])
        return ResultIndicator(
            id: table.required("id")?.identifier() ?? "", title: table.required("title")?.localized() ?? LocalizedText(),
            measure: table.required("measure")?.word() ?? .unit,
            accumulation: table.required("accumulation")?.word() ?? .perPeriod,
            unit: table.required("unit")?.localized() ?? LocalizedText(),
            ascending: table.optional("ascending")?.flag() ?? true,
            baseline: table.optional("baseline").map(Baseline.read),
            periods: table.required("periods")?.list(Period.read) ?? [])
    }
}

extension ResultIndicator.Baseline {
    fileprivate static func read(_ cursor: Cursor) -> ResultIndicator.Baseline {
        let table = Table(cursor, keys: ["year"] + ResultFigures.keys)
        return ResultIndicator.Baseline(
            year: table.required("year")?.whole(in: 1...9999) ?? 1, figures: ResultFigures.read(table))
    }
}

extension ResultIndicator.Period {
    fileprivate static func read(_ cursor: Cursor) -> ResultIndicator.Period {
        let table = Table(cursor, keys: ["start", "end", "target", "actual"])
        func figures(_ key: String) -> ResultFigures {
            table.optional(key).map { ResultFigures.read(Table($0, keys: ResultFigures.keys)) } ?? ResultFigures()
        }
        let epoch = CalendarDate(daysSince1970: 0)
        return ResultIndicator.Period(
            start: table.required("start")?.date() ?? epoch, end: table.required("end")?.date() ?? epoch,
            target: figures("target"), actual: figures("actual"))
    }
}

extension ResultFigures {
    fileprivate static let keys = Sex.allCases.map(\.rawValue) + ["total"]

    fileprivate static func read(_ table: Table) -> ResultFigures {
        var cells: [Sex: Cell] = [:]
        for sex in Sex.allCases { cells[sex] = table.optional(sex.rawValue)?.cell() }
        return ResultFigures(cells, total: table.optional("total")?.cell())
    }
}

extension Cursor {
    /// A whole number from 0, "/", unknown or suppressed.
    fileprivate func cell() -> ResultFigures.Cell? {
        guard let text = text() else { return nil }
        switch text {
        case "/": return .notApplicable
        case "unknown": return .unknown
        case "suppressed": return .suppressed
        default:
            guard let value = Int(text), value >= 0, !text.hasPrefix("+"), !text.hasPrefix("-") else {
                report(.results(.notCell(text)))
                return nil
            }
            return .value(value)
        }
    }
}
