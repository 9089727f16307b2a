import CallModel

/// One JSON object while its values are read. Every reading that fails reports the path and gives nil.
final class ObjectReader {
    let path: SourcePath
    let log: FaultLog
    private let container: KeyedDecodingContainer<JSONKey>
    private var asked: Set<String> = []

    /// Nil, and reported, when the value is no object.
    init?(_ decoder: any Decoder, path: SourcePath, log: FaultLog) {
        (self.path, self.log) = (path, log)
        guard let container = try? decoder.container(keyedBy: JSONKey.self) else {
            log.report(.json(.notObject), at: .path(path))
            return nil
        }
        self.container = container
    }

    /// Reports the keys that nobody asked for.
    func finish() {
        for key in container.allKeys.map(\.stringValue).sorted() where !asked.contains(key) {
            let near = CallModel.nearest(to: key, among: asked.sorted())
            log.report(.json(.unknownKey(nearest: near)), at: .path(path[key]), value: key)
        }
    }

    func report(_ problem: ImportFault.Problem, _ key: String, value: String? = nil) {
        log.report(problem, at: .path(path[key]), value: value)
    }

    func has(_ key: String) -> Bool {
        asked.insert(key)
        let key = JSONKey(key)
        return container.contains(key) && (try? container.decodeNil(forKey: key)) == false
    }

    /// The keys of an object whose keys are data.
    var keys: [String] { container.allKeys.map(\.stringValue).sorted() }

    private func value<Value: Decodable>(_ key: String, _ expected: JSONFault.Expected) -> Value? {
        guard has(key) else {
            report(.json(.missingKey), key)
            return nil
        }
        if let value = try? container.decode(Value.self, forKey: JSONKey(key)) { return value }
        report(.json(.wrongType(expected)), key)
        return nil
    }

    /// A text that says something: one line, without anything that cannot be seen.
    func text(_ key: String) -> String? { text(key, allowingLines: false) }

    /// What may run over several lines.
    func prose(_ key: String) -> String? { text(key, allowingLines: true) }

    private func text(_ key: String, allowingLines: Bool) -> String? {
        guard let raw: String = value(key, .text) else { return nil }
        let bytes = Array(raw.utf8)[...]
        let text = String(decoding: bytes.trimmed, as: UTF8.self)
        if text.isEmpty {
            report(.cell(.empty), key)
        } else if text.holdsControls(allowingLines: allowingLines) {
            report(.cell(.controlCharacter), key, value: text)
        } else {
            return text
        }
        return nil
    }

    func optionalText(_ key: String) -> String? { has(key) ? text(key) : nil }

    func flag(_ key: String) -> Bool? { value(key, .flag) }

    func answer(_ key: String) -> AnswerValue? { value(key, .answer) }

    func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let number: Int = value(key, .whole) else { return nil }
        if range.contains(number) { return number }
        report(.cell(.outOfRange(lowest: range.lowerBound, highest: range.upperBound)), key, value: String(number))
        return nil
    }

    func cents(_ key: String) -> Cents? {
        guard has(key) else {
            report(.json(.missingKey), key)
            return nil
        }
        let limit = ApplicationContent.amountLimit.value
        if let number = try? container.decode(Int64.self, forKey: JSONKey(key)), (0...limit).contains(number) {
            return Cents(number)
        }
        report(.json(.notCents), key, value: written(key))
        return nil
    }

    func date(_ key: String) -> CalendarDate? {
        guard let text = text(key) else { return nil }
        switch DateText.parse(Array(text.utf8)[...]) {
        case .success(let date): return date
        case .failure(let fault):
            report(.cell(fault.cell), key, value: text)
            return nil
        }
    }

    func word<Value: RawRepresentable & CaseIterable>(
        _ key: String, _: Value.Type = Value.self
    ) -> Value? where Value.RawValue == String {
        guard let text = text(key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let allowed = Value.allCases.map(\.rawValue)
        report(.cell(.notAllowed(allowed, nearest: CallModel.nearest(to: text, among: allowed))), key, value: text)
        return nil
    }

    /// A list of texts, with each one's path; none when the key is absent. What stands twice is reported.
    func texts(_ key: String) -> [(text: String, path: SourcePath)] {
        guard has(key), let list: [String] = value(key, .textList) else { return [] }
        var seen: Set<String> = []
        for (index, text) in list.enumerated() where !seen.insert(text).inserted {
            log.report(.cell(.repeated), at: .path(path[key][index]), value: text)
        }
        return list.enumerated().map { ($1, path[key][$0]) }
    }

    func object(_ key: String) -> ObjectReader? {
        guard has(key) else {
            report(.json(.missingKey), key)
            return nil
        }
        guard let decoder = try? container.superDecoder(forKey: JSONKey(key)) else { return nil }
        return ObjectReader(decoder, path: path[key], log: log)
    }

    func optionalObject(_ key: String) -> ObjectReader? { has(key) ? object(key) : nil }

    func objects(_ key: String) -> [ObjectReader] {
        guard has(key) else { return [] }
        guard var list = try? container.nestedUnkeyedContainer(forKey: JSONKey(key)) else {
            report(.json(.wrongType(.objectList)), key)
            return []
        }
        var objects: [ObjectReader] = []
        while !list.isAtEnd {
            let index = list.currentIndex
            guard let decoder = try? list.superDecoder() else { break }
            if let object = ObjectReader(decoder, path: path[key][index], log: log) { objects.append(object) }
        }
        return objects
    }

    /// A value as a person would recognise it, for a fault that concerns a number.
    private func written(_ key: String) -> String? {
        let key = JSONKey(key)
        if let text = try? container.decode(String.self, forKey: key) { return text }
        if let number = try? container.decode(Int64.self, forKey: key) { return String(number) }
        return (try? container.decode(Double.self, forKey: key)).map { String($0) }
    }
}

struct JSONKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
