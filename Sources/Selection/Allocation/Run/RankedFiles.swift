import CallModel

/// The files of a problem in rank order, as flat arrays of numbers: names are looked up once, before the passes.
struct RankedFiles {
    /// Best first; a file's rank is its index + 1.
    let files: [File]
    /// How many of `files` reach the threshold. Rank order puts the others last.
    let fundableCount: Int
    /// The lines of all files, each file's own part in priority order: see `File.lines`.
    let lineSlots: [Int32]
    let applicantCount: Int

    struct File {
        /// Where the file stands in the problem.
        let index: Int32
        /// Numbers the applicants from 0; always 0 where no cap needs them told apart.
        let applicant: Int32
        /// The part of `lineSlots` on which the file is eligible.
        let firstSlot: Int32
        let endSlot: Int32
        let requested: Int64
        let minimumUseful: Int64
        let reserved: Bool

        var lines: Range<Int> { Int(firstSlot)..<Int(endSlot) }
    }

    /// - Precondition: the problem has no fault.
    init(_ problem: AllocationProblem) {
        let order = RankedFiles.rankOrder(of: problem.applications)
        let slots = Dictionary(
            zip(problem.lines.map(\.id), Int32(0)...), uniquingKeysWith: { first, _ in first })
        let ceilings = problem.lines.map { $0.maxAwardCents?.value ?? .max }

        var files: [File] = []
        files.reserveCapacity(order.count)
        var lineSlots: [Int32] = []
        var applicants: [String: Int32] = [:]
        for index in order {
            let application = problem.applications[index]
            let first = lineSlots.count
            for name in application.lines {
                guard let slot = slots[name], application.requestedCents.value <= ceilings[Int(slot)] else { continue }
                RankedFiles.insert(slot, into: &lineSlots, after: first)
            }
            var applicant: Int32 = 0
            if problem.maxAwardsPerApplicant != nil {
                let next = Int32(applicants.count)
                applicant = applicants[application.applicant] ?? next
                if applicant == next { applicants[application.applicant] = next }
            }
            files.append(
                File(
                    index: Int32(index), applicant: applicant, firstSlot: Int32(first), endSlot: Int32(lineSlots.count),
                    requested: application.requestedCents.value, minimumUseful: application.minimumUsefulCents.value,
                    reserved: application.reserved))
        }
        self.files = files
        self.lineSlots = lineSlots
        applicantCount = max(1, applicants.count)
        fundableCount =
            problem.threshold.map { threshold in
                order.firstIndex { problem.applications[$0].score < threshold } ?? order.count
            } ?? order.count
    }

    /// Score descending, then submission.
    private static func rankOrder(of applications: [AllocationProblem.Application]) -> [Int] {
        struct Key {
            let score: Int64
            let submitted: Int
            let index: Int
        }
        return applications.indices
            .map { Key(score: applications[$0].score, submitted: applications[$0].submittedRank, index: $0) }
            .sorted { $0.score != $1.score ? $1.score < $0.score : $0.submitted < $1.submitted }
            .map(\.index)
    }

    /// Keeps the part of `slots` from `start` ascending and without repetition; a file names few lines.
    private static func insert(_ slot: Int32, into slots: inout [Int32], after start: Int) {
        var position = slots.count
        while position > start, slots[position - 1] >= slot {
            position -= 1
            if slots[position] == slot { return }
        }
        slots.insert(slot, at: position)
    }
}
