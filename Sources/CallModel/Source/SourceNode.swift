/// A place in a file, both counted from 1.
package struct SourcePosition: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A file of nested keys, lists and texts, with the place of every part: what the checker reads.
///
/// Texts stay as they are written, so that `12.10` keeps its zero and no reader makes it a binary number. Keys keep
/// their order, and a key that stands twice is kept twice, to be reported.
package struct SourceNode: Hashable, Sendable {
    package let content: Content
    package let position: SourcePosition

    package init(_ content: Content, at position: SourcePosition) {
        (self.content, self.position) = (content, position)
    }

    package enum Content: Hashable, Sendable {
        case scalar(String, ScalarStyle)
        case sequence([SourceNode])
        case mapping([Entry])
    }

    package enum ScalarStyle: Hashable, Sendable {
        case plain, quoted
    }

    package struct Entry: Hashable, Sendable {
        package let key: String
        package let keyPosition: SourcePosition
        package let value: SourceNode

        package init(key: String, keyPosition: SourcePosition, value: SourceNode) {
            (self.key, self.keyPosition, self.value) = (key, keyPosition, value)
        }
    }

    /// Nothing was written: an empty value, `~` or `null`.
    package var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    package func value(of key: String) -> SourceNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The place of what `path` names, or of the nearest thing around it that exists.
    package func position(of path: SourcePath) -> SourcePosition {
        var node = self
        var position = self.position
        for step in path.steps {
            switch (step, node.content) {
            case (.key(let key), .mapping(let entries)):
                guard let entry = entries.first(where: { $0.key == key }) else { return position }
                position = entry.keyPosition
                node = entry.value
            case (.index(let index), .sequence(let items)):
                guard items.indices.contains(index) else { return position }
                node = items[index]
                position = node.position
            case (.key, .scalar), (.key, .sequence), (.index, .scalar), (.index, .mapping):
                return position
            }
        }
        return position
    }
}
