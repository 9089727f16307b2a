import CallModel

extension AllocationProblem {
    /// Everything that is wrong with this problem under these rules, in the order of the problem; empty when it can be
    /// allocated.
    package func faults(under rules: AllocationRules) -> [AllocationFault] {
        var faults: [AllocationFault] = []
        if rules.roundingUnit < Cents(1) { faults.append(.roundingUnitNotPositive(rules.roundingUnit)) }
        if let cap = maxAwardsPerApplicant, cap < 0 { faults.append(.negativeCap(line: nil, cap)) }
        if let threshold, threshold.magnitude > AllocationProblem.largestScore.magnitude {
            faults.append(.scoreOutOfRange(application: nil, threshold))
        }
        if let key = bands?.wrongKey { faults.append(.bandsOutOfRange(key: key)) }
        if rules.rule == .proportional { checkProportional(rules, into: &faults) }
        if rules.rule == .optimum {
            checkOptimum(rules, into: &faults)
        } else {
            for line in lines where line.reserve?.mode == .floor { faults.append(.floorWithoutOptimum(line: line.id)) }
        }
        var known: Set<String> = []
        for line in lines {
            if !known.insert(line.id).inserted { faults.append(.duplicateLine(line.id)) }
            line.check(into: &faults)
        }
        var named = Set<String>(minimumCapacity: applications.count)
        for application in applications {
            if !named.insert(application.id).inserted { faults.append(.duplicateApplication(application.id)) }
            application.check(lines: known, into: &faults)
        }
        checkSubmittedRanks(into: &faults)
        return faults
    }

    private func checkProportional(_ rules: AllocationRules, into faults: inout [AllocationFault]) {
        if rules.partial { faults.append(.notWithProportional(line: nil, key: "partial")) }
        if maxAwardsPerApplicant != nil { faults.append(.notWithProportional(line: nil, key: "maxAwardsPerApplicant")) }
        for line in lines {
            if line.reserve != nil { faults.append(.notWithProportional(line: line.id, key: "reserve")) }
            if line.maxAwards != nil { faults.append(.notWithProportional(line: line.id, key: "maxAwards")) }
            if line.minAwards != nil { faults.append(.notWithProportional(line: line.id, key: "minAwards")) }
        }
    }

    private func checkOptimum(_ rules: AllocationRules, into faults: inout [AllocationFault]) {
        if rules.partial { faults.append(.notWithOptimum(key: "partial")) }
        let conditions = conditionCount(rules)
        if conditions > AllocationProblem.mostConditions {
            faults.append(.tooManyConditions(conditions, most: AllocationProblem.mostConditions))
        }
    }

    private func checkSubmittedRanks(into faults: inout [AllocationFault]) {
        let order = applications.indices.sorted { applications[$0].submittedRank < applications[$1].submittedRank }
        var start = 0
        while start < order.count {
            let rank = applications[order[start]].submittedRank
            var end = start + 1
            while end < order.count, applications[order[end]].submittedRank == rank { end += 1 }
            if end - start > 1 {
                let sharing = order[start..<end].map { applications[$0].id }.sorted()
                faults.append(.duplicateSubmittedRank(rank, applications: sharing))
            }
            start = end
        }
    }
}

extension AllocationProblem.Line {
    fileprivate func check(into faults: inout [AllocationFault]) {
        if !totalCents.isInRange { faults.append(.amountOutOfRange(.total(line: id), totalCents)) }
        if let maxAwardCents, !maxAwardCents.isInRange {
            faults.append(.amountOutOfRange(.maxAward(line: id), maxAwardCents))
        }
        if let maxAwards, maxAwards < 0 { faults.append(.negativeCap(line: id, maxAwards)) }
        if let minAwards, minAwards < 0 { faults.append(.negativeCap(line: id, minAwards)) }
        guard let reserve else { return }
        if !reserve.cents.isInRange {
            faults.append(.amountOutOfRange(.reserve(line: id), reserve.cents))
        } else if totalCents < reserve.cents {
            faults.append(.reserveAboveTotal(line: id, reserve: reserve.cents, total: totalCents))
        }
    }
}

extension AllocationProblem.Application {
    fileprivate func check(lines known: Set<String>, into faults: inout [AllocationFault]) {
        for line in lines where !known.contains(line) { faults.append(.unknownLine(application: id, line: line)) }
        if !requestedCents.isInRange {
            faults.append(.amountOutOfRange(.request(application: id), requestedCents))
        } else if requestedCents.value == 0 {
            faults.append(.nothingRequested(application: id))
        }
        if !minimumUsefulCents.isInRange {
            faults.append(.amountOutOfRange(.minimumUseful(application: id), minimumUsefulCents))
        } else if requestedCents < minimumUsefulCents, requestedCents.isInRange {
            faults.append(
                .minimumAboveRequest(application: id, minimum: minimumUsefulCents, requested: requestedCents))
        }
        if score.magnitude > AllocationProblem.largestScore.magnitude {
            faults.append(.scoreOutOfRange(application: id, score))
        }
    }
}

extension Cents {
    fileprivate var isInRange: Bool { value >= 0 && value <= AllocationProblem.largestAmount }
}
