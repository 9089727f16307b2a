import CallModel
import Service
import Store
import Testing
import Workflow

/// Mails, kept forms, limits and who looked at what.
@Suite struct TraceTests {
    @Test func `three workers take each mail once, and a dead one's are taken over`() async throws {
        try await withDesk(sessions: 8) { desk in
            for number in 0..<60 {
                try await desk.service.queue(
                    NewMail(kind: "letter", language: .french, to: "a\(number)@example.org", subject: "S", body: "B"))
            }
            let taken = await withTaskGroup(of: [Int64].self) { group in
                for worker in 0..<3 {
                    group.addTask {
                        let service = worker == 0 ? desk.service : desk.other
                        var mine: [Int64] = []
                        while let some = try? await service.claimMails(4), !some.isEmpty { mine += some.map(\.id) }
                        return mine
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 60 && Set(taken).count == 60)
            for id in taken.dropFirst(2) { try await desk.service.mailDelivered(id) }
            try await desk.service.mailFailed(taken[0], "554 no such user")
            #expect(try await desk.service.claimMails(10).isEmpty)
            try await desk.advance(61)
            let again = try await desk.service.claimMails(10)
            #expect(again.map(\.id) == [taken[0]] && again[0].lastError == "554 no such user" && again[0].attempts == 2)
            try await desk.service.mailDelivered(taken[0])
            try await desk.advance(300)
            #expect(try await desk.service.claimMails(10).map(\.id) == [taken[1]])
            #expect(try await desk.service.mails(delivered: true).count == 60)
            #expect(try await desk.service.mails().map(\.id) == [taken[1]])
        }
    }

    @Test func `a mail that nobody takes is given up, and what opened a door is taken out of one that left`() async throws {
        try await withDesk { desk in
            let account = try await desk.person().account
            try await desk.service.requestLink("claire@example.org", .signIn, site: SignInDesk.site, from: "10.0.0.1")
            let mail = try #require(try await desk.service.claimMails(1).first)
            let token = SignInDesk.token(in: mail.body)
            try await desk.service.mailDelivered(mail.id)
            #expect(try await desk.world.value("SELECT string_agg(m::text, ' ') FROM appel.mails AS m")?.contains(token) == false)
            #expect(try await desk.service.mails(delivered: true).first?.body.contains("/fr/link/…") == true)
            #expect(try await desk.service.signIn(link: token).session.account.id == account)

            try await desk.service.queue(NewMail(kind: "letter", language: .dutch, to: "x@example.org", subject: "S", body: "B"))
            var attempts = 0
            while let next = try await desk.service.claimMails(1).first {
                attempts += 1
                try await desk.service.mailFailed(next.id, "no")
                try await desk.advance(256 * 60 + 1)
            }
            #expect(attempts == Service.mostMailAttempts)
        }
    }

    @Test func `what was typed is given back once, to the one who typed it, for a day`() async throws {
        try await withDesk { desk in
            let claire = try await desk.person().account
            let jan = try await desk.person("jan@example.org").account
            let body = Array("title=Un+puits&lang=fr\u{0}".utf8)
            let kept = try await desk.service.keepForm("/fr/files/F01", body, of: claire)
            #expect(try await desk.service.takeKeptForm(kept, for: jan) == nil)
            #expect(try await desk.service.takeKeptForm(kept, for: nil) == nil)
            let form = try #require(try await desk.other.takeKeptForm(kept, for: claire))
            #expect(form.path == "/fr/files/F01" && form.body == body)
            #expect(try await desk.service.takeKeptForm(kept, for: claire) == nil)

            let anonymous = try await desk.service.keepForm("/fr", [1], of: nil)
            #expect(try await desk.service.takeKeptForm(anonymous, for: jan)?.body == [1])
            let late = try await desk.service.keepForm("/fr", [2], of: claire)
            try await desk.advance(86_401)
            #expect(try await desk.service.takeKeptForm(late, for: claire) == nil)
            let largest = Array(repeating: UInt8(0), count: Service.largestForm)
            _ = try await desk.service.keepForm("/fr", largest, of: claire)
            #expect(
                await desk.refusal { try await desk.service.keepForm("/fr", largest + [0], of: claire) }
                    == .formTooLarge(maximum: Service.largestForm))
            for number in 0..<25 { _ = try await desk.service.keepForm("/fr/\(number)", [3], of: claire) }
            #expect(try await desk.world.value("SELECT count(*) FROM appel.kept_forms WHERE account_id = \(claire)") == "20")
        }
    }

    @Test func `a limit counts for all servers, and starts anew after its window`() async throws {
        try await withDesk { desk in
            let verdicts = try await [
                desk.service.allow("upload account:1", limit: 3, seconds: 3600),
                desk.other.allow("upload account:1", limit: 3, seconds: 3600),
                desk.service.allow("upload account:1", limit: 3, seconds: 3600),
                desk.other.allow("upload account:1", limit: 3, seconds: 3600)
            ]
            #expect(verdicts.map(\.isAllowed) == [true, true, true, false])
            #expect(verdicts.map(\.remaining) == [2, 1, 0, 0])
            #expect((3590...3600).contains(verdicts[3].retryAfter))
            #expect(try await desk.service.allow("upload account:2", limit: 3, seconds: 3600).isAllowed)
            try await desk.advance(3601)
            #expect(try await desk.service.allow("upload account:1", limit: 3, seconds: 3600).remaining == 2)
            #expect(try await desk.world.value("SELECT relpersistence FROM pg_class WHERE relname = 'rate_counters'") == "u")
        }
    }

    @Test func `the sweep takes away what has had its time, and nothing else`() async throws {
        try await withDesk { desk in
            let (account, _) = try await desk.person()
            _ = try await desk.service.keepForm("/fr", [1], of: account)
            try await desk.service.requestLink("claire@example.org", .signIn, site: SignInDesk.site, from: "10.0.0.1")
            let mail = try #require(try await desk.service.claimMails(1).first)
            try await desk.service.mailDelivered(mail.id)
            try await desk.service.noteAccess(by: account, as: .secretariat, "file", call: "brussels-2027", file: "F01")
            let auditor = Request(actor: .auditor)
            let entries = try await desk.service.accessLog(call: "brussels-2027", file: "F01", auditor)
            #expect(entries.map(\.actor) == ["secretariat"] && entries.map(\.account) == [account])
            let fresh = try await desk.service.sweepAccounts(Request(actor: .system))
            // The invitation was used.
            #expect(fresh == SweptRows(sessions: 0, links: 1, forms: 0, counters: 0, mails: 0, accesses: 0))
            try await desk.advance(31 * 86_400)
            let dry = try await desk.service.sweepAccounts(Request(actor: .administrator, isDryRun: true))
            let month = try await desk.service.sweepAccounts(SignInDesk.administrator)
            #expect(dry == month)
            #expect(month.sessions == 1 && month.links == 1 && month.forms == 1 && month.mails == 2 && month.accesses == 0)
            #expect(month.counters > 0)
            #expect(try await desk.service.accessLog(auditor).count == 1)
            try await desk.advance(336 * 86_400)
            #expect(try await desk.service.sweepAccounts(SignInDesk.administrator).accesses == 1)
            await #expect(throws: ServiceError.self) { try await desk.service.sweepAccounts(.secretariat) }
        }
    }
}
