import CallModel
import Foundation
import HTTPTypes
import Testing

struct PublicPagesTests {
    @Test func everybodyReadsTheRulesInEachLanguage() async throws {
        try await withStage(.open) { stage in
            for (language, title) in [("fr", "Appel à projets"), ("nl", "Projectoproep"), ("en", "call for projects")] {
                for path in ["", "calls/\(demoCall)", "calls/\(demoCall)/self-test", "check", "help", "accessibility"] {
                    let page = try await stage.stranger.get("/\(language)/\(path)")
                    #expect(page.status == .ok, "\(language)/\(path): \(page.status)")
                    let gaps = page.text.matches(of: #/(association|public)\.[a-z][A-Za-z-]+/#).map { String($0.0) }
                    #expect(gaps.isEmpty, "\(language)/\(path): \(gaps)")
                    if path.hasSuffix(demoCall) { #expect(page.text.contains(title) && page.text.contains("8497/33202")) }
                }
            }
            let results = try await stage.stranger.get("/fr/calls/\(demoCall)/results")
            #expect(results.status == .notFound)
        }
    }

    @Test func theSelfTestSaysWhichRuleIsNotMet() async throws {
        try await withStage(.open) { stage in
            let base =
                "/en/calls/\(demoCall)/self-test?founded=2010-05-01&activity=&number=0207.373.429&category=cooperation"
                + "&requested=8000&total=12000&start=2027-09-01&end=2028-03-31&country=CD"
            let good = try await stage.stranger.get(base + "&legalForm=asbl&seat=1000")
            #expect(good.status == .ok && good.text.contains("Nothing stands in the way"))
            let bad = try await stage.stranger.get(base + "&legalForm=asbl&seat=9000")
            #expect(bad.text.contains("Art. 3, § 3") && bad.text.contains("At least one condition"))
            let unfinished = try await stage.stranger.get("/en/calls/\(demoCall)/self-test?category=&legalForm=asbl")
            #expect(unfinished.status == .unprocessableContent)
        }
    }

    @Test func resultsAreThereOnceTheyAreMadeKnown() async throws {
        try await withStage(.released) { stage in
            let page = try await stage.stranger.get("/fr/calls/\(demoCall)/results")
            #expect(page.status == .ok && page.text.contains("BXL27-"))
            for name in ["awards.csv", "awards.json", "reserve.csv", "refusals.csv", "inventory.csv"] {
                let file = try await stage.stranger.get("/fr/calls/\(demoCall)/results/\(name)")
                #expect(file.status == .ok && !file.body.isEmpty, "\(name): \(file.status)")
            }
            // Why a file got nothing is told to its association.
            let refusals = try await stage.stranger.get("/fr/calls/\(demoCall)/results/refusals.csv")
            #expect(!refusals.text.contains("reason") && !refusals.text.contains("organisation"))
            let applicant = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let own = try await applicant.get("/fr/my/\(demoCall)/BXL27-001")
            #expect(own.status == .ok && own.text.contains("/fr/check"))
        }
    }
}
