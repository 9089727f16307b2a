/// Hears of every attempt. The run is generic over it, so that without a trace the compiler leaves nothing of it.
protocol TraceRecorder {
    mutating func begin(_ pass: AllocationPass)
    mutating func record(file: Int32, line: Int, before: LineState, after: LineState, verdict: AllocationTrace.Verdict)
}

struct NoTrace: TraceRecorder {
    mutating func begin(_ pass: AllocationPass) {}
    mutating func record(
        file: Int32, line: Int, before: LineState, after: LineState, verdict: AllocationTrace.Verdict
    ) {}
}
