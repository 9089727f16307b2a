import Foundation
import Testing
import Workflow
import WorkflowExplorer

/// Whether the explorer can fail: with each guard taken away in turn, a property must be violated.
@Suite struct MutantTests {
    @Test func `of the machines without one guard at least ninety-five in a hundred are caught`() throws {
        let mutants = Mutants.ofCall() + Mutants.ofApplication() + Mutants.ofReview() + Mutants.ofGrant()
        let caught = mutants.count { !$0.caughtBy.isEmpty }
        #expect(caught * 100 >= mutants.count * 95)
        let found = Mutants.table(mutants)
        let committed = try String(contentsOf: Self.table, encoding: .utf8)
        if ProcessInfo.processInfo.environment["APPEL_WRITE_MUTANTS"] != nil {
            try found.write(to: Self.table, atomically: true, encoding: .utf8)
        } else {
            #expect(found == committed)
        }
    }

    private static let table = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "mutants.txt")
}
