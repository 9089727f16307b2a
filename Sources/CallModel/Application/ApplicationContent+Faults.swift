extension ApplicationContent {
    /// The length of a reference, in characters.
    package static let referenceLimit = 40
    /// How far a project may lie from the closing of its call, in years before and after.
    package static let yearsAround: Int64 = 20
    package static let titleLimit = 200
    package static let summaryLimit = 1500
    package static let nameLimit = 200
    /// Ten thousand million euro in cents: far above any call, far below an overflow of a sum.
    package static let amountLimit = Cents(1_000_000_000_000)
    package static let peopleLimit = 100_000_000

    /// Every fault of form, all at once. A file without any may still be inadmissible: that is for the rules.
    package func faults(against definition: CallDefinition) -> [ContentFault] {
        var faults: [ContentFault] = []
        checkTexts(&faults)
        checkAmounts(&faults)
        checkPlaces(&faults)
        checkPeriod(definition, &faults)
        checkOptionalFacts(&faults)
        let isKnown = definition.categories.contains { $0.id == category }
        if category.isEmpty {
            faults.append(ContentFault(.missing, field: "category"))
        } else if !isKnown {
            faults.append(
                ContentFault(.unknownCategory(category, allowed: definition.categories.map(\.id)), field: "category"))
        }
        checkAttachments(definition, &faults)
        faults += documentFaults(against: definition)
        checkAnswers(definition, isCategoryKnown: isKnown, &faults)
        return faults
    }

    private func checkTexts(_ faults: inout [ContentFault]) {
        if reference.isBlank {
            faults.append(ContentFault(.missing, field: "reference"))
        } else if !ApplicationContent.isReference(reference) {
            faults.append(ContentFault(.notReference(limit: ApplicationContent.referenceLimit), field: "reference"))
        }
        faults.check(title, "title", limit: ApplicationContent.titleLimit)
        faults.check(summary, "summary", limit: ApplicationContent.summaryLimit, allowingLines: true)
        faults.check(contact.name, "contact.name", limit: ApplicationContent.nameLimit)
        faults.check(contact.email, "contact.email", limit: ApplicationContent.nameLimit)
        if !contact.email.isEmpty, !EmailAddress.isPlausible(contact.email) {
            faults.append(ContentFault(.notEmail, field: "contact.email"))
        }
        if let phone = contact.phone, phone.holdsControls(allowingLines: false) {
            faults.append(ContentFault(.controlCharacter, field: "contact.phone"))
        }
    }

    /// A key that is typed, printed and put into file names: ASCII letters and digits, `-`, `.` and `/`.
    package static func isReference(_ text: String) -> Bool {
        (1...referenceLimit).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    /// A year with a digit too many or too few is a slip of the finger, which the rules would take at its word.
    private func checkPeriod(_ definition: CallDefinition, _ faults: inout [ContentFault]) {
        let year = definition.calendar.closes.day.year
        let (first, last) = (year - ApplicationContent.yearsAround, year + ApplicationContent.yearsAround)
        for (field, date) in [("start", period.start), ("end", period.end)] where date.year < first || date.year > last {
            guard let earliest = CalendarDate(year: first, month: 1, day: 1),
                let latest = CalendarDate(year: last, month: 12, day: 31)
            else { continue }
            faults.append(ContentFault(.dateOutOfRange(earliest: earliest, latest: latest), field: field))
        }
    }

    private func checkAmounts(_ faults: inout [ContentFault]) {
        if requested == .zero {
            faults.append(ContentFault(.missing, field: "requested"))
        } else if let kind = fault(of: requested) {
            faults.append(ContentFault(kind, field: "requested"))
        }
        // In the order of the table, not of the hash, so that a report reads the same every time.
        for cost in CostCategory.allCases {
            if let amount = costs[cost], let kind = fault(of: amount) {
                faults.append(ContentFault(kind, field: "cost.\(cost.rawValue)"))
            }
        }
        for source in ResourceSource.allCases {
            if let amount = resources[source], let kind = fault(of: amount) {
                faults.append(ContentFault(kind, field: "resource.\(source.rawValue)"))
            }
        }
        if period.end < period.start {
            faults.append(ContentFault(.periodReversed(start: period.start, end: period.end), field: "end"))
        }
        for (name, count) in [
            ("women", beneficiaries.women), ("men", beneficiaries.men), ("girls", beneficiaries.girls),
            ("boys", beneficiaries.boys)
        ] {
            if count < 0 {
                faults.append(ContentFault(.negative, field: "beneficiaries.\(name)"))
            } else if count > ApplicationContent.peopleLimit {
                let limit = String(ApplicationContent.peopleLimit)
                faults.append(ContentFault(.tooLarge(limit: limit), field: "beneficiaries.\(name)"))
            }
        }
    }

    func fault(of amount: Cents) -> ContentFault.Kind? {
        if amount < .zero { return .negative }
        return amount > ApplicationContent.amountLimit ? .tooLarge(limit: ApplicationContent.amountLimit.decimal) : nil
    }

    private func checkPlaces(_ faults: inout [ContentFault]) {
        for (index, country) in countries.enumerated() {
            if !CountryCode.isAssigned(country) {
                faults.append(ContentFault(.unknownCountry(country), field: "countries"))
            } else if countries[..<index].contains(country) {
                faults.append(ContentFault(.repeated(country), field: "countries"))
            }
        }
        for (index, partner) in partners.enumerated() {
            faults.check(partner.name, "partner\(index + 1).name", limit: ApplicationContent.nameLimit)
            if !CountryCode.isAssigned(partner.country) {
                faults.append(ContentFault(.unknownCountry(partner.country), field: "partner\(index + 1).country"))
            }
        }
    }

    private func checkAttachments(_ definition: CallDefinition, _ faults: inout [ContentFault]) {
        for (index, id) in attachments.enumerated() {
            if !definition.attachments.contains(where: { $0.id == id }) {
                faults.append(
                    ContentFault(
                        .unknownAttachment(id, allowed: definition.attachments.map(\.id)), field: "attachments"))
            } else if attachments[..<index].contains(id) {
                faults.append(ContentFault(.repeated(id), field: "attachments"))
            }
        }
    }
}

extension [ContentFault] {
    /// A text that must be there, stay within `limit` characters and hold only what can be read.
    mutating func check(
        _ text: String, _ field: @autoclosure () -> String, limit: Int, allowingLines: Bool = false
    ) {
        if text.isBlank {
            append(ContentFault(.missing, field: field()))
        } else if text.utf8.count > limit, text.unicodeScalars.count > limit {
            append(ContentFault(.tooLong(length: text.unicodeScalars.count, limit: limit), field: field()))
        } else if text.holdsControls(allowingLines: allowingLines) {
            append(ContentFault(.controlCharacter, field: field()))
        }
    }
}

extension String {
    /// Nothing but spaces, tabs and line ends.
    var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || (9...13).contains($0) } }
}

/// Addresses are verified by writing to them; here only the obvious slips are caught.
package enum EmailAddress {
    package static func isPlausible(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(UInt8(ascii: ".")) else { return false }
        guard parts[1].first != UInt8(ascii: "."), parts[1].last != UInt8(ascii: ".") else { return false }
        return text.utf8.allSatisfy { $0 > UInt8(ascii: " ") }
    }
}
