import CallModel

/// The money and the caps of one line while the passes run.
struct LineState {
    let mode: AllocationProblem.Reserve.Mode
    let total: Int64
    let maxAwards: Int
    private(set) var open: Int64
    private(set) var reserve: Int64
    private(set) var awards = 0
    private(set) var reservedAwarded: Int64 = 0
    /// Whether the running pass gives money from this line.
    private(set) var takesPart = false
    /// By class, the rank at which the strict rule closed the line in the running pass; 0 while it is open.
    private var closedAt: (others: Int, reserved: Int) = (0, 0)
    /// The rank whose award emptied the open money, the reserve, and both; 0 if there was nothing from the start.
    private var emptiedAt: (open: Int, reserve: Int, both: Int) = (0, 0, 0)

    /// Which money a file may use.
    enum Access { case open, reserve, both }

    init(_ line: AllocationProblem.Line) {
        mode = line.reserve?.mode ?? .none
        total = line.totalCents.value
        maxAwards = line.maxAwards ?? .max
        reserve = mode == .none || mode == .floor ? 0 : line.reserve?.cents.value ?? 0
        open = total - reserve
    }

    mutating func begin(_ pass: AllocationPass, partial: Bool) {
        closedAt = (0, 0)
        takesPart =
            switch pass {
            case .reserveFirst: mode == .reserveFirst
            case .open: true
            case .reserveLast: mode == .openFirst
            case .spill: mode != .none && mode != .floor && (reserve > 0 || partial)
            }
    }

    func access(in pass: AllocationPass, reserved: Bool) -> Access {
        switch pass {
        case .reserveFirst, .reserveLast: .reserve
        case .open: mode == .fence && reserved ? .both : .open
        case .spill: .both
        }
    }

    /// Whether the line makes partial awards to this class in this pass: all that can still come to the class is on the line
    /// by then. See `AllocationRules.partial`.
    func givesPart(in pass: AllocationPass, reserved: Bool, unspent: AllocationRules.Unspent) -> Bool {
        let spills = unspent == .spillBack
        switch mode {
        case .none, .floor: return pass == .open
        case .fence: return reserved ? pass == .open || pass == .spill : pass == (spills ? .spill : .open)
        case .openFirst: return reserved ? pass == .reserveLast || pass == .spill : pass == (spills ? .spill : .open)
        case .reserveFirst: return pass == (spills ? .spill : .open)
        }
    }

    func available(_ access: Access) -> Int64 {
        switch access {
        case .open: open
        case .reserve: reserve
        case .both: open + reserve
        }
    }

    func emptied(_ access: Access) -> Int {
        switch access {
        case .open: emptiedAt.open
        case .reserve: emptiedAt.reserve
        case .both: emptiedAt.both
        }
    }

    func closed(reserved: Bool) -> Int { reserved ? closedAt.reserved : closedAt.others }

    mutating func close(reserved: Bool, at rank: Int) {
        if reserved { closedAt.reserved = rank } else { closedAt.others = rank }
    }

    /// Gives `amount`, which `available(access)` covers. Where both kinds are open to a file, it uses its own kind first.
    mutating func give(_ amount: Int64, from access: Access, reserved: Bool, rank: Int) {
        let fromReserve =
            switch access {
            case .open: Int64(0)
            case .reserve: amount
            case .both: reserved ? min(reserve, amount) : amount - min(open, amount)
            }
        let (hadOpen, hadReserve) = (open > 0, reserve > 0)
        reserve -= fromReserve
        open -= amount - fromReserve
        if hadOpen, open == 0 { emptiedAt.open = rank }
        if hadReserve, reserve == 0 { emptiedAt.reserve = rank }
        if open + reserve == 0 { emptiedAt.both = rank }
        awards += 1
        if reserved { reservedAwarded += amount }
    }
}
