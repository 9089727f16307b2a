import CallModel
import TestSupport

/// A definition in which one thing was changed.
struct SchemaMutant {
    let file: SourceNode
    /// What was changed where, for a report.
    let words: String

    /// Changes one thing in a file, whichever the number says.
    init(of file: SourceNode, _ random: inout SplitMix64) {
        let sites = SchemaMutant.sites(in: file, [])
        let site = random.pick(sites)
        let change = random.pick(SchemaMutant.changes(of: site.node, isEntry: site.path.last?.isKey ?? false))
        self.file = SchemaMutant.applying(change, to: file, at: site.path[...])
        let place = site.path.reduce(SourcePath.root) { path, step in
            switch step {
            case .key(let key): path[key]
            case .index(let index): path[index]
            }
        }
        words = "\(place): \(change)"
    }

    private enum Step {
        case key(String), index(Int)

        var isKey: Bool { if case .key = self { true } else { false } }
    }

    private enum Change {
        case removed, renamed, emptied
        case value(String)
        case wrapped, unwrapped
    }

    private static func sites(in node: SourceNode, _ path: [Step]) -> [(path: [Step], node: SourceNode)] {
        let own = path.isEmpty ? [] : [(path, node)]
        switch node.content {
        case .scalar: return own
        case .sequence(let items): return own + items.enumerated().flatMap { sites(in: $1, path + [.index($0)]) }
        case .mapping(let entries): return own + entries.flatMap { sites(in: $0.value, path + [.key($0.key)]) }
        }
    }

    private static func changes(of node: SourceNode, isEntry: Bool) -> [Change] {
        let keys: [Change] = isEntry ? [.removed, .renamed, .removed, .renamed] : [.removed]
        switch node.content {
        case .scalar(let text, _):
            let numbers: [Change] = Double(text) == nil ? [] : ["0", "-1", "5", "101", "99999999", "1.5"].map(Change.value)
            return keys + numbers + [.wrapped, .value("nowhere"), .value("Nulle part, 5 !"), .value("true")]
        case .sequence: return keys + [.emptied, .unwrapped, .value("alone")]
        case .mapping: return keys + [.emptied, .wrapped, .value("alone")]
        }
    }

    private static func applying(_ change: Change, to node: SourceNode, at path: ArraySlice<Step>) -> SourceNode {
        guard let step = path.first else { return changed(node, change) }
        let rest = path.dropFirst()
        switch (step, node.content) {
        case (.key(let key), .mapping(let entries)):
            let kept = entries.compactMap { entry -> SourceNode.Entry? in
                guard entry.key == key else { return entry }
                guard rest.isEmpty else { return entry.holding(applying(change, to: entry.value, at: rest)) }
                switch change {
                case .removed: return nil
                case .renamed: return SourceNode.Entry(key: key + "x", keyPosition: entry.keyPosition, value: entry.value)
                case .emptied, .value, .wrapped, .unwrapped: return entry.holding(changed(entry.value, change))
                }
            }
            return SourceNode(.mapping(kept), at: node.position)
        case (.index(let index), .sequence(let items)):
            let kept = items.enumerated().compactMap { place, item -> SourceNode? in
                guard place == index else { return item }
                guard rest.isEmpty else { return applying(change, to: item, at: rest) }
                if case .removed = change { return nil }
                return changed(item, change)
            }
            return SourceNode(.sequence(kept), at: node.position)
        default:
            return node
        }
    }

    private static func changed(_ node: SourceNode, _ change: Change) -> SourceNode {
        switch (change, node.content) {
        case (.value(let text), _): SourceNode(.scalar(text, .plain), at: node.position)
        case (.wrapped, _): SourceNode(.sequence([node]), at: node.position)
        case (.emptied, .sequence): SourceNode(.sequence([]), at: node.position)
        case (.emptied, _): SourceNode(.mapping([]), at: node.position)
        case (.unwrapped, .sequence(let items)): items.first ?? node
        case (.removed, _), (.renamed, _), (.unwrapped, _): node
        }
    }
}

extension SourceNode.Entry {
    fileprivate func holding(_ value: SourceNode) -> SourceNode.Entry {
        SourceNode.Entry(key: key, keyPosition: keyPosition, value: value)
    }
}

extension SourceNode {
    /// The file as JSON, with plain scalars typed as YAML 1.2 types them: what an editor holds against the schema.
    var json: String {
        switch content {
        case .scalar(let text, let style): style == .quoted ? text.quotedForJSON : text.typedForJSON
        case .sequence(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        case .mapping(let entries): "{" + entries.map { $0.key.quotedForJSON + ":" + $0.value.json }.joined(separator: ",") + "}"
        }
    }
}

extension String {
    fileprivate var typedForJSON: String {
        switch self {
        case "true", "True", "TRUE": return "true"
        case "false", "False", "FALSE": return "false"
        case "", "~", "null": return "null"
        default: break
        }
        let digits = hasPrefix("-") ? dropFirst() : self[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
        // A number of JSON begins with no zero.
        return isNumber && (parts[0].count == 1 || !parts[0].hasPrefix("0")) ? self : quotedForJSON
    }

    fileprivate var quotedForJSON: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
