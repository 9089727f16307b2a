extension AssignmentProblem {
    /// Gives every file its reviewers.
    ///
    /// - Throws: `AssignmentFaults` or `AssignmentShortage`.
    package func assign() throws -> AssignmentPlan {
        let faults = faults
        guard faults.isEmpty else { throw AssignmentFaults(faults) }
        let grid = AssignmentGrid(self)
        let flow = grid.flow()
        try grid.solve(flow)
        let greatest = (0..<grid.files).map { flow.reviewers(of: $0) }
        guard objective == .fair else { return AssignmentPlan(grid, greatest, isProven: true) }
        let fair = FairSearch(grid, flow, greatest).run()
        return AssignmentPlan(grid, fair.reviewers, isProven: fair.isProven)
    }
}

extension AssignmentGrid {
    /// Brings a new flow to its greatest total.
    func solve(_ flow: ReviewFlow) throws(AssignmentShortage) {
        if files * reviewers > Self.pairsWorthPrices { flow.estimatePrices(phases: priceSteps) }
        if let file = flow.start() { throw shortage(ofFiles: [file]) }
        if let reached = flow.balance() { throw shortage(flow, reached: reached) }
    }
}
