import CallModel

/// Writes every attempt down with the names of the problem.
struct FullTrace: TraceRecorder {
    let problem: AllocationProblem
    private(set) var trace = AllocationTrace()

    init(of problem: AllocationProblem) { self.problem = problem }

    mutating func begin(_ pass: AllocationPass) { trace.passes.append(AllocationTrace.Pass(kind: pass)) }

    mutating func record(
        file: Int32, line: Int, before: LineState, after: LineState, verdict: AllocationTrace.Verdict
    ) {
        trace.passes[trace.passes.count - 1].steps.append(
            AllocationTrace.Step(
                application: problem.applications[Int(file)].id, line: problem.lines[line].id,
                before: before.remaining, after: after.remaining, verdict: verdict))
    }
}

extension LineState {
    fileprivate var remaining: AllocationTrace.Remaining {
        AllocationTrace.Remaining(openCents: Cents(open), reserveCents: Cents(reserve))
    }
}
