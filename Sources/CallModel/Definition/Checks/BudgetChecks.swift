extension CallDefinition {
    func calendarContradictions() -> [Contradiction] {
        let opens = Top.calendar["opens"]
        let closes = Top.calendar["closes"]
        let reviewsClose = Top.calendar["reviewsClose"]
        var found: [Contradiction] = []
        if calendar.closes.instant <= calendar.opens.instant {
            found.append(Contradiction(.closesBeforeOpening, at: closes, from: [opens, closes]))
        }
        if calendar.reviewsClose.instant <= calendar.closes.instant {
            found.append(
                Contradiction(.reviewsCloseBeforeClosing, at: reviewsClose, from: [closes, reviewsClose]))
        }
        return found
    }

    func budgetContradictions() -> [Contradiction] {
        var found: [Contradiction] = []
        for (index, line) in budgetLines.enumerated() {
            let path = Top.budgetLines[index]
            if line.maxAward > line.total {
                found.append(
                    Contradiction(
                        .awardExceedsTotal(award: line.maxAward, total: line.total), at: path["maxAward"],
                        from: [path["maxAward"], path["total"]]))
            }
            if let reserve = line.reserve {
                found += contradictions(of: reserve, in: line, at: path)
            }
            if let carried = line.carriedOver, carried.amount > line.total {
                let amount = path["carriedOver"]["amount"]
                found.append(
                    Contradiction(
                        .procedure(.carryOverExceedsTotal(carried: carried.amount, total: line.total)), at: amount,
                        from: [amount, path["total"]]))
            }
            if let fewest = line.minAwards, let most = line.maxAwards, fewest > most {
                found.append(.reversed(String(fewest), String(most), at: path["minAwards"], path["maxAwards"]))
            }
            if !categories.contains(where: { $0.budgetLines.contains(line.id) }) {
                let lists = categories.indices.map { Top.categories[$0]["budgetLines"] }
                found.append(Contradiction(.lineUnused, at: path, from: [path["id"], Top.categories.firstItem] + lists))
            }
        }
        return found + unspentContradictions() + ceilingContradictions()
    }

    /// The allocation knows one rule for the reserves of all lines.
    private func unspentContradictions() -> [Contradiction] {
        let reserves = budgetLines.enumerated().filter { $0.element.reserve?.mode != Reserve.Mode.none && $0.element.reserve != nil }
        guard let first = reserves.first, let rule = first.element.reserve?.unspent else { return [] }
        return reserves.dropFirst().filter { ($0.element.reserve?.unspent == .spillBack) != (rule == .spillBack) }.map {
            let path = Top.budgetLines[$0.offset]["reserve"]["unspent"]
            return Contradiction(
                .procedure(.unspentDiffers), at: path, from: [path, Top.budgetLines[first.offset]["reserve"]["unspent"]])
        }
    }

    private func contradictions(of reserve: Reserve, in line: BudgetLine, at path: SourcePath) -> [Contradiction] {
        let amount = path["reserve"]["amount"]
        let mode = path["reserve"]["mode"]
        let unspent = path["reserve"]["unspent"]
        var found: [Contradiction] = []
        if reserve.amount > line.total {
            found.append(
                Contradiction(
                    .reserveExceedsTotal(reserve: reserve.amount, total: line.total), at: amount,
                    from: [amount, path["total"]]))
        }
        switch (reserve.mode, reserve.amount > .zero) {
        case (.none, true):
            found.append(Contradiction(.reserveWithoutMode(amount: reserve.amount), at: mode, from: [amount, mode]))
        case (.fence, false), (.reserveFirst, false), (.openFirst, false):
            found.append(Contradiction(.reserveEmpty, at: amount, from: [amount, mode]))
        case (.none, false):
            if reserve.unspent == .spillBack {
                found.append(Contradiction(.spillBackWithoutReserve, at: unspent, from: [amount, mode, unspent]))
            } else if reserve.unspent == .carryOver {
                found.append(Contradiction(.procedure(.carryOverWithoutReserve), at: unspent, from: [amount, mode, unspent]))
            }
        case (.fence, true), (.reserveFirst, true), (.openFirst, true):
            break
        }
        return found
    }

    private func ceilingContradictions() -> [Contradiction] {
        categories.enumerated().compactMap { index, category in
            let path = Top.categories[index]
            let lines = budgetLines.enumerated().filter { category.budgetLines.contains($0.element.id) }
            guard let highest = lines.map(\.element.maxAward).max(), category.maxRequest > highest else { return nil }
            return Contradiction(
                .ceilingAboveLines(ceiling: category.maxRequest, highestAward: highest), at: path["maxRequest"],
                from: [path["maxRequest"], path["budgetLines"]] + lines.map { Top.budgetLines[$0.offset]["maxAward"] })
        }
    }
}

extension SourcePath {
    /// Stands for a list that must have been readable at all for its absence of something to mean anything.
    fileprivate var firstItem: SourcePath { self[0]["id"] }
}
