import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Workflow

/// The administrator's pages, and those on which somebody keeps the own account.
struct AdminTests {
    @Test func somebodyIsInvitedOnceAndGetsRoles() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.administrator)
            let form = try await browser.get("/fr/admin/invite")
            let key = try #require(form.field("key"))
            let fields = [
                ("key", key), ("email", "new@example.org"), ("name", "Nouvelle <b>"), ("language", "nl"), ("role", "finance"),
                ("send", "yes")
            ]
            let made = try await browser.post("/fr/admin/invite", fields)
            let path = try #require(made.headers[.location]?.split(separator: "?").first.map(String.init))
            #expect(made.status == .seeOther && path.hasPrefix("/fr/admin/accounts/"))
            // The same form a second time is the same invitation.
            #expect(try await browser.post("/fr/admin/invite", fields).headers[.location] == made.headers[.location])
            let page = try await browser.get(path)
            #expect(page.status == .ok && page.text.contains("Nouvelle &lt;b&gt;") && !page.text.contains("<b>"))
            #expect(try await stage.service.mails().count == 1)

            let seen = try #require(try await browser.get(path + "/hat").field("seen"))
            let auditor = [("seen", seen), ("role", "auditor")]
            #expect(try await browser.post(path + "/hat", auditor).status == .seeOther)
            // A second page that saw the roles before is told.
            #expect(try await browser.post(path + "/hat", auditor).status == .preconditionFailed)
            let account = try #require(try await stage.service.account(email: "new@example.org"))
            #expect(account.hats.map(\.role) == [.finance, .auditor])
            let unfit = try await browser.post(
                path + "/hat", [("seen", try #require(try await browser.get(path + "/hat").field("seen"))), ("role", "applicant")])
            #expect(unfit.status == .unprocessableContent && unfit.text.contains("href=\"#f-role\""))
        }
    }

    @Test func whatIsWrongInAnInvitationIsSaidAtItsField() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.administrator)
            let wrong = try await browser.post("/en/admin/invite", [("email", "no address"), ("role", "finance")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#f-email\""))
            #expect(wrong.text.contains("value=\"no address\""))
        }
    }

    @Test func aDisabledAccountIsOutAtOnceAndComesBack() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.administrator)
            let victim = try await stage.signIn(.finance)
            let id = try await stage.account(.finance).id
            #expect(try await victim.get("/fr/account").status == .ok)
            #expect(try await browser.post("/fr/admin/accounts/\(id)/disable").status == .seeOther)
            #expect(try await victim.get("/fr/account").status == .seeOther)
            #expect(try await browser.post("/fr/admin/accounts/\(id)/enable").status == .seeOther)
            let shown = try await browser.post("/fr/admin/accounts/\(id)/show-link", [("purpose", "invitation")])
            #expect(shown.status == .ok && shown.text.contains("/fr/link/"))
            #expect(try await browser.get("/fr/admin/accounts/999999").status == .notFound)
            #expect(try await browser.get("/fr/admin/history?account=\(id)").text.contains("<table"))
        }
    }

    @Test func aKeyIsShownOnceAndRevoked() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.administrator)
            let id = try await stage.account(.finance).id
            let made = try await browser.post(
                "/fr/admin/accounts/\(id)/key", [("hat", "0"), ("name", "comptabilité"), ("scopes", "read"), ("days", "30")])
            let text = try #require(made.text.firstMatch(of: #/appel_([a-z0-9]+)_[A-Za-z0-9_-]{43}/#))
            #expect(made.status == .ok)
            let list = try await browser.get("/fr/admin/keys")
            #expect(list.text.contains(text.output.1) && !list.text.contains(text.output.0))
            #expect(try await stage.service.key(String(text.output.0)) != nil)
            #expect(try await browser.post("/fr/admin/keys/\(text.output.1)").status == .seeOther)
            #expect(try await stage.service.key(String(text.output.0)) == nil)
            let wrong = try await browser.post("/fr/admin/accounts/\(id)/key", [("hat", "0"), ("name", "x"), ("days", "30")])
            #expect(wrong.status == .unprocessableContent)
        }
    }

    @Test func ownersSetAPasswordAndSignOutEverywhere() async throws {
        try await withStage(.open) { stage in
            var browser = try await stage.signIn(.finance)
            let other = try await stage.signIn(.finance)
            let short = try await browser.post("/fr/account/password", [("password", "court")])
            #expect(short.status == .unprocessableContent && short.text.contains("href=\"#f-password\""))
            let set = try await browser.post("/fr/account/password", [("password", "une phrase bien assez longue")])
            #expect(set.status == .seeOther)
            browser.token = set.cookie("__Host-sid")
            #expect(try await other.get("/fr/account").status == .seeOther)
            let page = try await browser.get("/fr/account")
            browser.csrf = page.field("csrf")
            let out = try await browser.post("/fr/account/sign-out-everywhere")
            #expect(out.status == .seeOther && out.header("Clear-Site-Data")?.contains("\"cookies\"") == true)
            #expect(out.cookie("__Host-sid") == "")
            #expect(try await browser.get("/fr/account").status == .seeOther)
        }
    }

    @Test func aSecondFactorIsOfferedOnceAndNeedsItsCode() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.finance)
            let offered = try await browser.post("/en/account/factor")
            #expect(offered.text.firstMatch(of: #/<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/#) != nil)
            #expect(offered.text.contains("otpauth://totp/"))
            let wrong = try await browser.post("/en/account/factor/confirm", [("code", "abcdef")])
            #expect(wrong.status == .unprocessableContent && !wrong.text.contains("otpauth://"))
            #expect(try await stage.account(.finance).hasSecondFactor == false)
        }
    }
}
