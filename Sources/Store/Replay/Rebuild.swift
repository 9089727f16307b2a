import Workflow

/// The whole log told anew, in memory: every subject where its events leave it. Grows with the subjects, not with the events.
struct Rebuild: Sendable {
    private(set) var calls = RebuiltSubjects<CallMachine>()
    private(set) var applications = RebuiltSubjects<ApplicationMachine>()
    private(set) var reviews = RebuiltSubjects<ReviewMachine>()
    private(set) var grants = RebuiltSubjects<GrantMachine>()
    private(set) var events = 0
    private(set) var faults: [EventFault] = []

    var subjects: Int {
        calls.subjects.count + applications.subjects.count + reviews.subjects.count + grants.subjects.count
    }

    /// Applies the next event of the log; one that is impossible is noted.
    mutating func take(_ event: LoggedEvent) {
        events += 1
        do throws(EventFault) {
            switch MachineKind(name: event.machine) {
            case .call: try calls.take(event)
            case .application: try applications.take(event)
            case .review: try reviews.take(event)
            case .grant: try grants.take(event)
            case nil: throw EventFault(event, .unknownMachine, "there is no machine \"\(event.machine)\"")
            }
        } catch {
            faults.append(error)
        }
    }
}
