import CallModel

/// Looks for what members and files have in common. It is deterministic and depends on no order in which they are given.
package struct ConflictMatcher: Sendable {
    private let people: [Person]
    private let names: NameFinder

    /// A member, prepared once for all files.
    private struct Person {
        let profile: ConflictProfile
        /// The member and his or her family.
        let names: [(folded: FoldedText, text: String, ground: ConflictGround)]
        let bodies: [(folded: [String], text: String, ground: ConflictGround)]
        let numbers: [EnterpriseNumber]
        let postcodes: Set<String>
        let domains: [String]
    }

    package init(_ profiles: [ConflictProfile]) {
        people = profiles.sorted { $0.member < $1.member }.map(Self.person)
        names = NameFinder(people.map { $0.names.map(\.folded) })
    }

    /// The members with whom the file has something in common, by their codes.
    package func suggestions(for file: ConflictCandidate) -> [ConflictSuggestion] {
        let prepared = PreparedFile(file)
        let named = names.found(in: prepared.texts)
        return people.enumerated().compactMap { index, person in
            let evidence = Self.evidence(person, prepared, named: named[index] ?? [])
            guard !evidence.isEmpty else { return nil }
            return ConflictSuggestion(member: person.profile.member, reference: file.reference, evidence: evidence)
        }
    }

    private static func person(_ profile: ConflictProfile) -> Person {
        func values(_ kind: MemberTie.Kind) -> [String] { profile.ties.filter { $0.kind == kind }.map(\.value).sorted() }
        let own = (folded: FoldedText(profile.name), text: profile.name, ground: ConflictGround.ownOrganisation)
        let relatives = values(.relative).map { (folded: FoldedText($0), text: $0, ground: ConflictGround.relative) }
        let bodies: [(MemberTie.Kind, ConflictGround)] = [
            (.organisation, .ownOrganisation), (.employer, .employment), (.partner, .partner)
        ]
        return Person(
            profile: profile, names: ([own] + relatives).filter { $0.folded.words.count > 1 },
            bodies: bodies.flatMap { kind, ground in
                values(kind).map { (folded: FoldedText($0).withoutLegalForm, text: $0, ground: ground) }
            }.filter { !$0.folded.isEmpty },
            numbers: values(.enterpriseNumber).compactMap { EnterpriseNumber($0) }, postcodes: Set(values(.postcode)),
            domains: Set(([profile.email].compactMap(EmailDomain.of)) + values(.emailDomain).map { $0.lowercased() })
                .filter(EmailDomain.isPrivate).sorted())
    }

    private static func evidence(_ person: Person, _ file: PreparedFile, named: [Int]) -> [ConflictEvidence] {
        var found: [ConflictEvidence] = []
        func add(_ kind: ConflictEvidence.Kind, _ ground: ConflictGround, _ ofMember: String, _ inFile: String) {
            found.append(ConflictEvidence(kind: kind, ground: ground, ofMember: ofMember, inFile: inFile))
        }
        for name in person.names {
            for (board, text) in file.board where name.folded.names(board) { add(.boardMember, name.ground, name.text, text) }
            if name.folded.names(file.contact) { add(.contactPerson, name.ground, name.text, file.candidate.contact) }
        }
        for number in person.numbers where number == file.candidate.enterpriseNumber {
            add(.enterpriseNumber, .ownOrganisation, number.description, number.description)
        }
        for body in person.bodies {
            if body.folded == file.organisation { add(.organisation, body.ground, body.text, file.candidate.organisation) }
            for (partner, text) in file.partners where partner == body.folded { add(.partner, body.ground, body.text, text) }
        }
        for index in named {
            let name = person.names[index]
            add(.namedInFile, name.ground == .relative ? .relative : .other, name.text, name.text)
        }
        for domain in person.domains {
            for email in file.candidate.emails where EmailDomain.of(email) == domain { add(.emailDomain, .other, domain, email) }
        }
        for postcode in Set(file.candidate.postcodes).sorted() where person.postcodes.contains(postcode) {
            add(.postcode, .other, postcode, postcode)
        }
        let order = Dictionary(uniqueKeysWithValues: zip(ConflictEvidence.Kind.allCases, 0...))
        var seen: Set<ConflictEvidence> = []
        return found.filter { seen.insert($0).inserted }.sorted {
            (order[$0.kind] ?? 0, $0.ofMember, $0.inFile) < (order[$1.kind] ?? 0, $1.ofMember, $1.inFile)
        }
    }
}

/// A file whose names were folded once for all members.
private struct PreparedFile {
    let candidate: ConflictCandidate
    let organisation: [String]
    let board: [(FoldedText, String)]
    let contact: FoldedText
    let partners: [([String], String)]
    let texts: [FoldedText]

    init(_ file: ConflictCandidate) {
        candidate = file
        organisation = FoldedText(file.organisation).withoutLegalForm
        board = file.board.map { (FoldedText($0), $0) }
        contact = FoldedText(file.contact)
        partners = file.partners.map { (FoldedText($0).withoutLegalForm, $0) }
        texts = file.texts.map { FoldedText($0) }
    }
}

/// Finds many names in long texts in one reading: first name first, or family name first.
private struct NameFinder {
    private struct Name {
        let person: Int
        let index: Int
        let words: [String]
    }

    private let byFirstWord: [String: [Name]]

    init(_ people: [[FoldedText]]) {
        let names = people.enumerated().flatMap { person, names in
            names.enumerated().flatMap { index, name -> [Name] in
                let words = name.words
                // `Marie Van den Berg` is written `Van den Berg Marie` too.
                return [words, Array(words.dropFirst()) + words.prefix(1), Array(words.suffix(1)) + words.dropLast()]
                    .map { Name(person: person, index: index, words: $0) }
            }
        }
        byFirstWord = Dictionary(grouping: names) { $0.words.first ?? "" }
    }

    /// The names that the texts hold, by person.
    func found(in texts: [FoldedText]) -> [Int: [Int]] {
        var found: [Int: Set<Int>] = [:]
        for text in texts {
            for (place, word) in text.words.enumerated() {
                for name in byFirstWord[word] ?? [] where text.words[place...].starts(with: name.words) {
                    found[name.person, default: []].insert(name.index)
                }
            }
        }
        return found.mapValues { $0.sorted() }
    }
}

/// The part of an address that may say where somebody belongs.
enum EmailDomain {
    /// Where everybody may have an address.
    private static let publicProviders: Set<String> = [
        "gmail.com", "googlemail.com", "outlook.com", "outlook.be", "hotmail.com", "hotmail.be", "hotmail.fr", "live.com", "live.be",
        "msn.com", "yahoo.com", "yahoo.fr", "yahoo.be", "icloud.com", "me.com", "aol.com", "proton.me", "protonmail.com", "gmx.com",
        "gmx.net", "gmx.fr", "skynet.be", "telenet.be", "proximus.be", "scarlet.be", "voo.be", "belgacom.net", "brutele.be",
        "orange.fr", "free.fr", "laposte.net", "mailfence.com", "tutanota.com"
    ]

    static func of(_ address: String) -> String? {
        guard let at = address.lastIndex(of: "@") else { return nil }
        let domain = address[address.index(after: at)...].lowercased()
        return domain.isEmpty ? nil : domain
    }

    static func isPrivate(_ domain: String) -> Bool { !domain.isEmpty && !publicProviders.contains(domain) }
}
