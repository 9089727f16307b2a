/// What the checker makes of a file: the rules if they can be applied, and everything that has to be mended.
package struct CheckedDefinition: Sendable {
    /// Nil when a fault leaves open what the rules are.
    package let definition: CallDefinition?
    /// What keeps the file from being a definition, in the order of the file.
    package let faults: [DefinitionFault]
    /// What lets it be drafted but keeps the call from opening, in the order of the file.
    package let openingFaults: [DefinitionFault]

    /// Nothing is left to mend: the call can open.
    package var isClean: Bool { faults.isEmpty && openingFaults.isEmpty }
}

extension CallDefinition {
    /// Reads and checks a whole file and reports every fault at once.
    ///
    /// - Parameter lists: the names of the reference lists that exist, to check the rules that cite one; nil skips
    ///   that.
    package static func check(_ source: SourceNode, lists: Set<String>? = nil) -> CheckedDefinition {
        let log = FaultLog()
        let definition = read(source, log: log)
        let contradictions = definition.contradictions(lists: lists)
            .filter { log.isReadable($0.path) && $0.evidence.allSatisfy(log.isWhole) }
            .map {
                DefinitionFault(
                    $0.kind, path: $0.path, position: source.position(of: $0.path),
                    related: $0.related.map(source.position))
            }
        let missing = definition.missingTexts
            .filter { log.isReadable($0.path) && log.isReadable($0.path[$0.language.rawValue]) }
            .map {
                DefinitionFault(.missingText($0.language), path: $0.path, position: source.position(of: $0.path))
            }
        let faults = (log.faults + contradictions).inFileOrder
        return CheckedDefinition(
            definition: faults.isEmpty ? definition : nil, faults: faults, openingFaults: missing.inFileOrder)
    }
}

extension [DefinitionFault] {
    fileprivate var inFileOrder: [DefinitionFault] {
        enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }
}
