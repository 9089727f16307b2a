import CallModel
import Store
import Workflow

/// The pure core alone, on one core: a command, a subject and a context in; an event out.
enum Deciding {
    private static let commands = 4_000_000
    private static let target = 5_000_000.0

    static func run() async throws -> Subject {
        var subject = Subject(
            "Deciding",
            method: """
                `decide` in a loop over 1,000 prepared subjects on one core, \(Figures.whole(Double(commands))) commands a run, \
                \(Rounds.count) interleaved runs. Target: 5 million a second.
                """,
            columns: ["command", "decisions a second", "of the target"])
        let call = Prepared.call
        let files = (1...1_000).map { Prepared.file(Int64($0)) }
        let reviews = (1...1_000).map { Prepared.review(Int64($0)) }
        let filing = ApplicationContext(now: Prepared.now, actor: .applicant(OrganisationID(7)), call: call(.open))
        let reviewing = ReviewContext(
            now: Prepared.now, actor: .reviewer(MemberID(3)), call: call(.review), application: .underReview,
            conflicted: false, scales: Array(repeating: 0...5, count: 6))
        let scores = Scores([4, 3, 5, 2, 4, 3], justification: Prepared.digest)
        var (filed, reviewed) = (Samples(), Samples())
        for _ in 0..<Rounds.count {
            filed.add(try rate(ApplicationMachine.self, files, .submit, filing))
            reviewed.add(try rate(ReviewMachine.self, reviews, .submit(scores), reviewing))
        }
        for (name, samples) in [("submit an application", filed), ("submit a review", reviewed)] {
            subject.add(name, Figures.whole(samples.median), Figures.ratio(samples.median / target))
            if samples.median < target {
                subject.fellShort("To \(name) falls short of 5 million decisions a second on this machine.")
            }
        }
        return subject
    }

    /// Decisions a second. Inlined, so that the loop knows its machine as `Service` does and measures no generic code of its own.
    @inline(__always)
    private static func rate<M: Machine>(
        _ machine: M.Type, _ subjects: [M.Subject], _ command: M.Command, _ context: M.Context
    ) throws -> Double {
        var accepted = 0
        // Processor time, not wall time: other processes on the machine say nothing of this one core's work.
        let start = ProcessorTime.ofThread
        try subjects.withUnsafeBufferPointer { subjects in
            for _ in 0..<(commands / subjects.count) {
                for index in subjects.indices where try M.decide(subjects[index], command, context).at == context.now {
                    accepted += 1
                }
            }
        }
        let elapsed = ProcessorTime.ofThread - start
        guard accepted == commands else { throw BenchFailure("only \(accepted) of \(commands) commands were accepted") }
        return Double(commands) / elapsed
    }
}

/// Subjects in the state in which the commands find them.
private enum Prepared {
    static let now = Instant(microseconds: 1_800_000_000_000_000)
    static let digest = Digest(bytes: Array(repeating: 7, count: 32))

    static func call(_ state: CallState) -> Call {
        var call = Call(id: CallID(1))
        call.state = state
        call.version = 5
        call.code = "brussels-2027"
        call.definitionVersion = 1
        call.terms = CallTerms(
            procedure: .competitive, opensAt: now.adding(days: -10), closesAt: now.adding(days: 10),
            reviewClosesAt: now.adding(days: 40), reviewsPerFile: 3, quorum: 6, minimumFiles: 3, appealDays: 30,
            signingDays: 60, textsComplete: true, definition: digest ?? .sha256([]))
        return call
    }

    static func file(_ id: Int64) -> Application {
        var file = Application(id: ApplicationID(id))
        file.call = CallID(1)
        file.organisation = OrganisationID(7)
        file.reference = "2027-\(id)"
        file.state = .draft
        file.version = 3
        file.summary = ApplicationSummary(
            category: "cooperation", requested: Cents(800_000), total: Cents(1_000_000), declaredMarker: .significant,
            southSouth: false, countries: ["GN", "SN"], faults: 0, content: digest ?? .sha256([]))
        return file
    }

    static func review(_ id: Int64) -> Review {
        var review = Review(id: ReviewID(id))
        review.application = ApplicationID(id)
        review.member = MemberID(3)
        review.state = .draft
        review.version = 2
        review.scores = Scores([4, 3, 5, 2, 4, 3], justification: digest)
        return review
    }
}
