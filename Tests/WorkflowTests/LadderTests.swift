import CallModel
import Testing
import Workflow

/// The ladder of Brussels Environment, to the cent: 3,100.00 one signature; 3,100.01 adds the advice of finance; 6,200.01 adds the
/// budget holder; 15,000.01 adds the full executive and an agreement.
@Suite struct LadderTests {
    private static let call = Result { try Sample.call(.published) { $0.approvals = Sample.ladder } }
    private static let signatories: [(step: String, actor: Actor)] = [
        ("minister", .alderman), ("finance-advice", .finance), ("budget", .budgetHolder), ("government", .college)
    ]

    /// An award of so many cents on a request of 20,000.00, on which nobody signed.
    private func award(of cents: Int64) throws -> Application {
        try Sample.file(.awarded) { file in
            (file.line, file.awarded) = ("L", Cents(cents))
            file.summary?.requested = Cents(2_000_000)
        }
    }

    @discardableResult
    private func take(_ command: ApplicationCommand, by actor: Actor, on file: inout Application) throws -> Refusal? {
        let wide = LineBalance(
            line: "L", total: Cents(10_000_000), reserve: .zero, maximumAward: nil, categories: ["a"])
        let context = Sample.around(try Self.call.get(), by: actor) { $0.line = wide }
        do throws(Refusal) {
            let event = try ApplicationMachine.decide(file, command, context)
            ApplicationMachine.evolve(&file, with: event)
            return nil
        } catch {
            return error
        }
    }

    /// The steps without which nobody is told of the award, as the refusal has them.
    private func missing(on file: Application) throws -> [String] {
        var file = file
        guard let refusal = try take(.notify, by: .secretariat, on: &file) else { return [] }
        guard case .signaturesMissing(let steps, let awarded) = refusal else { throw refusal }
        #expect(awarded == file.awarded)
        return steps.map(\.id)
    }

    private func sign(_ steps: ArraySlice<(step: String, actor: Actor)>, _ file: inout Application, upTo: Int64 = 2_000_000) throws {
        for (step, actor) in steps {
            let refusal = try take(.approve(Approval(step: step, upTo: Cents(upTo))), by: actor, on: &file)
            #expect(refusal == nil, "\(step)")
        }
    }

    /// Cents, and how many signatures they call for.
    private static let figures: [(Int64, Int)] = [
        (1, 1), (310_000, 1), (310_001, 2), (620_000, 2), (620_001, 3), (1_500_000, 3), (1_500_001, 4)
    ]

    @Test(arguments: figures)
    func `an award calls for so many signatures, and for no other`(cents: Int64, count: Int) throws {
        var file = try award(of: cents)
        #expect(try missing(on: file) == Self.signatories.prefix(count).map(\.step))
        let agreed = file.missingSignatures(in: Sample.ladder).contains(where: \.agreement)
        #expect(agreed == (cents > 1_500_000))
        for (step, actor) in Self.signatories.dropFirst(count) {
            let early = try take(.approve(Approval(step: step, upTo: Cents(2_000_000))), by: actor, on: &file)
            #expect(early == .nothingToSign)
        }
        try sign(Self.signatories.prefix(count - 1), &file)
        #expect(try missing(on: file) == [Self.signatories[count - 1].step])
        try sign(Self.signatories[(count - 1)..<count], &file)
        #expect(try missing(on: file) == [])
        #expect(try take(.notify, by: .secretariat, on: &file) == nil)
    }

    @Test func `an award amended from 6,000 to 6,500 is missing the budget holder, and nobody else`() throws {
        var file = try award(of: 600_000)
        try sign(Self.signatories.prefix(2), &file)
        #expect(try missing(on: file) == [])
        let amended = Award(line: "L", amount: Cents(650_000), departure: Sample.reason)
        #expect(try take(.amend(amended), by: .college, on: &file) == nil)
        #expect(try missing(on: file) == ["budget"])
        let again = try take(.approve(Approval(step: "minister", upTo: Cents(650_000))), by: .alderman, on: &file)
        #expect(again == .nothingToSign)
        var early = file
        let refusal = try #require(try take(.notify, by: .secretariat, on: &early))
        for language in Language.allCases {
            let text = refusal.message().text(in: language)
            let amounts = [Cents(650_000), Cents(620_000)].map { $0.text(in: language) }
            #expect(amounts.allSatisfy(text.contains) && text.contains(Sample.ladder[2].label.text(in: language)))
        }
        try sign(Self.signatories[2..<3], &file)
        #expect(try missing(on: file) == [])
    }

    @Test func `a signature up to 6,000 does not stand for 6,500, and stands again for what is less`() throws {
        var file = try award(of: 600_000)
        try sign(Self.signatories.prefix(1), &file, upTo: 600_000)
        try sign(Self.signatories[1..<2], &file)
        for (cents, steps) in [(650_000, ["minister", "budget"]), (600_000, []), (600_001, ["minister"])] as [(Int64, [String])] {
            let amended = Award(line: "L", amount: Cents(cents), departure: Sample.reason)
            #expect(try take(.amend(amended), by: .college, on: &file) == nil)
            #expect(try missing(on: file) == steps)
        }
        try sign(Self.signatories.prefix(1), &file, upTo: 600_001)
        #expect(try missing(on: file) == [])
        #expect(file.approvals.map(\.step) == ["finance-advice", "minister"])
    }

    @Test func `nobody signs for another, and what is known outside is neither amended nor given up`() throws {
        var file = try award(of: 300_000)
        for actor in [Actor.finance, .budgetHolder, .college, .secretariat] {
            let refusal = try take(.approve(Approval(step: "minister", upTo: Cents(300_000))), by: actor, on: &file)
            #expect(refusal == .notOwnStep(Sample.ladder[0]))
        }
        var abandoned = file
        #expect(try take(.annul(Sample.reason), by: .college, on: &abandoned) == nil)
        #expect(abandoned.state == .refused && abandoned.awarded == nil)
        try sign(Self.signatories.prefix(1), &file)
        #expect(try take(.notify, by: .secretariat, on: &file) == nil)
        let more = Award(line: "L", amount: Cents(650_000), departure: Sample.reason)
        #expect(try take(.amend(more), by: .college, on: &file) == .alreadyNotified)
        #expect(try take(.annul(Sample.reason), by: .college, on: &file) == .nothingToRatify)
    }

    @Test func `a decision that is annulled takes its signatures with it`() throws {
        var file = try award(of: 300_000)
        try sign(Self.signatories.prefix(1), &file)
        try take(.notify, by: .secretariat, on: &file)
        try take(.appeal(Sample.reason), by: .secretariat, on: &file)
        #expect(file.approvals.count == 1)
        try take(.overturn(Sample.reason), by: .college, on: &file)
        #expect(file.state == .overturned && file.approvals.isEmpty)
    }

    /// What is above 15,000 needs an agreement; so does, as the table has it, every grant.
    @Test func `no money goes out before an agreement was signed`() {
        let rows = TransitionTable.rows.filter { $0.machine == .grant && $0.action != "sign" }
        var reached: Set<String> = ["absent"]
        while case let more = rows.filter({ reached.contains($0.from) }).map(\.to), !reached.isSuperset(of: more) {
            reached.formUnion(more)
        }
        #expect(reached == ["absent", "agreementSent", "lapsed", "cancelled"])
        #expect(rows.filter { ["commit", "payFirst", "payBalance"].contains($0.action) }.allSatisfy { !reached.contains($0.from) })
    }
}
