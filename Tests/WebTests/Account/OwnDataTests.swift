import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// What is kept of oneself, to take away.
@Suite struct OwnDataTests {
    private static func data(_ person: Person, _ stage: Stage) async throws -> (text: String, tables: [String: [[String: Any]]]) {
        let answer = try await stage.signIn(person).get("/fr/account/data")
        #expect(answer.status == .ok && answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        let whole = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
        return (answer.text, try #require(whole["tables"] as? [String: [[String: Any]]]))
    }

    @Test func aMemberGetsWhatIsHisOrHersAndWhatAMemberSees() async throws {
        try await withStage(.review) { stage in
            let (text, tables) = try await Self.data(.reviewer("M03"), stage)
            #expect(tables["accounts"]?.count == 1 && tables["members"]?.count == 1)
            #expect(tables["accounts"]?.first?["email"] as? String == Person.reviewer("M03").email)
            let (mine, hidden) = try await stage.database.read { db in
                let mine = try #require(try db.members().first { $0.member.code == "M03" }).id
                let call = try db.call(code: demoCall).id
                return (mine, try db.conflicts(of: call).filter { $0.member == mine }.map { Int($0.application.value) })
            }
            #expect(!hidden.isEmpty)
            let reviews = try #require(tables["reviews"])
            #expect(!reviews.isEmpty && reviews.allSatisfy { $0["member_id"] as? Int == Int(mine.value) })
            // Nothing of a file with which there is a conflict of interest, not even this way.
            #expect(reviews.allSatisfy { !hidden.contains($0["application_id"] as? Int ?? -1) })
            #expect(tables["conflict_impacts"] == nil && tables["member_ties"] == nil)
            #expect(!text.contains("csrf") && !text.contains(#""password""#))
            let log = try await stage.service.accessLog(Request(actor: .auditor))
            #expect(log.first?.question == "own data")
        }
    }

    @Test func somebodyOfAnAssociationGetsNoFilesAndNothingOfColleagues() async throws {
        try await withStage(.open) { stage in
            let person = try await stage.applicant(of: "BXL27-001")
            guard case .applicant(let reference) = person else { throw FixtureError("nobody") }
            _ = try await stage.signIn(.helper(reference))
            let (text, tables) = try await Self.data(person, stage)
            #expect(tables["account_hats"]?.count == 1 && tables["applications"] == nil && tables["organisations"] == nil)
            #expect(text.contains(person.email) && !text.contains(Person.helper(reference).email))
            #expect(try await stage.stranger.get("/fr/account/data").status == .seeOther)
        }
    }
}
