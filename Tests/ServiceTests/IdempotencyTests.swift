import CallModel
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// Retrying is always safe: a key makes one effect and one answer, however often and however fast it comes.
@Suite struct IdempotencyTests {
    @Test(arguments: SampleCommand.allCases)
    func `a key that comes five times at once is carried out once`(_ command: SampleCommand) async throws {
        try await withWorld(sessions: 5) { world in
            try await command.prepare(world)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...5 { group.addTask { try await command.run(world.service, key: "once") } }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(Set(answers).count == 1)
            let after = try await world.snapshot()
            #expect(try await world.value("SELECT count(*) FROM appel.idempotency") == "1")
            for _ in 1...4 { #expect(try await command.run(world.service, key: "once") == answers.first) }
            #expect(try await world.snapshot() == after)
            try await world.expectHistoriesJoin()
        }
    }

    @Test(arguments: SampleCommand.allCases)
    func `a dry run answers like the command and changes nothing`(_ command: SampleCommand) async throws {
        try await withWorld { world in
            try await command.prepare(world)
            let before = try await world.snapshot()
            let rehearsed = try await command.run(world.service, key: "later", dryRun: true)
            #expect(try await world.snapshot() == before)
            let answer = try await command.run(world.service, key: "later")
            #expect(Self.withoutNumbers(rehearsed) == Self.withoutNumbers(answer))
            #expect(try await world.snapshot() != before)
        }
    }

    /// Two runs differ in their time and in the number of what they create.
    private static func withoutNumbers(_ answer: String) -> String {
        answer.replacing(#/"at":"[^"]*"/#, with: "").replacing(#/"id":\d+/#, with: "")
    }

    @Test func `a key with another command is an error`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            let files = try await world.drafts(2, in: call, seed: 1)
            _ = try await world.service.act(on: "F01", of: call.code, .submit, Request(actor: .secretariat, key: "k"))
            for actor in [Actor.secretariat, .applicant(OrganisationID(2))] {
                try await world.expectRefusal("keyReused") { () async throws(ServiceError) in
                    try await world.service.act(on: "F02", of: call.code, .submit, Request(actor: actor, key: "k"))
                }
            }
            try await world.expectRefusal("keyReused") { () async throws(ServiceError) in
                try await world.service.act(on: "F01", of: call.code, .submit, Request(actor: .system, key: "k"))
            }
            try await world.expectRefusal("keyReused") { () async throws(ServiceError) in
                try await world.service.edit(files[1], of: call.code, Request(actor: .secretariat, key: "k"))
            }
            try await world.expectRefusal("keyReused") { () async throws(ServiceError) in
                try await world.service.importMembers([Builder.member(1)], Request(actor: .secretariat, key: "k"))
            }
        }
    }

    @Test func `two different commands at once under one key: one is carried out`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(2, in: call, seed: 1)
            let told = Told()
            await withTaskGroup(of: Void.self) { group in
                for reference in ["F01", "F02"] {
                    group.addTask {
                        do throws(ServiceError) {
                            let request = Request(actor: .secretariat, key: "k")
                            told.acknowledge(try await world.service.act(on: reference, of: call.code, .submit, request))
                        } catch {
                            told.refuse(error)
                        }
                    }
                }
            }
            #expect(told.acknowledged.count == 1)
            #expect(told.failures == ["keyReused"])
            #expect(try await world.tally(call) == ["draft": 1, "submitted": 1])
        }
    }

    @Test func `a refusal is not kept: the same key works once it can`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            _ = try await world.service.createCall(call.checked, source: call.source, .secretariat)
            _ = try await world.service.move(call: call.code, .open, .secretariat)
            try await world.drafts(1, in: call, seed: 1)
            let request = Request(actor: .secretariat, key: "k")
            try await world.expectRefusal("tooEarly") { () async throws(ServiceError) in
                try await world.service.act(on: "F01", of: call.code, .submit, request)
            }
            try await world.setClock(call.opens)
            let receipt = try await world.service.act(on: "F01", of: call.code, .submit, request)
            #expect(receipt.state == "submitted")
        }
    }

    /// Without a key, an import that was done before finds everything as it should be.
    @Test(arguments: [
        SampleCommand.importOrganisations, .importEarlierGrants, .importMembers, .importApplications, .importAndSubmit,
        .declareConflicts, .assign
    ])
    func `an import that is repeated changes nothing`(_ command: SampleCommand) async throws {
        try await withWorld { world in
            try await command.prepare(world)
            _ = try await command.run(world.service)
            let after = try await world.snapshot()
            let again = try LogJSON.decode(BulkReceipt.self, from: try await command.run(world.service))
            #expect(again.changed == 0)
            #expect(again.unchanged > 0)
            #expect(try await world.snapshot() == after)
        }
    }

    @Test func `a file that is named twice is filed once`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(2, in: call, seed: 1)
            let receipt = try await world.service.submit(of: call.code, references: ["F01", "F01"], .secretariat)
            #expect(receipt.changed == 1)
            #expect(try await world.tally(call) == ["draft": 1, "submitted": 1])
        }
    }
}
