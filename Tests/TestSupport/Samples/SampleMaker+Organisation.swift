import CallModel

extension SampleMaker {
    /// An association that the rules admit: its number and its account have the right check digits.
    mutating func organisation(seed: UInt64) -> Organisation {
        let enterpriseNumber = Self.enterpriseNumber(18_000_000 + Int(seed % 100) * 10_000 + number % 10_000)
        var forms: [LegalForm] = [.asbl]
        var seats = ["1000"]
        var activities: [String] = []
        var isRecognised: Bool?
        var invited: String?
        for condition in rules.conditions {
            switch condition {
            case .legalForm(let allowed): forms = allowed.filter { $0 != .deFactoAssociation && $0 != .naturalPerson }
            case .seatOrActivity(let postcodes), .applicant(.seatIn(let postcodes)): seats = postcodes
            case .applicant(.activityIn(let postcodes)): activities = postcodes
            case .applicant(.recognisedNGO(let status)): isRecognised = status == .required
            case .applicant(.invitedOrganisation(let names)): invited = names[number % names.count]
            default: break
            }
        }
        let resources = rules.resourcesLimit ?? rules.yearShare.map { _ in Cents(100_000_000) }
        return Organisation(
            reference: invited ?? enterpriseNumber.digits, name: "Association d'essai \(seed)-\(number + 1)",
            // Who is invited by another name than a number need not be in the register.
            enterpriseNumber: invited == nil ? enterpriseNumber : invited.flatMap { EnterpriseNumber($0) },
            legalForm: forms.isEmpty ? .asbl : random.pick(forms),
            foundedOn: rules.definition.calendar.opens.day.adding(months: -Int64(random.number(150...400))),
            seatPostcode: random.pick(seats), activityPostcodes: activities.isEmpty ? [] : [random.pick(activities)],
            iban: Self.iban(Int(seed % 100) * 10_000 + number), language: random.chance(1, of: 2) ? .french : .dutch,
            email: "essai\(number + 1)@example.org", isRecognisedNGO: isRecognised,
            annualResources: resources.map {
                AnnualResources(year: Int(rules.definition.calendar.opens.day.year) - 1, amount: $0)
            })
    }

    private static func enterpriseNumber(_ first: Int) -> EnterpriseNumber {
        let digits = String(first) + (97 - first % 97 < 10 ? "0" : "") + String(97 - first % 97)
        guard let number = EnterpriseNumber("00000000".dropLast(min(8, String(first).count)) + digits) else {
            preconditionFailure("eight digits and their check make a number")
        }
        return number
    }

    /// A Belgian account: twelve digits of which the last two check the others, and the two that check it all.
    private static func iban(_ account: Int) -> String {
        let first = 5_390_000_000 + account
        let check = first % 97 == 0 ? 97 : first % 97
        let digits = String(first) + (check < 10 ? "0" : "") + String(check)
        // BE spells 1114, and the check digits stand for 00.
        let remainder = (digits + "111400").utf8.reduce(0) { ($0 * 10 + Int($1 - UInt8(ascii: "0"))) % 97 }
        return "BE" + (98 - remainder < 10 ? "0" : "") + String(98 - remainder) + digits
    }
}
