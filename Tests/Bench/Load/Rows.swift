/// The figures of several runs, by what was asked, in the order in which it was first asked.
struct Rows {
    private var names: [String] = []
    private var runs: [String: [LoadFigures]] = [:]

    mutating func add(_ name: String, _ figures: LoadFigures) {
        if runs[name] == nil { names.append(name) }
        runs[name, default: []].append(figures)
    }

    /// The medians of the runs; of the times, those of all runs together.
    func write(into subject: inout Subject) {
        for name in names {
            let all = runs[name] ?? []
            func median(_ value: (LoadFigures) -> Double) -> Double {
                var samples = Samples()
                for figures in all { samples.add(value(figures)) }
                return samples.median
            }
            var latencies = Latencies()
            for figures in all { latencies.add(figures.latencies) }
            func work(_ value: Double) -> String { value > 0.5 ? Figures.whole(value) + " µs" : "–" }
            subject.add(
                name, Figures.whole(median(\.rate)), Figures.milliseconds(latencies.percentile(50)),
                Figures.milliseconds(latencies.percentile(99)), work(median { $0.each($0.serverWork) }),
                work(median { $0.each($0.databaseWork) }), work(median { $0.each($0.clientWork) }))
        }
    }
}
