import CallModel
import Testing
import Workflow

/// Each guard by an example: it alone refuses, under a name of its own, in a sentence that people can read.
@Suite struct DecideTests {
    @Test(arguments: try GuardExample.ofCall() + GuardExample.ofApplication() + GuardExample.ofReview() + GuardExample.ofGrant())
    func `a guard refuses, and nothing else does`(example: GuardExample) throws {
        let refusal = try #require(example.refusal)
        #expect(refusal.code == example.code)
        #expect(example.refusalWithout?.code == example.codeWithout)
        expectReadable(refusal)
    }

    @Test func `every guard has its example`() throws {
        func names<M: Machine>(_ machine: M.Type) -> Set<String> {
            Set(M.Guard.allCases.map { "\(M.kind.name).\($0.name)" })
        }
        #expect(Set(try GuardExample.ofCall().map(\.name)) == names(CallMachine.self))
        #expect(Set(try GuardExample.ofApplication().map(\.name)) == names(ApplicationMachine.self))
        #expect(Set(try GuardExample.ofReview().map(\.name)) == names(ReviewMachine.self))
        #expect(Set(try GuardExample.ofGrant().map(\.name)) == names(GrantMachine.self))
    }

    @Test func `an action that the state does not know is refused before the role is looked at`() throws {
        let context = CallContext(now: Sample.now, actor: .finance)
        let refusal = #expect(throws: Refusal.self) {
            try CallMachine.decide(try Sample.call(.archived), .open, context)
        }
        #expect(refusal?.code == "notPossible")
        if let refusal { expectReadable(refusal) }
    }

    @Test func `a role that may not act is refused before the guards are asked`() throws {
        let context = CallContext(now: Sample.now, actor: .finance)
        let incomplete = try Sample.call(.drafted) { $0.textsComplete = false }
        let refusal = #expect(throws: Refusal.self) { try CallMachine.decide(incomplete, .open, context) }
        #expect(refusal?.code == "notPermitted")
        if let refusal { expectReadable(refusal) }
    }

    private func expectReadable(_ refusal: Refusal) {
        let texts = Language.allCases.map { refusal.message().text(in: $0) }
        #expect(texts.allSatisfy { $0.count > 10 })
        #expect(Set(texts).count == 3, "\(texts)")
    }
}
