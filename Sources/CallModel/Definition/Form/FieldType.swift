/// What an answer may be. Lengths are in Unicode characters (code points), as the database counts them.
package enum FieldType: Hashable, Codable, Sendable {
    case text(minLength: Int, maxLength: Int, maxWords: Int?)
    case integer(min: Int?, max: Int?)
    case number(NumberLimits)
    case money(min: Cents?, max: Cents?)
    case date(earliest: CalendarDate?, latest: CalendarDate?)
    case choice(options: [Option])
    case multipleChoice(options: [Option], atLeast: Int, atMost: Int?)
    case country
    case countries(atMost: Int?)
    case boolean
    /// Targets of the sustainable development goals: "5.2", "17.9".
    case sdgTarget(atLeast: Int, atMost: Int?)
    case beneficiaries(ages: [AgeBand])
    /// Always personal.
    case people(atLeast: Int, atMost: Int)
    case logframe
    case risks(atLeast: Int, atMost: Int)
    /// Something that every file has anyway, placed in the form with its words. Its values are not answers.
    case part(ContentPart, atLeast: Int, atMost: Int?)

    /// One of the answers to choose from.
    package struct Option: Hashable, Codable, Sendable {
        package var id: String
        package var label: LocalizedText

        package init(id: String, label: LocalizedText) { (self.id, self.label) = (id, label) }
    }

    /// A number with a fixed count of decimals, and what it counts.
    package struct NumberLimits: Hashable, Codable, Sendable {
        package var unit: LocalizedText?
        package var decimals: Int
        package var min: DecimalNumber?
        package var max: DecimalNumber?

        package init(
            unit: LocalizedText? = nil, decimals: Int, min: DecimalNumber? = nil, max: DecimalNumber? = nil
        ) {
            (self.unit, self.decimals, self.min, self.max) = (unit, decimals, min, max)
        }
    }

    /// The name of a type as the definition writes it.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case text, integer, number, money, date, choice, multipleChoice, country, countries, boolean
        case sdgTarget, beneficiaries, people, logframe, risks
        case partners, budget, cofunding, gender, sector, attachments
    }

    package var kind: Kind {
        switch self {
        case .text: .text
        case .integer: .integer
        case .number: .number
        case .money: .money
        case .date: .date
        case .choice: .choice
        case .multipleChoice: .multipleChoice
        case .country: .country
        case .countries: .countries
        case .boolean: .boolean
        case .sdgTarget: .sdgTarget
        case .beneficiaries: .beneficiaries
        case .people: .people
        case .logframe: .logframe
        case .risks: .risks
        case .part(.partners, _, _): .partners
        case .part(.budget, _, _): .budget
        case .part(.cofunding, _, _): .cofunding
        case .part(.gender, _, _): .gender
        case .part(.sector, _, _): .sector
        case .part(.attachments, _, _): .attachments
        }
    }

    /// The part of every file that the question stands for; nil where the answer is the form's own.
    package var part: ContentPart? {
        if case .part(let part, _, _) = self { part } else { nil }
    }

    package var options: [Option] {
        switch self {
        case .choice(let options), .multipleChoice(let options, _, _): options
        case .text, .integer, .number, .money, .date, .country, .countries, .boolean, .sdgTarget, .beneficiaries, .people,
            .logframe, .risks, .part:
            []
        }
    }
}

/// A part of every file that a form may place in one of its sections.
package enum ContentPart: String, CaseIterable, Codable, Sendable {
    case partners
    /// Costs and resources, and the lines behind them.
    case budget
    /// Who stands behind the other resources.
    case cofunding
    /// The marker of gender equality with its evidence.
    case gender
    /// The purposes, as codes of the Development Assistance Committee.
    case sector
    case attachments
}

/// An age group, both ends included: "0-11", "65+".
package struct AgeBand: Hashable, Sendable, CustomStringConvertible {
    package let from: Int
    /// Nil for all who are older.
    package let to: Int?

    package init(from: Int, to: Int?) { (self.from, self.to) = (from, to) }

    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard let from = AgeBand.age(bytes.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) else { return nil }
        let rest = bytes.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if Array(rest) == [UInt8(ascii: "+")] {
            (self.from, to) = (from, nil)
        } else {
            guard rest.first == UInt8(ascii: "-"), let to = AgeBand.age(rest.dropFirst()), from <= to else { return nil }
            (self.from, self.to) = (from, to)
        }
    }

    private static func age(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...3).contains(bytes.count), bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    package var description: String { to.map { "\(from)-\($0)" } ?? "\(from)+" }
}

extension AgeBand: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let band = AgeBand(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an age group: \(text)")
        }
        self = band
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
