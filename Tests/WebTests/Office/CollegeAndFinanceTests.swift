import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// The College decides, finance pays, the auditor reads.
struct CollegeAndFinanceTests {
    @Test func theCollegeDecidesAllOrNothing() async throws {
        try await withStage(.advised) { stage in
            let path = "/fr/college/\(demoCall)/decide"
            let office = try await stage.signIn(.secretariat)
            #expect(try await office.get(path).status == .forbidden)
            #expect(try await office.post(path, [("do", "apply")]).status == .forbidden)
            // Months pass, and no session lives so long.
            try await stage.setClock("2027-06-24 14:00")
            let college = try await stage.signIn(.college)
            #expect(try await college.get("/nl/college/\(demoCall)").status == .ok)
            let plan = try await college.get(path)
            #expect(plan.status == .ok && plan.text.contains("outcome-BXL27-001"))
            // A departure without its reason keeps all of them back.
            let refused = try await college.post(path, [("do", "apply"), ("outcome-BXL27-001", "refuse")])
            #expect(refused.status.code >= 400 && refused.text.contains("inset warm"))
            #expect(try await stage.service.call(demoCall).call.state == .deliberation)
            let done = try await college.post(
                path,
                [
                    ("do", "apply"), ("outcome-BXL27-001", "refuse"), ("departure-BXL27-001", "Double subventionnement"),
                    ("reason-BXL27-001", "Le projet reçoit déjà un subside de la commune.")
                ])
            #expect(done.status == .seeOther, "\(done.text)")
            #expect(try await stage.service.call(demoCall).call.state == .decided)
            #expect(try await stage.service.file("BXL27-001", of: demoCall).view.file.state == .refused)
        }
    }

    @Test func aGrantIsPaidThroughABatchThatTheBankGetsOnce() async throws {
        try await withStage(.released) { stage in
            let (office, finance) = try await (stage.signIn(.secretariat), stage.signIn(.finance))
            let grant = "/fr/finance/\(demoCall)/grants/BXL27-001"
            let batches = "/fr/finance/\(demoCall)/batches"
            #expect(try await finance.post(grant.replacing("finance", with: "office") + "/do/send", [("do", "apply")]).status == .forbidden)
            #expect(try await office.post(grant.replacing("finance", with: "office") + "/do/send", [("do", "apply")]).status == .seeOther)
            #expect(try await office.post(grant.replacing("finance", with: "office") + "/do/sign", [("do", "apply")]).status == .seeOther)
            #expect(try await office.post(grant + "/do/commit", [("do", "apply"), ("commitment", "1")]).status == .forbidden)
            #expect(try await finance.post(grant + "/do/commit", [("do", "apply"), ("commitment", "2027-08421")]).status == .seeOther)
            #expect(try await finance.post(grant + "/do/payFirst", [("do", "apply"), ("amount", "6 400,00")]).status == .seeOther)
            #expect(try await stage.service.grants(of: demoCall).first?.grant.paid == Cents(640_000))
            #expect(try await finance.get(grant).status == .ok)
            let order = [("do", "apply"), ("account", "BE68 5390 0754 7034"), ("execute", "2027-09-17")]
            // A rehearsal sends nothing to a bank.
            #expect(try await finance.post(batches + "/order", order).status == .conflict)
            let real = try await Site(service: stage.service, database: stage.database, settings: stage.site.settings, isRehearsal: false)
            let payer = Browser(router: RouterCall(real), token: finance.token, csrf: finance.csrf)
            #expect(try await payer.post(batches + "/order", [("do", "check"), order[1], order[2]]).text.contains("class=\"plan\""))
            #expect(try await stage.service.paymentBatches(of: demoCall).isEmpty)
            #expect(try await payer.post(batches + "/order", order).status == .seeOther)
            let batch = try #require(try await stage.service.paymentBatches(of: demoCall).first)
            let file = try await payer.get(batches + "/\(batch.batch.id)/file")
            #expect(file.status == .ok && file.text.contains("pain.001.001.09") && file.text.contains("<InstdAmt Ccy=\"EUR\">6400.00"))
            // Nothing is left to pay, however often one asks.
            #expect(try await payer.post(batches + "/order", order).status == .conflict)
            let endToEnd = try #require(batch.payments.first).order.endToEnd
            let report = [("do", "apply"), ("report", "endToEndId,status\n\(endToEnd),ACSC\n"), ("batch", "\(batch.batch.id)")]
            #expect(try await payer.post(batches + "/report", report).status == .seeOther)
            #expect(try await stage.service.paymentBatches(of: demoCall).first?.count(.settled) == 1)
            #expect(try await payer.post(batches + "/\(batch.batch.id)/withdraw", [("do", "apply"), ("reason", "x")]).status.code == 422)
        }
    }

    @Test func financeTakesTheListsAway() async throws {
        try await withStage(.released) { stage in
            let finance = try await stage.signIn(.finance)
            for name in [
                "finance.xlsx", "awards.csv", "awards.json", "awards.xlsx", "reserve.csv", "refusals.json", "payments.csv", "payments.xlsx"
            ] {
                let file = try await finance.get("/fr/finance/\(demoCall)/exports/\(name)")
                #expect(file.status == .ok && !file.body.isEmpty, "\(name)")
                #expect(file.headers[.contentDisposition]?.contains("\(demoCall)-\(name)") == true)
            }
            #expect(try await finance.get("/fr/finance/\(demoCall)/exports/nothing.csv").status == .notFound)
            #expect(try await stage.signIn(.auditor).get("/fr/finance/\(demoCall)/exports/awards.csv").status == .forbidden)
            for page in ["", "/grants", "/batches", "/exports"] {
                #expect(try await finance.get("/en/finance/\(demoCall)\(page)").status == .ok)
            }
        }
    }

    @Test func theAuditorReadsTheLogAndWhoLookedAtWhat() async throws {
        try await withStage(.decided) { stage in
            _ = try await stage.signIn(.secretariat).get("/fr/office/\(demoCall)/files/BXL27-001")
            let auditor = try await stage.signIn(.auditor)
            for page in ["", "/log", "/access"] { #expect(try await auditor.get("/en/audit\(page)").status == .ok) }
            let first = try await auditor.get("/en/audit/log")
            let next = try #require(first.text.range(of: "audit/log?before="))
            let before = String(first.text[next.upperBound...].prefix { $0.isNumber })
            let second = try await auditor.get("/en/audit/log?before=\(before)")
            #expect(second.status == .ok && second.text != first.text)
            #expect(try await auditor.get("/en/audit/access?file=BXL27-001").text.contains("BXL27-001"))
            #expect(try await stage.signIn(.secretariat).get("/en/audit/log").status == .forbidden)
        }
    }
}
