import Foundation

/// One run of the benchmark: all subjects, or those that were named.
struct BenchRun {
    private let server: BenchServer
    private let checkout: String
    private let subjects: [String]
    private let stages: Stages

    private static let names = [
        "deciding", "starting", "transitions", "checkpoints", "decisions", "replay", "importing", "exporting", "assigning",
        "allocation", "serving", "slow", "deadline"
    ]

    /// - Parameters:
    ///   - checkout: the folder of the project.
    ///   - subjects: what to measure; everything when empty.
    init(server: BenchServer, checkout: String, subjects: [String]) throws {
        let unknown = subjects.filter { !Self.names.contains($0) }
        guard unknown.isEmpty else {
            throw BenchFailure("no such subject: \(unknown.joined(separator: ", ")); there are \(Self.names.joined(separator: ", "))")
        }
        (self.server, self.checkout, self.subjects) = (server, checkout, subjects)
        stages = Stages(server: server, call: try BenchCall(checkout: checkout))
    }

    func run() async throws {
        let host = try Host(checkout: checkout)
        var report = try BenchReport(
            checkout: checkout, host: host.markdown(postgres: try await server.version()), keeping: !subjects.isEmpty)
        for name in Self.names where subjects.isEmpty || subjects.contains(name) {
            say("\(name)…")
            let start = ContinuousClock.now
            let subject = try await measure(name)
            say(subject.markdown + "\n")
            let seconds = Figures.whole((ContinuousClock.now - start).seconds)
            try report.put(subject, measured: "Measured on \(host.date), commit \(host.commit), in \(seconds) s.")
        }
    }

    private func measure(_ name: String) async throws -> Subject {
        let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
        switch name {
        case "deciding":
            return try await Deciding.run()
        case "starting":
            return try StartUp(programs: programs, workFolder: server.workFolder).run()
        case "assigning":
            return try Assigning(programs: programs, workFolder: server.workFolder, checkout: checkout).run()
        case "allocation":
            return try Allocating(checkout: checkout, workFolder: server.workFolder).run()
        case "serving":
            return try await Serving(stages: ServedStages(server: server, call: stages.call), programs: programs).run()
        case "slow":
            return try await SlowConnections(stages: ServedStages(server: server, call: stages.call), programs: programs).run()
        case "deadline":
            return try await LastMinute(server: server, call: stages.call, programs: programs).run()
        case "transitions":
            try await stages.make(upTo: Stages.review)
            return try await Transitions(stages: stages).run()
        case "checkpoints":
            try await stages.make(upTo: Stages.open)
            return try await Checkpointing(stages: stages).run()
        case "decisions":
            try await stages.make(upTo: Stages.advised)
            return try await BulkDecisions(stages: stages).run()
        case "replay":
            try await stages.make(upTo: Stages.advised)
            return try await Replaying(stages: stages).run()
        case "exporting":
            try await stages.make(upTo: Stages.open)
            return try await Exporting(stages: stages, programs: programs).run()
        default:
            try await stages.make(upTo: Stages.open)
            return try await Importing(stages: stages).run()
        }
    }

    private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
