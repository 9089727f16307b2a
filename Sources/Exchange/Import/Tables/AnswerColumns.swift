import CallModel

/// The columns of the answers, which depend on the call: one for a single value or a list of words, one for each count of
/// beneficiaries. An answer that is a list of items, such as people or a logical framework, needs JSON.
struct AnswerColumns {
    private enum Content {
        case single(FieldType.Kind?)
        /// The way to each value of a record.
        case leaves([(keys: [String], column: Column)])
        case onlyJSON
    }

    private let answers: [(id: String, column: Column, content: Content)]

    static let prefix = "answer."

    /// - Parameter definition: the call; without it, whatever questions the table has.
    init(_ header: inout HeaderReader, definition: CallDefinition?) {
        var answers: [(id: String, column: Column, content: Content)] = []
        if let definition {
            for field in definition.fields where field.type.part == nil {
                let name = Self.prefix + field.id
                guard let shape = field.type.shape else {
                    answers.append((field.id, header.optional(name), .single(field.type.kind)))
                    continue
                }
                guard let leaves = shape.leaves else {
                    answers.append((field.id, header.optional(name), .onlyJSON))
                    continue
                }
                var columns: [(keys: [String], column: Column)] = []
                for leaf in leaves { columns.append((leaf.keys, header.optional("\(name).\(leaf.path)"))) }
                answers.append((field.id, Column(name: name, index: nil), .leaves(columns)))
            }
        } else {
            for name in header.names(startingWith: Self.prefix) {
                answers.append((String(name.dropFirst(Self.prefix.count)), header.optional(name), .single(nil)))
            }
        }
        self.answers = answers
    }

    func answers(_ row: RowReader) -> [String: AnswerValue] {
        var answers: [String: AnswerValue] = [:]
        for (id, column, content) in self.answers {
            switch content {
            case .single(let kind):
                if let text = row.optionalProse(column) { answers[id] = AnswerValue(cell: text, for: kind) }
            case .leaves(let leaves):
                for (keys, column) in leaves {
                    guard let text = row.optionalText(column) else { continue }
                    let value = Int(text).map(AnswerValue.integer) ?? .text(text)
                    answers[id] = (answers[id] ?? .record([:])).setting(value, at: keys[...])
                }
            case .onlyJSON:
                if !row.isEmpty(column) { row.report(.needsJSON, column) }
            }
        }
        return answers
    }
}

extension AnswerShape {
    /// The way to every value of a record of records; nil where a list would need as many columns as it has items.
    var leaves: [(keys: [String], path: String)]? {
        guard case .record(let parts) = self else { return nil }
        var leaves: [(keys: [String], path: String)] = []
        for part in parts {
            switch part.shape {
            case .text, .whole, .decimal, .word: leaves.append(([part.key], part.key))
            case .record:
                guard let inner = part.shape.leaves else { return nil }
                for leaf in inner {
                    let path = leaf.keys.reduce(part.key) { AnswerShape.path($0, $1) }
                    leaves.append(([part.key] + leaf.keys, path))
                }
            case .list: return nil
            }
        }
        return leaves
    }
}

extension AnswerValue {
    /// The cell in the shape that JSON would have. What does not fit stays a text, for the form's own check to report.
    fileprivate init(cell text: String, for kind: FieldType.Kind?) {
        switch kind {
        case .multipleChoice, .countries, .sdgTarget: self = .list(AnswerValue.text(text).words)
        case .boolean: self = AnswerValue.text(text).flag.map(AnswerValue.flag) ?? .text(text)
        case .integer: self = Int(text).map(AnswerValue.integer) ?? .text(text)
        case .text, .number, .money, .date, .choice, .country, .beneficiaries, .people, .logframe, .risks, .partners, .budget,
            .cofunding, .gender, .sector, .attachments, nil:
            self = .text(text)
        }
    }

    /// The record with one of its values set, and the records on the way made.
    fileprivate func setting(_ value: AnswerValue, at keys: ArraySlice<String>) -> AnswerValue {
        guard let key = keys.first else { return value }
        guard case .record(var record) = self else { return self }
        record[key] = (record[key] ?? .record([:])).setting(value, at: keys.dropFirst())
        return .record(record)
    }
}
