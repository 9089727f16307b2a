import CallModel
import Service
import Store
import Workflow

extension Application {
    /// Until when an appeal may be handed in; nil where there is nothing to appeal against.
    func appealDue(in file: WorkingFile) -> Instant? {
        guard [.awarded, .reserveListed, .refused, .inadmissible].contains(state) else { return nil }
        return notifiedAt?.adding(days: Int64(file.definition.calendar.appealDays))
    }

    /// Whether the machine would let the association take a step now: what it says of everything that is known here.
    func can(_ action: ApplicationAction, _ own: OwnFileVisit, _ file: WorkingFile) -> Bool {
        let command: ApplicationCommand =
            switch action {
            case .appeal: .appeal(Reason(codes: ["x"], text: .sha256([])))
            case .withdraw: .withdraw(Reason(codes: ["x"], text: .sha256([])))
            default: .reinstate
            }
        let context = ApplicationContext(now: file.now, actor: own.applicant.hat.actor, call: file.call)
        do throws(Refusal) {
            _ = try ApplicationMachine.decide(self, command, context)
            return true
        } catch {
            return false
        }
    }
}
