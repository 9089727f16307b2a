import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Workflow

/// What the secretariat does on its pages, from the board to the release.
struct SecretariatTests {
    private static let base = "/fr/office/\(demoCall)"

    @Test func theBoardTellsWhereTheFilesAreAndWhatIsNext() async throws {
        try await withStage(.filed) { stage in
            let browser = try await stage.signIn(.secretariat)
            let board = try await browser.get(Self.base)
            #expect(board.status == .ok)
            #expect(board.text.contains("/office/\(demoCall)/do/close") && board.text.contains("files?state=submitted"))
            #expect(!board.text.contains("/do/beginReview"))
            // The picture of the filings comes with its figures.
            #expect(board.text.contains("<svg") && board.text.contains("<summary>"))
            for other in [Person.finance, .college, .auditor, .reviewer("M01"), .applicant("ORG-01")] {
                guard let visitor = try? await stage.signIn(other) else { continue }
                #expect(try await visitor.get(Self.base).status == .forbidden, "\(other)")
            }
            #expect(try await stage.stranger.get(Self.base).status == .seeOther)
        }
    }

    /// What ends at midnight ends for people at 23:59 of the day before.
    @Test func theBoardWritesDeadlinesAsPeopleDo() async throws {
        try await withStage(.filed) { stage in
            let board = try await stage.signIn(.secretariat).get(Self.base)
            #expect(board.text.contains("1er\u{A0}avril 2027 à 23\u{A0}h\u{A0}59"))
            #expect(!board.text.contains("0\u{A0}h\u{A0}00"))
        }
    }

    @Test func aPlanSaysWhatStandsInTheWayAndChangesNothing() async throws {
        try await withStage(.filed) { stage in
            let browser = try await stage.signIn(.secretariat)
            let plan = try await browser.get(Self.base + "/do/close")
            #expect(plan.status == .ok && plan.text.contains("inset warm"))
            #expect(!plan.text.contains("value=\"apply\""))
            let refused = try await browser.post(
                Self.base + "/do/close", [("do", "apply"), ("version", try #require(plan.field("version")))])
            #expect(refused.status == .conflict)
            #expect(try await stage.service.call(demoCall).call.state == .open)
        }
    }

    @Test func aPlanThatWasReviewedIsDoneOnce() async throws {
        try await withStage(.filed) { stage in
            try await stage.setClock("2027-04-02 00:00")
            let browser = try await stage.signIn(.secretariat)
            let plan = try await browser.get(Self.base + "/do/close")
            let fields = [("do", "apply"), ("version", try #require(plan.field("version"))), ("key", try #require(plan.field("key")))]
            #expect(try await stage.service.call(demoCall).call.state == .open)
            let done = try await browser.post(Self.base + "/do/close", fields)
            #expect(done.status == .seeOther && done.headers[.location] == Self.base + "?notice=done")
            #expect(try await stage.service.call(demoCall).call.state == .closed)
            // The same form again, as from a browser that tried twice: the same answer.
            #expect(try await browser.post(Self.base + "/do/close", fields).status == .seeOther)
            // Another form with the version that was seen then is told that something changed.
            let late = try await browser.post(Self.base + "/do/beginAdmissibility", [("do", "apply"), ("version", fields[1].1)])
            #expect(late.status == .preconditionFailed)
        }
    }

    @Test func theFilesAreFoundByTheAddress() async throws {
        try await withStage(.filed) { stage in
            let browser = try await stage.signIn(.secretariat)
            let all = try await browser.get(Self.base + "/files")
            #expect(all.status == .ok && all.text.contains("BXL27-001"))
            let one = try await browser.get(Self.base + "/files?q=BXL27-036&state=submitted")
            #expect(one.text.contains("BXL27-036") && !one.text.contains("BXL27-001"))
            let none = try await browser.get(Self.base + "/files?state=awarded")
            #expect(none.status == .ok && !none.text.contains("BXL27-0"))
        }
    }

    @Test func severalFilesGoTogetherOrNotAtAll() async throws {
        try await withStage(.admissibility) { stage in
            let browser = try await stage.signIn(.secretariat)
            let chosen = [("action", "requestComplement"), ("file", "BXL27-001"), ("file", "BXL27-002")]
            let address = Self.base + "/bulk?" + Browser.encoded(chosen)
            let plan = try await browser.get(address)
            #expect(plan.status == .ok && plan.text.contains("class=\"plan\""))
            #expect(try await stage.service.file("BXL27-001", of: demoCall).view.file.state == .submitted)
            // Without a reason every file is refused.
            let refused = try await browser.post(Self.base + "/bulk", chosen + [("do", "apply")])
            #expect(refused.status == .conflict && refused.text.contains("BXL27-001") && refused.text.contains("BXL27-002"))
            let done = try await browser.post(Self.base + "/bulk", chosen + [("do", "apply"), ("reason", "Signature manquante")])
            #expect(done.status == .seeOther)
            for reference in ["BXL27-001", "BXL27-002"] {
                #expect(try await stage.service.file(reference, of: demoCall).view.file.state == .complementRequested)
            }
            // One that cannot keeps the other back.
            let mixed = [("action", "requestComplement"), ("file", "BXL27-001"), ("file", "BXL27-003"), ("reason", "x"), ("do", "apply")]
            #expect(try await browser.post(Self.base + "/bulk", mixed).status == .conflict)
            #expect(try await stage.service.file("BXL27-003", of: demoCall).view.file.state == .submitted)
        }
    }

    @Test func whoOpensAFileIsWrittenDown() async throws {
        try await withStage(.admissibility) { stage in
            let browser = try await stage.signIn(.secretariat)
            let page = try await browser.get(Self.base + "/files/BXL27-001")
            #expect(page.status == .ok && page.text.contains("Bana ya Kimba"))
            let log = try await stage.service.accessLog(file: "BXL27-001", Request(actor: .auditor))
            #expect(log.map(\.actor) == ["secretariat"] && log.map(\.question) == ["file"])
            #expect(try await browser.get(Self.base + "/files/NOBODY").status == .notFound)
        }
    }

    @Test func admissibilityIsDecidedForAllOrNone() async throws {
        try await withStage(.admissibility) { stage in
            let browser = try await stage.signIn(.secretariat)
            let path = Self.base + "/admissibility/decide"
            #expect(try await browser.get(Self.base + "/admissibility").status == .ok)
            let plan = try await browser.get(path)
            #expect(plan.status == .ok && plan.text.contains("ruling-BXL27-001"))
            // A ruling without its reason is refused, and with it everything.
            let refused = try await browser.post(path, [("do", "apply"), ("ruling-BXL27-001", "inadmissible")])
            let states = try await stage.service.tally(of: demoCall).map(\.state)
            #expect(refused.status != .seeOther || !states.contains("admissible"))
            let done = try await browser.post(
                path, [("do", "apply"), ("ruling-BXL27-001", "inadmissible"), ("reason-BXL27-001", "Statuts non signés")])
            #expect(done.status == .seeOther)
            #expect(try await stage.service.file("BXL27-001", of: demoCall).view.file.state == .inadmissible)
            #expect(try await stage.service.tally(of: demoCall).contains { $0.state == "admissible" })
        }
    }

    @Test func everyPageOfACallOpensAtEveryPoint() async throws {
        for point in [DemoPoint.open, .review, .scored, .decided] {
            try await withStage(point) { stage in
                let browser = try await stage.signIn(.secretariat)
                for page in ["", "/files", "/admissibility", "/conflicts", "/assignment", "/reviews", "/ranking", "/scenarios", "/letters"]
                {
                    for language in ["fr", "nl", "en"] where page.isEmpty || language == "fr" {
                        let answer = try await browser.get("/\(language)/office/\(demoCall)\(page)")
                        #expect(answer.status == .ok, "\(point) \(page): \(answer.status)")
                        #expect(
                            !answer.text.contains(">office.") && !answer.text.contains("\"office."), "\(page) has a word that is missing")
                    }
                }
            }
        }
    }

    @Test func theLetterIsInTheApplicantsLanguageAndLeavesWithAllOthers() async throws {
        try await withStage(.decided) { stage in
            let browser = try await stage.signIn(.secretariat)
            let organisations = try await stage.service.organisations()
            let organisation = try #require(organisations.first(where: { $0.organisation.language == .dutch })).id
            let files = try await stage.service.files(of: demoCall)
            let dutch = try #require(
                files.first {
                    $0.file.organisation == organisation && $0.file.awarded != nil
                        || $0.file.state == .refused && $0.file.organisation == organisation
                })
            let letter = try await browser.get(Self.base + "/letters/\(dutch.file.reference)")
            #expect(letter.status == .ok && letter.text.contains("lang=\"nl\"") && letter.text.contains("Geachte"))
            #expect(files.allSatisfy { $0.file.notifiedAt == nil })
            let plan = try await browser.get(Self.base + "/do/publish")
            #expect(plan.status == .ok && plan.text.contains("class=\"plan\""))
            #expect(try await browser.post(Self.base + "/do/publish", [("do", "apply")]).status == .seeOther)
            #expect(try await stage.service.call(demoCall).call.state == .published)
            let told = try await stage.service.files(of: demoCall, FileFilter(states: [.awarded]))
            #expect(!told.isEmpty && told.allSatisfy { $0.file.notifiedAt != nil })
        }
    }
}
