import CallModel
import Selection
import Testing

@Suite struct ConflictMatcherTests {
    @Test(arguments: [
        ("Aïcha N'DIAYE-Dubois", "aicha n diaye dubois"), ("ŁĘCKA Ørsted", "lecka orsted"),
        ("Œuvre Æbelø, Straße 3", "oeuvre aebelo strasse 3"), ("e\u{301}te\u{301}", "ete"), ("…", "")
    ])
    func `names are compared without accents, case and punctuation`(text: String, folded: String) {
        #expect(FoldedText(text).words.joined(separator: " ") == folded)
    }

    private static func member(_ ties: [MemberTie] = [], email: String = "anne@gmail.com") -> ConflictProfile {
        ConflictProfile(member: "M1", name: "Anne Van den Berg", email: email, ties: ties)
    }

    private static func file(
        board: [String] = [], contact: String = "Awa Diallo", emails: [String] = ["info@asso.be"], partners: [String] = [],
        texts: [String] = []
    ) -> ConflictCandidate {
        ConflictCandidate(
            reference: "F1", organisation: "Les Amis du Baobab ASBL", enterpriseNumber: EnterpriseNumber("0207.373.429"), board: board,
            contact: contact, emails: emails, postcodes: ["1000", "1020"], partners: partners, texts: texts)
    }

    struct Example: Sendable {
        let member: ConflictProfile
        let file: ConflictCandidate
        let found: [String]
    }

    private static let examples: [Example] = [
        Example(member: member(), file: file(), found: []),
        Example(member: member(), file: file(board: ["VAN DEN BERG, Anne"]), found: ["boardMember ownOrganisation"]),
        Example(member: member(), file: file(board: ["Anne Berg"]), found: []),
        Example(member: member(), file: file(contact: "Anne van den Bérg"), found: ["contactPerson ownOrganisation"]),
        Example(
            member: member([MemberTie(kind: .relative, value: "Jo Maes")]), file: file(board: ["Maes Jo"], texts: ["Avec Jo Maes."]),
            found: ["boardMember relative", "namedInFile relative"]),
        Example(
            member: member([MemberTie(kind: .enterpriseNumber, value: "0207373429")]), file: file(),
            found: ["enterpriseNumber ownOrganisation"]),
        Example(
            member: member([MemberTie(kind: .organisation, value: "les amis du baobab")]), file: file(),
            found: ["organisation ownOrganisation"]),
        Example(
            member: member([MemberTie(kind: .employer, value: "Université de Labé")]), file: file(partners: ["universite de LABE"]),
            found: ["partner employment"]),
        Example(member: member(), file: file(texts: ["Le projet de Van den Berg Anne, à Labé"]), found: ["namedInFile other"]),
        // A part of a name, or a longer word, is nobody's name.
        Example(member: member(), file: file(texts: ["Anne Van den Bergh", "Van den Berg"]), found: []),
        Example(member: member(email: "anne@asso.be"), file: file(), found: ["emailDomain other"]),
        Example(member: member(), file: file(emails: ["asso@gmail.com"]), found: []),
        Example(member: member([MemberTie(kind: .postcode, value: "1020")]), file: file(), found: ["postcode other"])
    ]

    @Test(arguments: examples.indices)
    func `what a member and a file have in common is found, and nothing else`(index: Int) {
        let example = Self.examples[index]
        let found = ConflictMatcher([example.member]).suggestions(for: example.file)
        #expect(found.flatMap(\.evidence).map { "\($0.kind.rawValue) \($0.ground.rawValue)" } == example.found)
        #expect(found.allSatisfy { $0.isStrong == (example.found != ["postcode other"]) })
    }

    @Test func `the order of the members changes nothing`() {
        let members = ["M3", "M1", "M2"].map {
            ConflictProfile(member: $0, name: "Jo \($0)", email: "x@asso.be", ties: [MemberTie(kind: .postcode, value: "1000")])
        }
        let file = Self.file()
        let found = ConflictMatcher(members).suggestions(for: file)
        #expect(found.map(\.member) == ["M1", "M2", "M3"])
        #expect(ConflictMatcher(members.reversed()).suggestions(for: file) == found)
    }
}
