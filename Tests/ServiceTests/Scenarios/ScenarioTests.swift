import CallModel
import Postgres
import Selection
import Store
import Testing
import Workflow

@testable import Service

/// What other rules would have made of a call, kept beside it.
@Suite struct ScenarioTests {
    @Test func `a score that replaces the reviews' stands in scenarios too`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(consensus: "replaces")
            try await world.toDeliberation(call, files: 5)
            let funded = try await world.service.proposal(of: call.code).allocation.awards.map(\.application)
            #expect(funded.contains("F05"))
            _ = try await world.service.recordConsensus(
                on: "F05", of: call.code, meeting: "sitting", score: Fraction(12), reason: "Budget intenable.", .secretariat)
            #expect(try await world.service.proposal(of: call.code).allocation.awards.map(\.application) == funded.filter { $0 != "F05" })
            var changes = ScenarioChanges()
            // Between the agreed score and those of the others, as the call's own 50: nothing may come of it.
            changes.threshold = 49
            let same = try await world.service.runScenario("same", of: call.code, changes, .secretariat)
            #expect(same.comparison.entering == [] && same.comparison.leaving == [] && same.comparison.altered == [])
            changes.threshold = 10
            let lower = try await world.service.runScenario("lower", of: call.code, changes, .secretariat)
            #expect(lower.comparison.entering == ["F05"])
        }
    }

    @Test func `a scenario is kept with its stamp, and the award list stays as it was`() async throws {
        try await withWorld { world in
            let made = ExplainedCall(spread: 1)
            let call = try await made.run(in: world)
            try await made.release(call, in: world)
            let awards = "SELECT string_agg(a::text, ';' ORDER BY id) FROM appel.applications AS a"
            let (before, events) = (try await world.value(awards), try await world.value("SELECT count(*) FROM appel.events"))
            var changes = ScenarioChanges()
            (changes.reserve, changes.mode) = (Cents(1_600_000), .reserveFirst)
            let first = try await world.service.runScenario("more", of: call.code, changes, .secretariat)
            #expect(try await !world.service.runScenario("again", of: call.code, changes, .college).wasKept)
            #expect(try await world.service.runScenario("more", of: call.code, changes, .secretariat).wasKept)
            changes.weights = ["needs": 12]
            try await world.expectRefusal("0 name") { () async throws(ServiceError) in
                try await world.service.runScenario("more", of: call.code, changes, .secretariat)
            }
            changes.weights = ["nothing": 12]
            try await world.expectRefusal("0 weight") { () async throws(ServiceError) in
                try await world.service.runScenario("other", of: call.code, changes, .secretariat)
            }
            try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
                try await world.service.runScenario("mine", of: call.code, ScenarioChanges(), .finance)
            }
            let trial = Request(actor: .secretariat, isDryRun: true)
            let snapshot = try await world.snapshot()
            changes.weights = [:]
            _ = try await world.service.runScenario("trial", of: call.code, changes, trial)
            // What is in force already is no scenario.
            var asItIs = ScenarioChanges()
            (asItIs.rule, asItIs.reserve, asItIs.mode) = (.rankOrder, Cents(800_000), .fence)
            for nothing in [ScenarioChanges(), asItIs] {
                try await world.expectRefusal("0 ") { () async throws(ServiceError) in
                    try await world.service.runScenario("nothing", of: call.code, nothing, .secretariat)
                }
            }
            #expect(try await world.snapshot() == snapshot)
            let kept = try await world.service.scenarios(of: call.code)
            #expect(kept.map(\.name) == ["more", "again"])
            #expect(kept.map(\.stamp.hex) == [first.stamp, first.stamp])
            #expect(try await world.value(awards) == before)
            #expect(try await world.value("SELECT count(*) FROM appel.events") == events)
            let same = try await world.service.compareScenarios(of: call.code, "more", "again")
            #expect(same.entering.isEmpty && same.leaving.isEmpty && same.altered.isEmpty)
            #expect(try await world.service.compareScenarios(of: call.code, nil, "more") == first.comparison)
        }
    }

    @Test func `nobody can change a scenario that is kept, and one that was changed all the same is found out`() async throws {
        try await withWorld { world in
            let call = try await ExplainedCall().run(in: world)
            var changes = ScenarioChanges()
            changes.threshold = 60
            _ = try await world.service.runScenario("stricter", of: call.code, changes, .secretariat)
            for statement in ["UPDATE scenarios SET name = 'x'", "DELETE FROM scenarios"] {
                await #expect(throws: StoreError.self) {
                    try await world.database.write { db in try db.executeScript(statement) }
                }
            }
            try await world.tamper(
                """
                UPDATE appel.scenarios AS s SET document = t.text, sha256 = sha256(convert_to(t.text, 'UTF8'))
                FROM (SELECT id, regexp_replace(document, '"awards":\\[.*\\],"lines"', '"awards":[],"lines"') AS text FROM appel.scenarios) AS t
                WHERE t.id = s.id
                """)
            await #expect(throws: ServiceError.self) { try await world.service.scenarios(of: call.code) }
        }
    }

    @Test func `a threshold and a reserve that cannot be are said with their option`() async throws {
        try await withWorld { world in
            let call = try await ExplainedCall(spread: 1).run(in: world)
            var (threshold, reserve) = (ScenarioChanges(), ScenarioChanges())
            threshold.threshold = 101
            reserve.reserve = Cents(999_999_00)
            for (changes, field) in [(threshold, "threshold"), (reserve, "reserve")] {
                try await world.expectRefusal("0 \(field)") { () async throws(ServiceError) in
                    try await world.service.runScenario("ailleurs", of: call.code, changes, Request(actor: .secretariat))
                }
            }
        }
    }

    @Test func `weights and the threshold act on the scores, as if the regulation had them`() async throws {
        try await withWorld { world in
            let call = try await ExplainedCall(spread: 1).run(in: world)
            var changes = ScenarioChanges()
            (changes.threshold, changes.weights) = (70, ["needs": 9, "gender": 0])
            let code = call.code
            let (scenario, expected) = try await world.service.question { [service = world.service, changes] db in
                let call = try db.call(code: code)
                let scored = try service.scoredCall(call, db)
                var definition = scored.definition
                definition.scoring.minimumOn100 = 70
                definition.scoring.sections[0].criteria[0].weight = 9
                definition.scoring.sections[2].criteria[0].weight = 0
                let view = try service.ranking(of: call, try db.files(of: call.id), definition, db)
                return (try scored.scenario(changes), try definition.problem(view).allocate(by: definition.allocationRules))
            }
            #expect(scenario.result == expected)
            #expect(try scenario.holds())
            // It is another list than that of the call's own rules.
            let found = ScenarioComparison(try await world.service.proposal(of: code).allocation, scenario.result)
            #expect(!found.entering.isEmpty || !found.leaving.isEmpty)
        }
    }
}
