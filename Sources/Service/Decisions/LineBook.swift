import CallModel
import Postgres
import Store
import Workflow

/// The budget lines of a call while awards are being decided on them.
struct LineBook {
    private let definition: CallDefinition
    private var balances: [String: LineBalance]

    /// - Parameter files: all files of the call; those awarded already weigh on their lines.
    init(_ definition: CallDefinition, _ files: [Application]) {
        self.definition = definition
        balances = Dictionary(
            uniqueKeysWithValues: definition.budgetLines.map { line in
                let balance = LineBalance(
                    line: line.id, total: line.total, reserve: line.fenced, maximumAward: line.maxAward,
                    categories: definition.categories.filter { $0.budgetLines.contains(line.id) }.map(\.id),
                    maximumAwards: line.maxAwards)
                return (line.id, balance)
            })
        for file in files {
            if let line = file.line, let amount = file.awarded { take(amount, from: line, reserved: file.isReserved) }
        }
    }

    subscript(_ line: String) -> LineBalance? { balances[line] }

    /// What is left for a file on the line that holds most of it for the file, the earlier one of equals; nil where no line
    /// may pay it.
    func mostLeft(for facts: ApplicationFacts, reserved: Bool) -> AwardBound? {
        var most: AwardBound?
        for line in definition.budgetLines {
            guard let balance = balances[line.id], balance.categories.contains(facts.category), facts.requested <= line.maxAward
            else { continue }
            let left = balance.left(reserved: reserved)
            if most.map({ left > $0.amount }) ?? true {
                most = AwardBound(source: .envelope(line: line.id, article: line.budgetArticle), amount: left)
            }
        }
        return most
    }

    mutating func take(_ amount: Cents, from line: String, reserved: Bool) {
        balances[line]?.take(amount, reserved: reserved)
    }

    /// Opens to all what the reserve still holds, where the regulation gives it back and no waiting file could take it.
    ///
    /// - Parameters:
    ///   - awards: the awards about to be decided, besides those already made.
    ///   - waiting: the reserved files that get nothing for want of money.
    mutating func spill(awards: [(line: String, amount: Cents, reserved: Bool)], waiting: [Application]) {
        for line in definition.budgetLines where line.reserve?.unspent == .spillBack {
            guard var after = balances[line.id] else { continue }
            for award in awards where award.line == line.id { after.take(award.amount, reserved: award.reserved) }
            let reservedAwarded = after.awarded - after.awardedOpen
            let open = after.total - after.reserve
            let left = after.reserve - min(reservedAwarded, after.reserve)
            // What a reserved file could still get: the rest of the reserve with the rest of the open money.
            let obtainable = after.total - reservedAwarded - min(after.awardedOpen, open)
            let someoneFits = waiting.contains { file in
                let requested = file.summary?.requested ?? .zero
                return after.categories.contains(file.summary?.category ?? "") && requested <= obtainable
            }
            if !someoneFits { balances[line.id]?.spilled = left }
        }
    }
}

extension LineBalance {
    /// What the line still has for a file: not what is kept for others.
    func left(reserved: Bool) -> Cents {
        let left = total - awarded
        return max(.zero, reserved ? left : min(left, total - reserve + spilled - awardedOpen))
    }
}

extension BudgetLine {
    /// The money that files without the reserve's quality can never take. Only a fence and two separate pools keep any.
    fileprivate var fenced: Cents {
        guard let reserve else { return .zero }
        switch reserve.mode {
        case .none: return .zero
        case .fence, .reserveFirst, .openFirst: return reserve.amount
        }
    }
}

extension CallDefinition {
    /// The lines that gave more than they have. The College's guards would have refused every such award; this is the
    /// check that does not trust them.
    func overdrawnLines(_ files: [Application]) -> [String] {
        var given: [String: Cents] = [:]
        for file in files {
            if let line = file.line, let amount = file.awarded { given[line] = (given[line] ?? .zero) + amount }
        }
        return budgetLines.filter { (given[$0.id] ?? .zero) > $0.total }.map(\.id)
    }
}

extension CallDefinition {
    /// The lines that make awards, but fewer than they have to or more than they may.
    func miscountedLines(_ files: [Application]) -> [String] {
        let awards = Dictionary(files.filter { $0.awarded != nil }.compactMap { $0.line.map { ($0, 1) } }, uniquingKeysWith: +)
        return budgetLines.filter { line in
            guard let count = awards[line.id] else { return false }
            return count < line.minAwards ?? 0 || count > line.maxAwards ?? .max
        }.map(\.id)
    }
}

extension [Application] {
    /// The places on the reserve list that these files have, those under appeal included: an appeal may leave them theirs.
    var takenPlaces: Set<Int32> { Set(compactMap(\.reserveRank)) }
}

extension Service {
    /// Where a line stands for one more award outside the College's list.
    ///
    /// - Parameter amended: the file whose award is about to take the place of the one that it has.
    func balance(
        of line: String, in call: Call, without amended: ApplicationID? = nil, _ db: borrowing Connection
    ) throws -> LineBalance? {
        let files = try db.files(of: call.id).filter { $0.id != amended }
        let definition = try regulation(of: call, db).definition
        var book = LineBook(definition, files)
        book.spill(awards: [], waiting: files.filter { $0.state == .reserveListed && $0.isReserved })
        var balance = book[line]
        // The awards of a competition were decided together; a line that gave nothing then gives nothing to one alone.
        if call.terms?.procedure == .competitive {
            balance?.minimumAwards = definition.budgetLines.first { $0.id == line }?.minAwards
        }
        return balance
    }
}
