import CallModel

/// Which money of a line is meant.
enum Purse { case open, kept, all }

/// The state of one run of the passes.
struct ReplayedRun {
    var lines: [ReplayedLine] = []
    /// By index in rank order.
    var paid: [Int: AllocationCertificate.Award] = [:]
    var refusals: [Int: (line: Int, reason: AllocationCertificate.Reason)] = [:]
    var awardsOf: [String: Int] = [:]

    init() {}

    init(_ problem: AllocationProblem) { lines = problem.lines.map(ReplayedLine.init) }
}

/// A line as its payments leave it.
struct ReplayedLine {
    private(set) var open: Int64
    private(set) var kept: Int64
    private(set) var awards = 0
    private(set) var toReserved: Int64 = 0
    private let startOpen: Int64
    private let startKept: Int64
    /// After each payment: whose rank it was, and what was left.
    private var history: [(rank: Int, open: Int64, kept: Int64)] = []

    init(_ line: AllocationProblem.Line) {
        let hasPool = line.reserve.map { $0.mode != .none } ?? false
        kept = hasPool ? line.reserve?.cents.value ?? 0 : 0
        open = line.totalCents.value - kept
        (startOpen, startKept) = (open, kept)
    }

    var money: AllocationCertificate.Money {
        AllocationCertificate.Money(openCents: Cents(open), reserveCents: Cents(kept))
    }

    func holds(_ purse: Purse) -> Int64 {
        switch purse {
        case .open: open
        case .kept: kept
        case .all: open + kept
        }
    }

    /// Each class uses up its own money before the other's.
    mutating func pay(_ cents: Int64, _ purse: Purse, reserved: Bool, rank: Int) {
        switch purse {
        case .open: open -= cents
        case .kept: kept -= cents
        case .all where reserved:
            let own = min(kept, cents)
            kept -= own
            open -= cents - own
        case .all:
            let own = min(open, cents)
            open -= own
            kept -= cents - own
        }
        awards += 1
        if reserved { toReserved += cents }
        history.append((rank, open, kept))
    }

    /// The rank of the payment after which nothing was left, 0 where there was never anything. What is left only shrinks.
    func rankThatEmptied(_ purse: Purse) -> Int {
        func isEmpty(_ entry: (rank: Int, open: Int64, kept: Int64)) -> Bool {
            switch purse {
            case .open: entry.open == 0
            case .kept: entry.kept == 0
            case .all: entry.open + entry.kept == 0
            }
        }
        var (low, high) = (0, history.count)
        while low < high {
            let middle = (low + high) / 2
            if isEmpty(history[middle]) { high = middle } else { low = middle + 1 }
        }
        guard low < history.count else { return 0 }
        // Empty after the first payment already: by that payment, or before it.
        return low == 0 && wasEmptyBeforeFirst(purse) ? 0 : history[low].rank
    }

    private func wasEmptyBeforeFirst(_ purse: Purse) -> Bool {
        switch purse {
        case .open: startOpen == 0
        case .kept: startKept == 0
        case .all: startOpen + startKept == 0
        }
    }
}

/// The steps of one pass, read one after another.
struct StepCursor {
    let steps: [AllocationCertificate.Step]
    let place: String
    private var next = 0

    init(steps: [AllocationCertificate.Step], place: String) { (self.steps, self.place) = (steps, place) }

    mutating func expect(_ step: AllocationCertificate.Step) throws(CertificateFault) {
        let found = next < steps.count ? steps[next] : nil
        guard found == step else {
            throw CertificateFault("\(place).steps[\(next)]", found: describe(found), expected: describe(step))
        }
        next += 1
    }

    func finish() throws(CertificateFault) {
        guard next == steps.count else {
            throw CertificateFault("\(place).steps[\(next)]", found: describe(steps[next]), expected: "the end of the pass")
        }
    }
}
