import CallModel

/// One mapping of a YAML file while its values are read. Every reading that fails reports the line and gives nil.
final class MappingReader {
    let path: SourcePath
    private let node: SourceNode
    private let entries: [SourceNode.Entry]
    private let log: FaultLog
    private var asked: [String] = []

    init?(_ node: SourceNode, path: SourcePath, log: FaultLog) {
        (self.node, self.path, self.log) = (node, path, log)
        guard case .mapping(let entries) = node.content else {
            log.report(
                .json(.notObject), at: .row(node.position.line), column: path.steps.isEmpty ? nil : path.description)
            return nil
        }
        self.entries = entries
    }

    /// Reports the keys that nobody asked for.
    func finish() {
        for entry in entries where !asked.contains(entry.key) {
            report(.json(.unknownKey(nearest: CallModel.nearest(to: entry.key, among: asked))), entry.key)
        }
    }

    func line(_ key: String) -> Int {
        entries.first { $0.key == key }?.keyPosition.line ?? node.position.line
    }

    func report(_ problem: ImportFault.Problem, _ key: String, value: String? = nil) {
        log.report(problem, at: .row(line(key)), column: path[key].description, value: value)
    }

    private func value(_ key: String) -> SourceNode? {
        asked.append(key)
        let value = entries.first { $0.key == key }?.value
        return value?.isNull == true ? nil : value
    }

    /// The text as it is written, or nil when there is none.
    func written(_ key: String) -> String? {
        guard case .scalar(let text, _)? = entries.first(where: { $0.key == key })?.value.content else { return nil }
        return text
    }

    func text(_ key: String) -> String? {
        guard let node = value(key) else {
            report(.json(.missingKey), key)
            return nil
        }
        guard case .scalar(let raw, _) = node.content else {
            report(.json(.wrongType(.text)), key)
            return nil
        }
        let text = String(decoding: Array(raw.utf8)[...].trimmed, as: UTF8.self)
        guard text.isEmpty else { return text }
        report(.cell(.empty), key)
        return nil
    }

    /// A list of texts, each once.
    func texts(_ key: String) -> [String]? {
        guard let items = items(key, .textList, isRequired: true) else { return nil }
        var texts: [String] = []
        for (index, item) in items.enumerated() {
            let place = ImportFault.Place.row(item.position.line)
            let column = path[key][index].description
            if case .scalar(let text, _) = item.content, !text.isEmpty {
                if texts.contains(text) { log.report(.cell(.repeated), at: place, column: column, value: text) }
                texts.append(text)
            } else {
                log.report(.json(.wrongType(.text)), at: place, column: column)
            }
        }
        return texts
    }

    /// A list of mappings; none when the key is absent.
    func mappings(_ key: String) -> [MappingReader] {
        guard let items = items(key, .objectList, isRequired: false) else { return [] }
        return items.enumerated().compactMap { MappingReader($1, path: path[key][$0], log: log) }
    }

    private func items(_ key: String, _ expected: JSONFault.Expected, isRequired: Bool) -> [SourceNode]? {
        guard let node = value(key) else {
            if isRequired { report(.json(.missingKey), key) }
            return nil
        }
        guard case .sequence(let items) = node.content else {
            report(.json(.wrongType(expected)), key)
            return nil
        }
        return items
    }
}
