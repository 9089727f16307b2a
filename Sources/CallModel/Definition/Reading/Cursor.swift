/// One value of the file while it is being read: what it is, where it is, and where to report.
struct Cursor {
    let node: SourceNode
    let path: SourcePath
    /// Where people look for it: at its key, or where it begins itself when it is an item or the whole file.
    let place: SourcePosition
    let log: FaultLog

    func report(_ kind: DefinitionFault.Kind) {
        log.report(kind, path: path, position: node.position)
    }

    /// The text without the blanks around it; nil when this is no text or an empty one.
    func text() -> String? {
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
        guard let text = text() else { return nil }
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
        guard let text = text() else { return nil }
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

    func amount() -> Cents? { read(Cents.init(decimal:), else: DefinitionFault.Kind.notAmount) }

    /// An amount of at least one cent.
    func price() -> Cents? {
        guard let amount = amount() else { return nil }
        guard amount > .zero else {
            report(.zeroAmount)
            return nil
        }
        return amount
    }

    func date() -> CalendarDate? { read({ CalendarDate($0) }, else: DefinitionFault.Kind.notDate) }

    func referenceDate() -> ReferenceDate? { read({ ReferenceDate($0) }, else: DefinitionFault.Kind.notReferenceDate) }

    func tieKey() -> TieKey? { read({ TieKey($0) }, else: DefinitionFault.Kind.notTieKey) }

    func enterpriseNumber() -> EnterpriseNumber? {
        read({ EnterpriseNumber($0) }, else: DefinitionFault.Kind.notEnterpriseNumber)
    }

    func postcode() -> String? {
        read({ text in Postcode.isBelgian(text) ? text : nil }, else: DefinitionFault.Kind.notPostcode)
    }

    func flag() -> Bool? {
        read({ text in text == "true" ? true : text == "false" ? false : nil }, else: DefinitionFault.Kind.notYesNo)
    }

    /// One of the words that `Value` allows.
    func word<Value: RawRepresentable & CaseIterable>(_: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        let allowed = Value.allCases.map(\.rawValue)
        return read(Value.init(rawValue:)) {
            .unknownValue($0, allowed: allowed, suggestion: nearest(to: $0, among: allowed))
        }
    }

    /// The items in order; an item that cannot be read has reported why. A reading that gives nil leaves it out, one
    /// that gives a stand-in keeps the places of the others.
    func list<Item>(mayBeEmpty: Bool = false, _ read: (Cursor) -> Item?) -> [Item]? {
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

    private func read<Value>(_ parse: (String) -> Value?, else fault: (String) -> DefinitionFault.Kind) -> Value? {
        guard let text = text() else { return nil }
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
