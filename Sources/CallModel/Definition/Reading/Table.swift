/// A mapping of the file while it is being read. Making one reports every key that it does not know or that stands
/// twice.
struct Table {
    let cursor: Cursor
    let isTable: Bool
    private let entries: [SourceNode.Entry]

    init(_ cursor: Cursor, keys: [String]) {
        self.cursor = cursor
        if let sketch = cursor.sketch {
            sketch.open(keys)
            (isTable, entries) = (true, [])
            return
        }
        guard case .mapping(let entries) = cursor.node.content else {
            cursor.report(.wrongType(expected: .mapping))
            (isTable, self.entries) = (false, [])
            return
        }
        (isTable, self.entries) = (true, entries)
        var first: [String: SourcePosition] = [:]
        for entry in entries {
            if let earlier = first[entry.key] {
                cursor.log.remark(
                    .duplicateKey(entry.key), path: cursor.path[entry.key], position: entry.keyPosition,
                    related: earlier)
                continue
            }
            first[entry.key] = entry.keyPosition
            if !keys.contains(entry.key) {
                let free = keys.filter { key in !entries.contains { $0.key == key } }
                cursor.log.remark(
                    .unknownKey(entry.key, suggestion: nearest(to: entry.key, among: free)),
                    path: cursor.path[entry.key], position: entry.keyPosition)
            }
        }
    }

    /// The value of a key that may be left out or left empty.
    func optional(_ key: String) -> Cursor? {
        if let sketch = cursor.sketch { return sketched(sketch.child(key, isRequired: false), key) }
        guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
        return Cursor(node: entry.value, path: cursor.path[key], place: entry.keyPosition, log: cursor.log)
    }

    /// The value of a key that must be there.
    func required(_ key: String) -> Cursor? {
        if let sketch = cursor.sketch { return sketched(sketch.child(key, isRequired: true), key) }
        if let found = optional(key) { return found }
        if isTable {
            let position = entries.first { $0.key == key }?.keyPosition ?? cursor.place
            cursor.log.report(.missingKey(key), path: cursor.path[key], position: position)
        }
        return nil
    }

    /// Tells a sketch that one of these keys has to be there. The reader itself reports its absence.
    func needs(oneOf keys: [String]) { cursor.sketch?.need(oneOf: keys) }

    /// Tells a sketch that at most one of these keys may be there. The reader itself reports the others.
    func excludes(allButOneOf keys: [String]) { cursor.sketch?.exclude(allButOneOf: keys) }

    private func sketched(_ sketch: Sketch, _ key: String) -> Cursor {
        Cursor(node: cursor.node, path: cursor.path[key], place: cursor.place, log: cursor.log, sketch: sketch)
    }
}
