/// A dated list of countries from an outside authority, such as the recipients of official development assistance.
///
/// Countries enter and leave such a list, so membership is always asked for a day.
package struct CountryList: Hashable, Codable, Sendable {
    /// The name by which a rule cites it.
    package var id: String
    package var title: LocalizedText
    /// Who publishes it, and which edition was taken over.
    package var source: String
    package var groups: [Group]

    /// Countries that were on the list over the same time.
    package struct Group: Hashable, Codable, Sendable {
        package var name: String
        package var from: CalendarDate
        /// The last day; nil while it holds.
        package var until: CalendarDate?
        package var countries: [String]
    }

    /// Whether the list had the country on that day.
    package func contains(_ country: String, on day: CalendarDate) -> Bool {
        groups.contains { group in
            group.from <= day && group.until.map { day <= $0 } ?? true && group.countries.contains(country)
        }
    }
}

/// What the checker makes of a reference list's file.
package struct CheckedCountryList: Sendable {
    /// Nil when there is a fault.
    package let list: CountryList?
    package let faults: [DefinitionFault]
}

extension CountryList {
    /// Reads and checks a whole list and reports every fault at once.
    package static func check(_ source: SourceNode) -> CheckedCountryList {
        let log = FaultLog()
        let table = Table(
            Cursor(node: source, path: .root, place: source.position, log: log), keys: ["format", "id", "title", "source", "groups"])
        _ = table.required("format")?.whole(in: 1...1)
        let list = CountryList(
            id: table.required("id")?.identifier() ?? "",
            title: table.required("title")?.localized() ?? LocalizedText(),
            source: table.required("source")?.text() ?? "",
            groups: table.required("groups")?.list(Group.read) ?? [])
        return CheckedCountryList(list: log.faults.isEmpty ? list : nil, faults: log.faults)
    }
}

extension CountryList.Group {
    fileprivate static func read(_ cursor: Cursor) -> CountryList.Group {
        let table = Table(cursor, keys: ["name", "from", "until", "countries"])
        return CountryList.Group(
            name: table.required("name")?.text() ?? "",
            from: table.required("from")?.date() ?? CalendarDate(daysSince1970: 0),
            until: table.optional("until")?.date(),
            countries: table.required("countries")?.list { $0.country() } ?? [])
    }
}

extension Cursor {
    fileprivate func country() -> String? {
        guard let text = text() else { return nil }
        guard CountryCode.isAssigned(text) else {
            report(.notCountry(text))
            return nil
        }
        return text
    }
}
