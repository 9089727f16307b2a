import CallModel
import Selection
import Workflow

// What kept an amount that is decided from being larger: it belongs in the reasons, and is kept with the decision.

extension ProposalView {
    /// What binds an award of this amount: what the score earns, what was grantable at the admission, what the rules make of the
    /// line's money, what the council advised, or else the College's own decision.
    ///
    /// - Parameter balance: the line before this award.
    func bound(of amount: Cents, to file: Application, from line: String, balance: LineBalance?) -> AwardBound {
        let proposed = allocation.awards.first { $0.application == file.reference && $0.line == line }
        return definition.bound(
            of: amount, to: file, from: line, balance: balance, isProposed: proposed?.cents == amount)
    }

    /// What keeps a file from an award, with what there was for it.
    func boundOfReserve(_ file: Application) -> AwardBound {
        let earned = definition.earned(by: file)
        func article(_ line: String) -> String { definition.article(of: line) }
        switch allocation.unfunded.first(where: { $0.application == file.reference })?.reason {
        case .fence(let line, let short, _):
            return AwardBound(source: .fence(line: line, article: article(line)), amount: max(.zero, earned - short))
        case .skippedShort(let line, let short):
            return AwardBound(source: .line(line, article: article(line)), amount: max(.zero, earned - short))
        case .lineExhausted(let line, _), .lineClosed(let line, _):
            return AwardBound(source: .line(line, article: article(line)), amount: .zero)
        case .awardCap(let line, _):
            return AwardBound(source: .number(line: line, article: article(line)), amount: .zero)
        default:
            // The rules would have paid it, or have nothing to say of it: the council or the College has.
            return AwardBound(source: file.advice == .reserve ? .advice : .decision, amount: .zero)
        }
    }
}

extension CallDefinition {
    /// - Parameter isProposed: whether the call's own rules give the file this amount of what the line has.
    func bound(
        of amount: Cents, to file: Application, from line: String, balance: LineBalance?, isProposed: Bool = false
    ) -> AwardBound {
        let requested = file.summary?.requested ?? .zero
        let source: AwardBound.Source
        if amount == earned(by: file), amount < requested {
            source = .bands
        } else if let grantable = file.grantable, grantable.amount == amount {
            return grantable
        } else if amount == requested {
            source = .request
        } else if isProposed, allocation.rule == .proportional {
            source = .share(line: line, article: article(of: line))
        } else if isProposed {
            source = left(of: line, to: file, balance)
        } else if file.advice == .favourable, amount == file.advised {
            source = .advice
        } else if amount == balance?.left(reserved: file.isReserved) {
            source = left(of: line, to: file, balance)
        } else {
            source = .decision
        }
        return AwardBound(source: source, amount: amount)
    }

    /// What was left bound: of the whole line, or of the money outside its reserve while the reserve still holds some.
    private func left(of line: String, to file: Application, _ balance: LineBalance?) -> AwardBound.Source {
        let spills = budgetLines.first { $0.id == line }?.reserve?.unspent == .spillBack
        guard let balance, !spills, !file.isReserved, balance.left(reserved: false) < balance.left(reserved: true) else {
            return .line(line, article: article(of: line))
        }
        return .fence(line: line, article: article(of: line))
    }

    func article(of line: String) -> String { budgetLines.first { $0.id == line }?.budgetArticle ?? "" }
}
