/// What the reader of definitions accepts at one place of a file, noted down by the reader itself.
///
/// A reading without a file, with a sketch in its cursors, asks for the same keys and the same kinds of value as every other
/// reading. So the schema that is made of it can lack nothing that the reader knows, and know nothing that the reader lacks.
final class Sketch {
    private(set) var form = Form.unasked
    /// The keys that a mapping may have, in the order of the reader.
    private(set) var keys: [String] = []
    private(set) var required: Set<String> = []
    private(set) var children: [String: Sketch] = [:]
    /// Of each of these groups of keys at least one has to be there.
    private(set) var needed: [[String]] = []
    /// Of each of these groups of keys at most one may be there.
    private(set) var exclusive: [[String]] = []

    enum Form {
        /// The reader names the key and never looks at its value.
        case unasked
        case text, identifier, localized
        case whole(ClosedRange<Int>)
        case word([String])
        case flag
        case amount(isPositive: Bool)
        case decimal, share, sector, country, postcode, enterpriseNumber
        case date, referenceDate, clock, tieKey, ageBand
        case list(of: Sketch, mayBeEmpty: Bool)
        case mapping
        /// The value of one key says which other keys there are.
        case variants(key: String, [(value: String, sketch: Sketch)])
        /// The presence of one key does.
        case fork(key: String, with: Sketch, without: Sketch)
    }

    var item: Sketch? { if case .list(let item, _) = form { item } else { nil } }
    var fork: (with: Sketch, without: Sketch)? {
        if case .fork(_, let with, let without) = form { (with, without) } else { nil }
    }

    func note(_ form: Form) { self.form = form }

    func open(_ keys: [String]) {
        form = .mapping
        for key in keys where !self.keys.contains(key) { self.keys.append(key) }
    }

    func child(_ key: String, isRequired: Bool) -> Sketch {
        if !keys.contains(key) { keys.append(key) }
        if isRequired { required.insert(key) }
        let child = children[key] ?? Sketch()
        children[key] = child
        return child
    }

    func need(oneOf keys: [String]) { needed.append(keys) }
    func exclude(allButOneOf keys: [String]) { exclusive.append(keys) }

    /// The places whose value the reader never looked at: a key too many in its table, or a branch that a sketch does not take.
    func unasked(at path: String) -> [String] {
        switch form {
        case .unasked: [path]
        case .mapping: keys.flatMap { (children[$0] ?? Sketch()).unasked(at: path.isEmpty ? $0 : "\(path).\($0)") }
        case .list(let item, _): item.unasked(at: path + "[]")
        case .variants(_, let variants): variants.flatMap { $0.sketch.unasked(at: "\(path)(\($0.value))") }
        case .fork(let key, let with, let without): with.unasked(at: "\(path)(\(key))") + without.unasked(at: path)
        case .text, .identifier, .localized, .whole, .word, .flag, .amount, .decimal, .share, .sector, .country, .postcode,
            .enterpriseNumber, .date, .referenceDate, .clock, .tieKey, .ageBand:
            []
        }
    }
}

extension CallDefinition {
    /// All that the reader of a definition accepts.
    static func sketch() -> Sketch {
        let sketch = Sketch()
        let nothing = SourceNode(.scalar("", .plain), at: SourcePosition(line: 1, column: 1))
        let cursor = Cursor(
            node: nothing, path: .root, place: nothing.position, log: FaultLog(), sketch: sketch)
        _ = read(cursor)
        return sketch
    }

    /// The keys that the reader knows and never reads; none, or the schema would let anything stand there.
    package static var unreadKeys: [String] { sketch().unasked(at: "") }
}
