import CallModel
import Testing
import Workflow
import WorkflowExplorer

/// The real machines, walked through everything that can happen to them, against properties that know nothing of guards.
@Suite struct ExplorerTests {
    @Test func `every property holds of two files before three members`() {
        var explorer = Explorer(CallExploration(CallSetting()))
        explorer.run(keepingEdges: true)
        expectNoViolation(explorer)
        #expect(explorer.worlds.count > 500_000)
        expectLively(explorer)
    }

    @Test(arguments: [false, true])
    func `every property holds of a standing call`(isUrgent: Bool) {
        var explorer = Explorer(CallExploration(CallSetting(files: 1, members: 1, procedure: .rolling, isUrgent: isUrgent)))
        explorer.run(keepingEdges: true)
        expectNoViolation(explorer)
        expectLively(explorer)
    }

    @Test func `every property holds of a call whose awards are signed off by a ladder`() {
        var explorer = Explorer(CallExploration(CallSetting(files: 1, members: 1, hasLadder: true)))
        explorer.run(keepingEdges: true)
        expectNoViolation(explorer)
        expectLively(explorer)
    }

    @Test func `every property holds of what becomes of an award`() {
        var explorer = Explorer(GrantExploration())
        explorer.run(keepingEdges: true)
        expectNoViolation(explorer)
        #expect(explorer.deadEnds(withoutGivingUp: true) { explorer.model.rests(in: $0) } == [])
    }

    /// L1, L2 and L3.
    private func expectLively(_ explorer: Explorer<CallExploration>) {
        let model = explorer.model
        let stuck = explorer.deadEnds { model.filesRest(in: $0) && model.callRests(in: $0) }
        #expect(stuck == [], "\(stuck.first.map { explorer.path(to: $0) } ?? [])")
        // Without a withdrawal and without ending the call early, every file still can be decided on.
        let undecidable = explorer.deadEnds(withoutGivingUp: true) { model.filesRest(in: $0) }
        #expect(undecidable == [], "\(undecidable.first.map { explorer.path(to: $0) } ?? [])")
        // Among them the files with which every member has a conflict: experts are the way out.
        #expect(explorer.worlds.contains(where: model.isWholePanelConflicted))
        let overdue = explorer.worlds.filter(model.isOverdue)
        #expect(!overdue.isEmpty)
        #expect(overdue.allSatisfy(model.systemMayClose))
    }

    private func expectNoViolation<Model>(_ explorer: Explorer<Model>) {
        for violation in explorer.violations {
            Issue.record("\(violation.properties.properties): \(violation.path.joined(separator: "\n"))")
        }
    }
}

/// Submitting and closing as two transactions that overlap.
@Suite struct LostFileTests {
    private func explored(_ transactions: CallSetting.Transactions, files: Int = 2) -> Explorer<CallExploration> {
        let setting = CallSetting(files: files, members: 0, transactions: transactions, until: .closed)
        var explorer = Explorer(CallExploration(setting))
        explorer.run(stopAtFirst: true)
        return explorer
    }

    @Test func `with the lock on the call no file is lost`() {
        let explorer = explored(.locked)
        #expect(explorer.violations.map(\.path) == [])
        #expect(explorer.worlds.count > 1000)
    }

    @Test func `without the lock on the call a file is lost, and this is how`() {
        let lost = explored(.unlocked, files: 1).violations.first { $0.properties.contains(.nothingLost) }
        #expect(
            lost?.path == [
                "time passes: T1",
                "secretariat: begins call.create at T1 → drafted",
                "  commit: call → drafted at T1",
                "secretariat: begins call.open at T1 → open",
                "  commit: call → open at T1",
                "secretariat: begins file(absent).create at T1 → draft",
                "  commit: file → draft at T1",
                "secretariat: begins file(draft).submit at T1 → submitted",
                "time passes: T2",
                "secretariat: begins call.close at T2 → closed",
                "  commit: call → closed at T2",
                "  commit: file → submitted at T2"
            ])
    }
}
