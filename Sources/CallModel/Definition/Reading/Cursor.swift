/// One value of the file while it is being read: what it is, where it is, and where to report.
struct Cursor {
    let node: SourceNode
    let path: SourcePath
    /// Where people look for it: at its key, or where it begins itself when it is an item or the whole file.
    let place: SourcePosition
    let log: FaultLog
    /// Where the reading of no file notes what it would accept; nil while a file is read.
    var sketch: Sketch?

    func report(_ kind: DefinitionFault.Kind) {
        guard sketch == nil else { return }
        log.report(kind, path: path, position: node.position)
    }

    /// Reports a fault that leaves the value known.
    func remark(_ kind: DefinitionFault.Kind) {
        guard sketch == nil else { return }
        log.remark(kind, path: path, position: node.position)
    }

    /// The text without the blanks around it; nil when this is no text or an empty one.
    func text() -> String? { text(as: .text) }

    private func text(as form: Sketch.Form) -> String? {
        if let sketch {
            sketch.note(form)
            return nil
        }
        guard case .scalar(let raw, _) = node.content else {
            report(.wrongType(expected: .text))
            return nil
        }
        let text = trimmed(raw)
        guard !text.isEmpty else {
            report(.emptyText)
            return nil
        }
        return text
    }

    /// A name that files, exports and web addresses can carry: small letters, digits and hyphens, a letter first.
    func identifier() -> String? {
        guard let text = text(as: .identifier) else { return nil }
        let bytes = text.utf8
        let isSound = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isSound, bytes.count <= 60, let first = bytes.first, first >= UInt8(ascii: "a") else {
            report(.badIdentifier(text))
            return nil
        }
        return text
    }

    func whole(in range: ClosedRange<Int>) -> Int? {
        guard let text = text(as: .whole(range)) else { return nil }
        guard let value = Int(text), !text.hasPrefix("+") else {
            report(.notWhole(text))
            return nil
        }
        guard range.contains(value) else {
            report(.outOfRange(text, lowest: range.lowerBound, highest: range.upperBound))
            return nil
        }
        return value
    }

    func amount() -> Cents? {
        read(Cents.init(decimal:), as: .amount(isPositive: false), else: DefinitionFault.Kind.notAmount)
    }

    /// An amount of at least one cent.
    func price() -> Cents? {
        guard let amount = read(Cents.init(decimal:), as: .amount(isPositive: true), else: DefinitionFault.Kind.notAmount)
        else { return nil }
        guard amount > .zero else {
            report(.zeroAmount)
            return nil
        }
        return amount
    }

    func date() -> CalendarDate? { read({ CalendarDate($0) }, as: .date, else: DefinitionFault.Kind.notDate) }

    func referenceDate() -> ReferenceDate? { read({ ReferenceDate($0) }, as: .referenceDate, else: DefinitionFault.Kind.notReferenceDate) }

    func tieKey() -> TieKey? { read({ TieKey($0) }, as: .tieKey, else: DefinitionFault.Kind.notTieKey) }

    func enterpriseNumber() -> EnterpriseNumber? {
        read({ EnterpriseNumber($0) }, as: .enterpriseNumber, else: DefinitionFault.Kind.notEnterpriseNumber)
    }

    func postcode() -> String? {
        read({ text in Postcode.isBelgian(text) ? text : nil }, as: .postcode, else: DefinitionFault.Kind.notPostcode)
    }

    func share() -> Share? { read(Share.init(percent:), as: .share, else: DefinitionFault.Kind.notPercentage) }

    func sector() -> String? {
        read({ text in SectorCode.isPlausible(text) ? text : nil }, as: .sector, else: DefinitionFault.Kind.notSector)
    }

    func country() -> String? {
        read({ text in CountryCode.isAssigned(text) ? text : nil }, as: .country, else: DefinitionFault.Kind.notCountry)
    }

    func flag() -> Bool? {
        read({ text in text == "true" ? true : text == "false" ? false : nil }, as: .flag, else: DefinitionFault.Kind.notYesNo)
    }

    func decimal() -> DecimalNumber? { read({ DecimalNumber($0) }, as: .decimal, else: DefinitionFault.Kind.notDecimal) }

    func ageBand() -> AgeBand? { read({ AgeBand($0) }, as: .ageBand, else: DefinitionFault.Kind.notAgeBand) }

    /// One of the words that `Value` allows.
    func word<Value: RawRepresentable & CaseIterable>(_: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        let allowed = Value.allCases.map(\.rawValue)
        return read(Value.init(rawValue:), as: .word(allowed)) {
            .unknownValue($0, allowed: allowed, suggestion: nearest(to: $0, among: allowed))
        }
    }

    /// The items in order; an item that cannot be read has reported why. A reading that gives nil leaves it out, one
    /// that gives a stand-in keeps the places of the others.
    func list<Item>(mayBeEmpty: Bool = false, _ read: (Cursor) -> Item?) -> [Item]? {
        if let sketch {
            let item = Sketch()
            sketch.note(.list(of: item, mayBeEmpty: mayBeEmpty))
            return [read(sketching(item))].compactMap { $0 }
        }
        guard case .sequence(let nodes) = node.content else {
            report(.wrongType(expected: .list))
            return nil
        }
        guard mayBeEmpty || !nodes.isEmpty else {
            report(.emptyList)
            return nil
        }
        return nodes.enumerated().compactMap { read(Cursor(node: $1, path: path[$0], place: $1.position, log: log)) }
    }

    /// A text in several languages. What is missing is no fault of reading: it only keeps the call from opening.
    func localized() -> LocalizedText? {
        if let sketch {
            sketch.note(.localized)
            return nil
        }
        let table = Table(self, keys: Language.allCases.map(\.rawValue))
        guard table.isTable else { return nil }
        var text = LocalizedText()
        for language in Language.allCases {
            guard let cursor = table.optional(language.rawValue) else { continue }
            guard case .scalar(let raw, _) = cursor.node.content else {
                cursor.report(.wrongType(expected: .text))
                continue
            }
            let written = trimmed(raw)
            text[language] = written.isEmpty ? nil : written
        }
        return text
    }

    /// `{ at: "2027-03-01 09:00", zone: Europe/Brussels }`.
    func moment(isClosing: Bool) -> ZonedTime? {
        let table = Table(self, keys: ["at", "zone"])
        if sketch != nil {
            _ = table.required("at")?.text(as: .clock)
            _ = table.required("zone")?.text()
            return nil
        }
        guard let at = table.required("at"), let zone = table.required("zone"), let clock = at.text(),
            let zoneName = zone.text()
        else { return nil }
        switch ZonedTime.resolve(clock, zone: zoneName, isClosing: isClosing) {
        case .success(let time): return time
        case .failure(let fault):
            if case .unknownZone = fault { zone.report(.time(fault)) } else { at.report(.time(fault)) }
            return nil
        }
    }

    /// A mapping whose other keys depend on the value of one of them, which is read before the rest.
    ///
    /// - Parameter read: takes nil while the value is unknown or missing, which it then reports.
    func variant<Kind: RawRepresentable & CaseIterable, Value>(
        by key: String, _: Kind.Type = Kind.self, _ read: (Kind?, Cursor) -> Value
    ) -> Value where Kind.RawValue == String {
        if let sketch {
            let all = Kind.allCases.map { ($0.rawValue, Sketch(), $0) }
            let read = all.map { read($0.2, sketching($0.1)) }
            sketch.note(.variants(key: key, all.map { ($0.0, $0.1) }))
            if let first = read.first { return first }
        }
        let kind = node.value(of: key).flatMap { written -> Kind? in
            guard case .scalar(let text, _) = written.content else { return nil }
            return Kind(rawValue: trimmed(text))
        }
        return read(kind, self)
    }

    /// A mapping that is one of two things, told by whether it has a key.
    func fork<Value>(on key: String, _ read: (Bool, Cursor) -> Value) -> Value {
        guard let sketch else { return read(node.value(of: key) != nil, self) }
        let (with, without) = (Sketch(), Sketch())
        sketch.note(.fork(key: key, with: with, without: without))
        _ = read(false, sketching(without))
        return read(true, sketching(with))
    }

    private func sketching(_ sketch: Sketch) -> Cursor {
        Cursor(node: node, path: path, place: place, log: log, sketch: sketch)
    }

    private func read<Value>(
        _ parse: (String) -> Value?, as form: Sketch.Form, else fault: (String) -> DefinitionFault.Kind
    ) -> Value? {
        guard let text = text(as: form) else { return nil }
        guard let value = parse(text) else {
            report(fault(text))
            return nil
        }
        return value
    }
}

/// Without the spaces, tabs and line ends at both ends.
func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else {
        return ""
    }
    return String(text[first...last])
}
