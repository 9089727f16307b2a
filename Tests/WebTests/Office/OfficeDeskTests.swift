import CallModel
import Foundation
import HTTPTypes
import Selection
import Service
import Store
import Testing
import Workflow

/// What else the secretariat does on its pages: corrections, messages, lotteries.
struct OfficeDeskTests {
    private static let base = "/fr/office/\(demoCall)"

    @Test func anOrganisationIsCorrected() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.secretariat)
            let known = try #require(try await stage.service.organisations().first).organisation
            let page = "/fr/office/organisations/\(known.reference)/edit"
            let form = try await browser.get(page)
            #expect(form.status == .ok && form.text.contains("f-iban"))
            let kept = [("name", known.name), ("iban", known.iban), ("seatPostcode", known.seatPostcode), ("email", known.email)]
            let wrong = try await browser.post(page, [("name", known.name), ("email", known.email), ("iban", "BE00 0000"), ("do", "apply")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("#f-iban"))
            let checked = try await browser.post(page, [("name", "Un autre nom")] + kept.dropFirst() + [("do", "check")])
            #expect(checked.status == .ok && checked.text.contains("Un autre nom") && checked.text.contains("class=\"plan\""))
            let done = try await browser.post(page, [("name", "Un autre nom")] + kept.dropFirst() + [("do", "apply")])
            #expect(done.status == .seeOther)
            let after = try #require(try await stage.service.organisations().first { $0.organisation.reference == known.reference })
            #expect(after.organisation.name == "Un autre nom" && after.organisation.foundedOn == known.foundedOn)
        }
    }

    @Test func whatAnAssociationWritesWaitsForAnAnswer() async throws {
        try await withStage(.filed) { stage in
            let person = try await stage.applicant(of: "BXL27-001")
            let association = try await stage.signIn(person)
            let own = "/fr/my/\(demoCall)/BXL27-001/messages"
            #expect(try await association.post(own, [("message", "Peut-on ajouter un partenaire ?")]).status == .seeOther)
            let browser = try await stage.signIn(.secretariat)
            let inbox = try await browser.get(Self.base + "/messages")
            #expect(inbox.status == .ok && inbox.text.contains("BXL27-001") && inbox.text.contains("attend une réponse"))
            let thread = Self.base + "/messages/BXL27-001"
            #expect(try await browser.get(thread).text.contains("Peut-on ajouter un partenaire ?"))
            #expect(try await browser.post(thread, [("message", " ")]).status == .unprocessableContent)
            #expect(try await browser.post(thread, [("message", "Oui, jusqu'à la clôture.")]).status == .seeOther)
            #expect(try await association.get(own).text.contains("jusqu&#39;à la clôture") == true)
            #expect(try await browser.get(Self.base + "/messages").text.contains("attend une réponse") == false)
            #expect(try await browser.get(Self.base + "/messages/NOBODY").status == .notFound)
            // A program reads and answers the same.
            let program = try await stage.program(.secretariat)
            #expect(try await program.get("/calls/\(demoCall)/files/BXL27-001/messages").text.contains("partenaire"))
            let told = try await program.send(.post, "/calls/\(demoCall)/files/BXL27-001/messages", "{\"message\":\"Bien reçu.\"}")
            #expect(told.status == .ok)
            #expect(try await association.get(own).text.contains("Bien reçu."))
        }
    }

    @Test func aLotteryIsPublishedDrawnAndChecked() async throws {
        try await withStage(.scored) { stage in
            var browser = try await stage.signIn(.secretariat)
            let page = Self.base + "/lotteries"
            #expect(try await browser.get(page).status == .ok)
            #expect(try await browser.get(page + "/publish").status == .ok)
            let wish = [("purpose", "tieZone"), ("sources", "Lotto, 12 mai 2027"), ("entropyFrom", "2027-05-12T20:00"), ("fund", "20")]
            let plan = try await browser.post(page + "/publish", wish + [("do", "check")])
            #expect(plan.status == .ok && plan.text.contains("class=\"plan\""))
            #expect(try await stage.service.lotteries(of: demoCall).isEmpty)
            #expect(try await browser.post(page + "/publish", wish + [("do", "apply")]).status == .seeOther)
            let number = try #require(try await stage.service.lotteries(of: demoCall).first).lottery
            let own = "\(page)/\(number)"
            // Nobody draws before there are numbers.
            let numbers = [("values-0", "9 18 26 34 41 45"), ("date-0", "2027-05-12T20:15"), ("do", "apply")]
            #expect(try await browser.post(own + "/draw", numbers).status == .unprocessableContent)
            try await stage.setClock("2027-05-13 09:00")
            browser = try await stage.signIn(.secretariat)
            #expect(try await browser.post(own + "/draw", numbers).status == .seeOther)
            let shown = try await browser.get(own)
            #expect(shown.status == .ok && shown.text.contains("le résultat est le même"))
            let file = try await browser.get(own + "/lottery.json")
            let drawn = try JSONDecoder().decode(LotteryFile.self, from: Data(file.body))
            #expect(drawn.check().isEmpty && drawn.draw?.applications.isEmpty == false)
            // One that was drawn among these files stands.
            let cancelled = try await browser.post(own + "/cancel", [("reason", "Un autre résultat"), ("do", "apply")])
            #expect(cancelled.status == .unprocessableContent)
            #expect(try await browser.get(page + "/99").status == .notFound)
        }
    }

    @Test func aLotteryThatWaitsIsCalledOff() async throws {
        try await withStage(.scored) { stage in
            let browser = try await stage.signIn(.secretariat)
            let page = Self.base + "/lotteries"
            let wish = [("purpose", "tieZone"), ("sources", "Lotto"), ("entropyFrom", "2027-05-12T20:00"), ("fund", "20"), ("do", "apply")]
            #expect(try await browser.post(page + "/publish", wish).status == .seeOther)
            let number = try #require(try await stage.service.lotteries(of: demoCall).first).lottery
            let bare = try await browser.post("\(page)/\(number)/cancel", [("do", "apply")])
            #expect(bare.status == .unprocessableContent)
            let fields = [("reason", "La source est supprimée"), ("do", "apply")]
            #expect(try await browser.post("\(page)/\(number)/cancel", fields).status == .seeOther)
            #expect(try await browser.get("\(page)/\(number)").text.contains("La source est supprimée"))
            #expect(try await stage.service.lotteries(of: demoCall).first?.file.cancellation != nil)
        }
    }
}
