import CallModel
import Testing
import Workflow

/// Calls, files, reviews and grants in any state, for examples.
enum Sample {
    static let now = Instant(microseconds: 1_800_000_000_000_000)
    static let past = now.adding(days: -1)
    static let soon = now.adding(days: 1)
    static let reason = Reason(codes: ["because"])
    static let owner = OrganisationID(1)
    static let stranger = Actor.applicant(OrganisationID(2))
    static let member = MemberID(3)
    static let chair = Actor.chair(MemberID(4))
    static let scales: [ClosedRange<Int32>] = [0...10, 0...5]
    static let digest = Digest(hex: String(repeating: "0a", count: 32))

    /// The ladder of Brussels Environment.
    static let ladder = [
        step("minister", "Signature de la ministre", .zero, .alderman), step("finance-advice", "Avis", Cents(310_000), .finance),
        step("budget", "Accord du Budget", Cents(620_000), .budgetHolder),
        step("government", "Gouvernement", Cents(1_500_000), .college, agreement: true)
    ]

    private static func step(
        _ id: String, _ label: String, _ above: Cents, _ role: Signatory, agreement: Bool = false
    ) -> ApprovalStep {
        let label = LocalizedText(fr: label, nl: "\(id) (nl)", en: "\(id) (en)")
        return ApprovalStep(id: id, label: label, above: above, role: role, agreement: agreement)
    }

    static func terms(_ change: (inout CallTerms) -> Void = { _ in }) throws -> CallTerms {
        guard let digest else { throw MissingSample() }
        var terms = CallTerms(
            procedure: .competitive, opensAt: past, closesAt: soon, reviewClosesAt: soon, reviewsPerFile: 2, quorum: 2,
            minimumFiles: 1, appealDays: 30, signingDays: 30, textsComplete: true, definition: digest)
        change(&terms)
        return terms
    }

    static func call(_ state: CallState, _ change: (inout CallTerms) -> Void = { _ in }) throws -> Call {
        var call = Call(id: CallID(1))
        call.state = state
        call.terms = try terms(change)
        return call
    }

    static func summary(_ change: (inout ApplicationSummary) -> Void = { _ in }) throws -> ApplicationSummary {
        guard let digest else { throw MissingSample() }
        var summary = ApplicationSummary(
            category: "a", requested: Cents(700), total: Cents(900), declaredMarker: .significant, southSouth: false,
            countries: ["SN"], faults: 0, content: digest)
        change(&summary)
        return summary
    }

    static func file(_ state: ApplicationState, _ change: (inout Application) -> Void = { _ in }) throws -> Application {
        var file = Application(id: ApplicationID(1))
        (file.call, file.organisation, file.state) = (CallID(1), owner, state)
        file.summary = try summary()
        (file.advice, file.advised) = (.favourable, Cents(600))
        change(&file)
        return file
    }

    static func line(
        maximumAwards: Int? = nil, awards: Int = 0, _ change: (inout LineBalance) -> Void = { _ in }
    ) -> LineBalance {
        var line = LineBalance(
            line: "L", total: Cents(1000), reserve: Cents(400), maximumAward: Cents(600), categories: ["a"],
            maximumAwards: maximumAwards, awards: awards)
        change(&line)
        return line
    }

    /// Surroundings in which every guard of a file is content.
    static func around(
        _ call: Call, by actor: Actor, _ change: (inout ApplicationContext) -> Void = { _ in }
    ) -> ApplicationContext {
        var context = ApplicationContext(
            now: now, actor: actor, call: call, panel: Panel(counted: 2), sitting: Sitting(present: 2), line: line(),
            failingRules: [])
        change(&context)
        return context
    }

    static func review(_ state: ReviewState) -> Review {
        var review = Review(id: ReviewID(1))
        (review.application, review.member, review.state) = (ApplicationID(1), member, state)
        return review
    }

    static func scores(_ values: [Int32?] = [7, 4], justified: Bool = true) -> Scores {
        Scores(values, justification: justified ? digest : nil)
    }

    static func grant(_ state: GrantState, _ change: (inout Grant) -> Void = { _ in }) -> Grant {
        var grant = Grant(id: GrantID(1))
        (grant.application, grant.state, grant.awarded, grant.sentAt) = (ApplicationID(1), state, Cents(600), past)
        change(&grant)
        return grant
    }
}

struct MissingSample: Error {}

/// One example of a guard at work: what `decide` answers with it, and without it.
struct GuardExample: CustomTestStringConvertible, Sendable {
    let name: String
    let code: String
    let refusal: Refusal?
    let refusalWithout: Refusal?
    /// The refusal that remains without it; nil if the command is then accepted.
    let codeWithout: String?

    var testDescription: String { name }

    init<M: Machine>(
        _ machine: M.Type, _ condition: M.Guard, _ code: String, _ subject: M.Subject, _ command: M.Command,
        _ context: M.Context, codeWithout: String? = nil
    ) {
        (name, self.code, self.codeWithout) = ("\(M.kind.name).\(condition.name)", code, codeWithout)
        refusal = Self.answer(M.self, subject, command, context, .all)
        refusalWithout = Self.answer(M.self, subject, command, context, .all.without(condition))
    }

    private static func answer<M: Machine>(
        _ machine: M.Type, _ subject: M.Subject, _ command: M.Command, _ context: M.Context, _ guards: GuardSet<M.Guard>
    ) -> Refusal? {
        do throws(Refusal) {
            _ = try M.decide(subject, command, context, guards: guards)
            return nil
        } catch {
            return error
        }
    }
}
