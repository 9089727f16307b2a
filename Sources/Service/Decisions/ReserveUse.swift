import CallModel
import Workflow

/// What awards took of the reserved money of one line, and what no award took.
///
/// Told from the awards as they stand, in the order of the ranking and by the line's own mode: what the College awarded of its
/// own, or from the reserve list, counts like the rest.
struct ReserveUse {
    /// The part of each award that came from the reserve.
    private(set) var taken: [ApplicationID: Cents] = [:]
    private(set) var unspent: Cents
    private var open: Cents

    init(_ line: BudgetLine, _ files: [Application]) {
        let reserve = line.reserve.flatMap { $0.mode == .none ? nil : $0 }
        unspent = reserve?.amount ?? .zero
        open = line.total - unspent
        guard let reserve else { return }
        let own = files.filter { $0.line == line.id && $0.awarded != nil }
            .sorted { ($0.rank ?? .max, $0.id) < ($1.rank ?? .max, $1.id) }
        // The open money of the others is gone before a reserved file meets it only where the open money is given first.
        if reserve.mode != .openFirst { for file in own where !file.isReserved { open = open - (file.awarded ?? .zero) } }
        for file in own {
            guard let amount = file.awarded else { continue }
            if file.isReserved {
                take(amount, by: file.id, reserve.mode)
            } else if reserve.mode == .openFirst {
                open = open - amount
            }
        }
    }

    private mutating func take(_ amount: Cents, by file: ApplicationID, _ mode: Reserve.Mode) {
        let fromReserve: Cents =
            switch mode {
            case .none: .zero
            // The reserve as far as it goes, and the rest from the open money.
            case .fence: min(amount, unspent)
            // Whole from the reserve, or else whole from the open money, as far as that goes.
            case .reserveFirst: amount <= unspent ? amount : min(unspent, max(.zero, amount - open))
            // Whole from the open money, or else from the reserve.
            case .openFirst: amount <= open ? .zero : min(amount, unspent)
            }
        taken[file] = fromReserve
        unspent = unspent - fromReserve
        open = open - (amount - fromReserve)
    }
}

extension BudgetLine {
    /// The part of the reserve that no award took and that the next edition gets; nil where the regulation carries nothing over.
    func carriedForward(after files: [Application]) -> Cents? {
        guard let reserve, reserve.unspent == .carryOver else { return nil }
        return ReserveUse(self, files).unspent
    }
}
