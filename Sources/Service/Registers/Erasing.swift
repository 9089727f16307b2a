package import CallModel
import Postgres
import Selection
package import Store
import Workflow

/// Whom to erase, as people name them.
package enum ErasedPerson: Hashable, Sendable {
    /// A member of the council or an expert, by code.
    case member(String)
    /// The people of an organisation, by its reference.
    case organisation(String)
}

/// What was erased; it names nobody.
package struct ErasureReceipt: Hashable, Codable, Sendable {
    /// The number that stays in the log: `member:5`.
    package let subject: String
    /// Contents of files, justifications, declarations and reasons.
    package let documents: Int
    /// Documents that were handed in with the files.
    package let attachments: Int
    /// Answers kept for repeated commands.
    package let answers: Int
    /// Payments whose payee is no longer named.
    package let payments: Int
    /// Rows in which the family name still stands, and was said to be somebody else's, or cannot be taken out.
    package let familyName: [NamingRow]
    package let at: Instant
}

/// What becomes of texts with nothing but the family name of somebody who is erased.
package enum FamilyNameRows: String, CaseIterable, Sendable {
    /// They go too.
    case erase
    /// They mean somebody else.
    case keep
}

extension Service {
    /// Takes a person out of everything but the log, which holds numbers and salted digests only.
    ///
    /// All of it, or nothing: at the end every table is searched for the person's names and addresses, and what still has one keeps the
    /// person from being erased. A name is found in capitals, without its accents and in any order of its words. A family name alone may
    /// be anybody's: these rows are shown, and nothing is kept before somebody said what they are.
    ///
    /// - Parameter familyName: what becomes of them; `nil` to be shown them.
    package func erase(
        _ person: ErasedPerson, reason: String, familyName: FamilyNameRows? = nil, _ request: Request
    ) async throws(ServiceError) -> ErasureReceipt {
        try await command(request, "erase \(person) \(reason) \(familyName?.rawValue ?? "")") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.erasePerson.permit(request.actor)
            guard !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
            try db.lock(register: .members)
            try db.lock(register: .organisations)
            let erasure = try Erasure(person, db)
            let open = try db.openFiles(of: erasure.subject, erasure.finalStates)
            guard open.isEmpty else { throw ServiceError.erasure(.openFiles(open)) }
            guard !erasure.isNamed(in: reason) else { throw ServiceError.erasure(.reasonNames) }
            let search = familyName == .erase ? erasure.search.adding(phrases: erasure.familyNames) : erasure.search
            let naming = try db.documents(naming: search)
            let elsewhere = try db.openFiles(ofDocuments: naming, erasure.finalStates)
            guard elsewhere.isEmpty else { throw ServiceError.erasure(.namedInOpenFiles(elsewhere)) }

            try db.erase(workingCopiesOf: erasure.organisationID, naming: search.texts)
            try db.erase(messagesOf: erasure.organisationID, naming: search.texts)
            let rows = try db.erase(
                documents: Array(erasure.documents.union(naming)), naming: search.adding(phrases: erasure.codes))
            try db.erase(evidenceOf: erasure.subject, naming: search)
            try db.erase(accounts: erasure.accounts, of: erasure.subject, naming: search, typed: erasure.typed)
            try db.delete(counters: erasure.counters)
            let payments = try erasure.eraseRegister(db)
            let now = try db.now()
            try db.note(erasureOf: erasure.subject, reason: reason, by: request.actor.reference, at: now)
            let remaining = try db.tables(naming: erasure.search)
            guard remaining.isEmpty else { throw ServiceError.erasure(.remains(tables: remaining)) }
            let alone = try db.rows(saying: erasure.familyNames) { PersonName.excerpt(of: $0, around: erasure.familyNames) }
            guard alone.isEmpty || familyName != nil else { throw ServiceError.erasure(.familyName(alone)) }
            let receipt = ErasureReceipt(
                subject: erasure.subject.description, documents: rows.documents, attachments: rows.attachments, answers: rows.answers,
                payments: payments, familyName: alone, at: now)
            return (receipt, now)
        }
    }
}

/// What belongs to a person who is erased.
struct Erasure {
    let subject: ErasedSubject
    /// What the person is found by: names, addresses, telephone numbers.
    let search: NameSearch
    /// The family names alone, as folded words.
    let familyNames: [String]
    /// The member's code as a folded word: too short to be searched for anywhere but in kept answers.
    let codes: [String]
    let documents: Set<Digest>
    /// The accounts of the person, or of the people of the organisation.
    let accounts: [AccountID]
    private let organisation: StoredOrganisation?

    /// A shorter name would be found in every second word.
    private static let shortestName = 4

    init(_ person: ErasedPerson, _ db: borrowing Connection) throws {
        // People, and whatever else leads to them.
        let people: [String]
        let others: [String]
        switch person {
        case .member(let code):
            guard let member = try db.members().first(where: { $0.member.code == code }) else {
                throw StoreError.notFound(kind: "member", name: code)
            }
            subject = .member(member.id)
            organisation = nil
            (people, others) = ([member.member.name], [member.member.email])
            codes = [FoldedText(code).words.joined(separator: " ")]
            documents = Set(try db.documents(writtenBy: member.id))
        case .organisation(let reference):
            guard let stored = try db.organisations([reference])[reference] else {
                throw StoreError.notFound(kind: "organisation", name: reference)
            }
            subject = .organisation(stored.id)
            organisation = stored
            let contents = try db.contents(of: stored.id)
            let contacts = try contents.values.map { try LogJSON.decode(ApplicationContent.self, from: $0).contact }
            people = contacts.map(\.name) + (stored.organisation.legalForm == .naturalPerson ? [stored.organisation.name] : [])
            others = [stored.organisation.email] + Self.ownNumbers(stored.organisation) + contacts.flatMap { [$0.email, $0.phone ?? ""] }
            codes = []
            documents = Set(contents.keys)
        }
        let known = Self.search(people, others)
        let found = try db.accounts(of: subject, naming: known)
        accounts = found.map(\.id)
        let (addresses, names) = (found.compactMap(\.names.first), found.flatMap { $0.names.dropFirst() })
        search = Self.search(people + names, others + addresses)
        familyNames = Set((people + names).flatMap { PersonName($0).familyNames }).sorted()
        typed = Set((people + names).flatMap { PersonName($0).spellings } + others + addresses)
            .filter { $0.count >= Self.shortestName }
            .flatMap { [$0.formEncoded(blank: "+"), $0.formEncoded(blank: "%20")] }
    }

    private static func search(_ people: [String], _ others: [String]) -> NameSearch {
        func long(_ texts: [String]) -> [String] { Set(texts).filter { $0.count >= shortestName }.sorted() }
        let phrases = people.flatMap { PersonName($0).phrases } + others.map { FoldedText($0).words.joined(separator: " ") }
        return NameSearch(texts: long(people + others), phrases: long(phrases))
    }

    /// Nil for a member of the council.
    var organisationID: OrganisationID? { organisation?.id }

    /// The names as browsers send them in forms.
    let typed: [String]

    /// Whether a text that stays names the person.
    func isNamed(in text: String) -> Bool {
        let words = " " + FoldedText(text).words.joined(separator: " ") + " "
        return (search.phrases + familyNames).contains { words.contains(" \($0) ") }
            || search.texts.contains { text.lowercased().contains($0.lowercased()) }
    }

    /// The counters of failures that were made of an address.
    var counters: [String] { search.texts.filter { $0.contains("@") }.map { FailureLimit.person($0).key } }

    /// Where a file may rest: a member is done with it when its call is over, an organisation when its grant is.
    var finalStates: FinalStates {
        let grants: any Collection<GrantState> =
            switch subject {
            case .member: GrantState.allCases
            case .organisation: GrantState.terminal
            }
        return FinalStates(
            calls: CallState.terminal.map(\.name), applications: ApplicationState.terminal.union([.draft]).map(\.name),
            grants: grants.map { $0.name })
    }

    /// Who applies as a natural person is one: then its number and account are the person's.
    private static func ownNumbers(_ organisation: Organisation) -> [String] {
        guard organisation.legalForm == .naturalPerson else { return [] }
        return [organisation.reference, organisation.iban, organisation.enterpriseNumber?.description ?? ""]
    }

    /// - Returns: how many payments no longer name their payee.
    func eraseRegister(_ db: borrowing Connection) throws -> Int {
        guard let organisation else {
            if case .member(let id) = subject { try db.erase(member: id) }
            return 0
        }
        var erased = organisation.organisation
        erased.email = ""
        guard erased.legalForm == .naturalPerson else {
            try db.replace(organisation.id, with: erased)
            return 0
        }
        (erased.name, erased.reference, erased.enterpriseNumber) = ("", "erased-\(organisation.id)", nil)
        (erased.iban, erased.seatPostcode, erased.activityPostcodes) = ("", "", [])
        try db.replace(organisation.id, with: erased)
        return try db.erasePayments(to: organisation.id)
    }
}

extension String {
    /// The text as it stands in the body of a form.
    fileprivate func formEncoded(blank: String) -> String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "*"):
                String(UnicodeScalar(byte))
            case UInt8(ascii: " "): blank
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
