import CallModel
import Testing
import Workflow

/// Two situations of real calls: too little competition, and a council of which some members have an interest.
@Suite struct RealCallTests {
    private func call(_ state: CallState) throws -> Call {
        try Sample.call(state) {
            $0.minimumFiles = 3
            $0.quorum = 6
        }
    }

    private func refusal(
        of command: CallCommand, by actor: Actor, in state: CallState, _ tally: [ApplicationState: Int]
    ) throws -> Refusal? {
        let context = CallContext(now: Sample.now, actor: actor, tally: Tally(tally))
        let call = try call(state)
        do throws(Refusal) {
            _ = try CallMachine.decide(call, command, context)
            return nil
        } catch {
            return error
        }
    }

    @Test func `with two admissible files of the three that are needed there is no review, and the call ends without award`()
        throws
    {
        let two: [ApplicationState: Int] = [.admissible: 2, .inadmissible: 1]
        let review = try refusal(of: .beginReview, by: .secretariat, in: .admissibility, two)
        #expect(review?.code == "tooFewFiles")
        #expect(review?.message().english.contains("2 admissible files; the regulation asks for 3") == true)
        #expect(try refusal(of: .declareUnsuccessful(Sample.reason), by: .college, in: .admissibility, two) == nil)
        // Those who applied are owed a reason.
        let silent = try refusal(of: .declareUnsuccessful(.none), by: .college, in: .admissibility, two)
        #expect(silent?.code == "reasonMissing")
    }

    @Test func `a third file that is withdrawn no longer counts, and a third admissible one makes a competition`() throws {
        let withdrawn: [ApplicationState: Int] = [.admissible: 2, .withdrawn: 1]
        #expect(try refusal(of: .beginReview, by: .secretariat, in: .admissibility, withdrawn)?.code == "tooFewFiles")
        let three: [ApplicationState: Int] = [.admissible: 3]
        #expect(try refusal(of: .beginReview, by: .secretariat, in: .admissibility, three) == nil)
        let unsuccessful = try refusal(of: .declareUnsuccessful(Sample.reason), by: .college, in: .admissibility, three)
        #expect(unsuccessful?.code == "enoughFiles")
    }

    private func advice(_ sitting: Sitting) throws -> Refusal? {
        let context = Sample.around(try call(.deliberation), by: Sample.chair) { $0.sitting = sitting }
        let file = try Sample.file(.scored)
        let advice = Advice(opinion: .favourable, amount: Cents(600), meeting: MeetingID(1))
        do throws(Refusal) {
            _ = try ApplicationMachine.decide(file, .advise(advice), context)
            return nil
        } catch {
            return error
        }
    }

    @Test func `of nine members present two leave for file A: seven of eleven still make the quorum of six`() throws {
        #expect(try advice(Sitting(present: 7)) == nil)
        #expect(try advice(Sitting(present: 6)) == nil)
        #expect(try advice(Sitting(present: 5))?.code == "noQuorum")
        // One of the two stays in the room.
        #expect(try advice(Sitting(present: 8, conflictedPresent: 1))?.code == "conflictedMemberPresent")
    }
}
