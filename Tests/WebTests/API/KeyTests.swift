import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

struct KeyTests {
    private static let file = "/calls/brussels-2027/files/BXL27-004"

    @Test func withoutAKeyAProgramIsAskedForOne() async throws {
        try await withStage(.filed) { stage in
            let answer = try await stage.strangeProgram.get(Self.file)
            #expect(answer.status == .unauthorized && answer.headers[.wwwAuthenticate] == "Bearer")
            let wrong = try await Program(router: stage.router, key: "appel_aaaaaaaa_nothing").get("/calls")
            #expect(wrong.status == .unauthorized)
        }
    }

    @Test func aKeyOpensNoMoreThanItsScope() async throws {
        try await withStage(.filed) { stage in
            let reading = try await stage.program(.secretariat, scopes: ["read"])
            #expect(try await reading.get(Self.file).status == .ok)
            let refused = try await reading.send(.post, Self.file + "/withdraw", #"{"reason":"a"}"#)
            #expect(refused.status == .forbidden)
            #expect(try refused.value("type") == "urn:appel:problem:scopeMissing")
            let narrow = try await stage.program(.secretariat, scopes: ["calls:read", "files:write"])
            #expect(try await narrow.get(Self.file).status == .forbidden)
            #expect(try await narrow.get("/every-call").status == .ok)
            #expect(try await narrow.send(.post, Self.file + "/withdraw?dryRun=true", #"{"reason":"a"}"#).status == .ok)
        }
    }

    @Test func onlyWhoMaySignFilesForTheOrganisation() async throws {
        try await withStage(.open) { stage in
            guard case .applicant(let reference) = try await stage.applicant(of: "BXL27-004") else { return }
            let helper = try await stage.program(.helper(reference))
            #expect(try await helper.get(Self.file).status == .ok)
            let refused = try await helper.send(.post, Self.file + "/submit")
            #expect(refused.status == .forbidden)
            #expect(try refused.value("type") == "urn:appel:problem:maySignNeeded")
            let signing = try await stage.program(.applicant(reference))
            #expect(try await signing.send(.post, Self.file + "/submit?dryRun=true").status == .ok)
        }
    }

    @Test func anOrganisationSeesItsOwnFilesAndNothingThatIsNotMadeKnown() async throws {
        try await withStage(.decided) { stage in
            let program = try await stage.program(try await stage.applicant(of: "BXL27-001"))
            let list = try await program.get("/calls/brussels-2027/files")
            #expect(list.text.contains("BXL27-001") && !list.text.contains("BXL27-002"))
            let own = try await program.get("/calls/brussels-2027/files/BXL27-001")
            #expect(try own.value("file", "state") == "submitted")
            for word in ["awardedCents", "\"score\"", "\"rank\"", "advisedCents", "underReview", "\"award\""] {
                #expect(!own.text.contains(word), "\(word) is told before its time")
            }
            #expect(try await program.get("/calls/brussels-2027/files/BXL27-002").status == .notFound)
            #expect(try await program.get("/calls/brussels-2027/files/BXL27-002/documents").status == .notFound)
        }
    }

    @Test func whatAMemberMayNotKnowIsNotThere() async throws {
        try await withStage(.review) { stage in
            let program = try await stage.program(.reviewer("M03"))
            // One is there, but not open before a conflict is ruled out; of the other nobody says that it is there.
            #expect(try await program.get("/calls/brussels-2027/files/BXL27-001").status == .forbidden)
            #expect(try await program.get("/calls/brussels-2027/files/BXL27-002").status == .notFound)
            let list = try await program.get("/calls/brussels-2027/files?limit=200")
            #expect(!list.text.contains("BXL27-002") && list.text.contains("BXL27-003"))
        }
    }

    @Test func whoLookedAtAFileIsWrittenDown() async throws {
        try await withStage(.filed) { stage in
            _ = try await stage.program(.secretariat).get(Self.file)
            let log = try await stage.program(.auditor).get("/access-log?file=BXL27-004")
            #expect(try log.value("items", "0", "actor") == "secretariat")
        }
    }

    @Test func aProgramThatRunsWildIsToldToWait() async throws {
        try await withStage(.open) { stage in
            var settings = ServerSettings()
            settings.strangerLimit = 3
            let site = try await Site(
                service: stage.service, database: stage.database, settings: settings, isRehearsal: true)
            let program = Program(router: RouterCall(site), key: nil)
            for _ in 1...3 { #expect(try await program.get("/calls").status == .ok) }
            let refused = try await program.get("/calls")
            #expect(refused.status == .tooManyRequests)
            #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 0)
        }
    }
}
