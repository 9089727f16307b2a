import CallModel
import Postgres
import Store
import Workflow

/// A small call from its rules to its payments, in which every machine takes most of its steps.
///
/// Events follow the transition table but nobody decides on them: whether a guard holds is not the store's business.
struct History: Sendable {
    var call = Call(id: CallID(1))
    /// Awarded and paid; reserved, then upheld; inadmissible; withdrawn; refused, then awarded after all.
    var files: [Application] = []
    var reviews: [Review] = []
    var grant = Grant(id: GrantID(1))
    /// Moves a little with every event, by less than a second.
    private var now = Instant(microseconds: 1_800_000_000_123_456)
    /// What is not yet written.
    private(set) var batch = Batch()

    static let organisations = (1...5).map { number in
        Organisation(
            reference: "ORG-\(number)", name: "Les Amis du Sahel \"n° \(number)\"", enterpriseNumber: nil, legalForm: .asbl,
            foundedOn: CalendarDate(daysSince1970: 12_000 + Int64(number)), seatPostcode: "1000", activityPostcodes: ["1000", "1020"],
            iban: "BE68539007547034", language: number == 1 ? .french : .dutch, email: "info\(number)@example.org",
            isRecognisedNGO: number == 2)
    }

    static let members = (1...3).map { number in
        Member(
            code: "M\(number)", name: "Lid \(number)", email: "lid\(number)@example.org", language: .dutch, isExternal: number == 3)
    }

    static let terms = CallTerms(
        procedure: .competitive, opensAt: Instant(microseconds: 1_799_000_000_000_000),
        closesAt: Instant(microseconds: 1_801_000_000_000_000), reviewClosesAt: Instant(microseconds: 1_802_000_000_000_000),
        reviewsPerFile: 3, quorum: 2, minimumFiles: 1, appealDays: 60, signingDays: 30, textsComplete: true,
        definition: .sha256(Array(rules.utf8)))

    /// The rules as the store keeps them.
    static let rules = #"{"code":"BXL-2027"}"#

    /// What the College says of one file or another.
    static let reason = Reason(codes: ["minimumAge", "lineExhausted"], text: .sha256([7]))

    /// Takes an action from where the subject is to where the table says, and remembers it for the next `write`.
    mutating func take<M: StoredMachine>(_ machine: M.Type, _ command: M.Command, _ subject: inout M.Subject, by actor: Actor) {
        guard let rule = M.rules(for: command.action).first(where: { $0.from.contains(subject.state) }) else {
            preconditionFailure("\(command.action.name) does not exist from \(subject.state.name)")
        }
        let to = rule.to.count == 1 ? rule.to[0] : M.target(among: rule.to, subject)
        now = Instant(microseconds: now.microseconds + 1_001)
        batch.record(
            Event<M>(from: subject.state, to: to, command: command, at: now, actor: actor), on: &subject,
            definitionVersion: max(call.definitionVersion, 1))
    }

    mutating func call(_ commands: CallCommand...) {
        var call = self.call
        for command in commands { take(CallMachine.self, command, &call, by: .secretariat) }
        self.call = call
    }

    mutating func file(_ index: Int, _ commands: ApplicationCommand..., by actor: Actor = .secretariat) {
        var file = files[index]
        for command in commands { take(ApplicationMachine.self, command, &file, by: actor) }
        files[index] = file
    }

    mutating func review(_ index: Int, _ commands: ReviewCommand...) {
        var review = reviews[index]
        for command in commands { take(ReviewMachine.self, command, &review, by: .reviewer(MemberID(1))) }
        reviews[index] = review
    }

    mutating func grant(_ commands: GrantCommand...) {
        var grant = self.grant
        for command in commands { take(GrantMachine.self, command, &grant, by: .finance) }
        self.grant = grant
    }

    /// Writes what was taken since the last time, in one transaction.
    mutating func write(to database: Database) async throws {
        let batch = self.batch
        try await database.write { db in try db.write(batch, committing: true) }
        self.batch = Batch()
    }

    mutating func keep(_ document: Document) { batch.keep(document) }
    mutating func keep(_ definition: StoredDefinition) { batch.keep(definition) }
}

extension History {
    static func summary(_ cents: Int64, _ document: Document) -> ApplicationSummary {
        ApplicationSummary(
            category: "cooperation", requested: Cents(cents), total: Cents(cents * 2), declaredMarker: cents > 500_000 ? .principal : nil,
            southSouth: cents > 500_000, countries: ["CD", "SN"], faults: 0, content: document.digest)
    }
}
