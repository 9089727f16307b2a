import CallModel
import HTTPTypes
import Postgres
import Service
import Store
import Testing
import Web
import Workflow

/// What the database itself tells an association, whatever the program asks it: nothing of any other.
@Suite struct WallTests {
    /// The same for everyone.
    private static let open: Set = ["calls", "definitions", "lotteries", "members"]
    private static let own: Set = [
        "applications", "attached", "attachment_pieces", "attachments", "copy_documents", "documents", "earlier_grants", "events", "grants",
        "messages", "organisations", "working_copies"
    ]

    /// Two associations, each with a file, a form that it writes with a document, messages, and a grant where there are any.
    private struct House {
        let stage: Stage
        let mine: OrganisationID
        let theirs: OrganisationID

        func rows(_ sql: String, as asker: Asker) async throws -> [String] {
            try await stage.database.read(as: asker) { db in try db.query(Statement(once: sql)).map { try $0.string(0) } }
        }
    }

    private static func withHouse(_ point: DemoPoint, _ body: (House) async throws -> Void) async throws {
        try await withStage(.open) { stage in
            let files = ["BXL27-001", "BXL27-002"]
            for file in files {
                let browser = try await stage.signIn(try await stage.applicant(of: file))
                let writing = try await Writing.start(browser)
                _ = try await writing.save("project", try await stage.typed(file))
                let pdf = Array("%PDF-1.4\n1 0 obj\nendobj\n%\(file)\n%%EOF\n".utf8)
                let sent = try await browser.upload("\(writing.path)/documents/add/statutes", "statutes.pdf", pdf)
                guard sent.status == .seeOther else { throw FixtureError("\(sent.status) \(sent.text)") }
                try await stage.service.write(
                    message: "About \(file)", on: file, of: demoCall, by: "Sofie", nil, Request(actor: .secretariat))
            }
            for next in DemoPoint.allCases where next.rawValue > DemoPoint.open.rawValue && next.rawValue <= point.rawValue {
                try await stage.advance(to: next)
            }
            if point == .released {
                for file in try await stage.service.files(of: demoCall) where file.file.state == .awarded {
                    _ = try await stage.service.grant(of: file.file.reference, in: demoCall, .send, .secretariat)
                }
            }
            let mine = try await stage.service.file(files[0], of: demoCall).view.file.organisation
            let theirs = try await stage.service.file(files[1], of: demoCall).view.file.organisation
            try await body(House(stage: stage, mine: mine, theirs: theirs))
        }
    }

    @Test(arguments: [DemoPoint.open, .decided, .released])
    func noRowOfAnotherAssociationIsThere(point: DemoPoint) async throws {
        try await Self.withHouse(point) { house in
            let wall = Asker.organisation(house.mine)
            let views = try await house.rows(
                "SELECT table_name::text FROM information_schema.views WHERE table_schema = 'appel_applicant'", as: .anyone)
            // Whoever adds a view says here whose rows it has.
            #expect(Set(views) == Self.open.union(Self.own))

            // What stands in rows of others and in none of one's own.
            let marks = try await house.rows(
                """
                SELECT encode(a.content, 'hex') FROM applications AS a WHERE a.organisation_id <> \(house.mine)
                UNION ALL SELECT '"' || o.reference || '"' FROM organisations AS o WHERE o.id <> \(house.mine)
                UNION ALL SELECT '"' || a.reference || '"' FROM applications AS a WHERE a.organisation_id <> \(house.mine)
                UNION ALL SELECT encode(d.digest, 'hex') FROM copy_documents AS d JOIN working_copies AS c ON c.id = d.copy_id
                WHERE c.organisation_id <> \(house.mine)
                """, as: .anyone)
            #expect(marks.count > 100)
            for view in Self.own {
                let rows = try await house.rows("SELECT row_to_json(v)::text FROM \(view) AS v", as: wall)
                let betrayed = rows.filter { row in marks.contains { row.contains($0) } }
                #expect(betrayed.isEmpty, "\(view)")
                let all = try await house.rows("SELECT count(*)::text FROM \(view)", as: .anyone)
                // All of it is its own only where nobody else has any.
                #expect(rows.isEmpty || all != ["\(rows.count)"] || view == "grants", "\(view)")
            }
            for view in ["applications", "organisations", "earlier_grants", "working_copies", "messages"] {
                let column = view == "organisations" ? "id" : "organisation_id"
                let seen = try await house.rows("SELECT row_to_json(v)::text FROM \(view) AS v WHERE \(column) <> \(house.mine)", as: wall)
                #expect(seen.isEmpty, "\(view)")
                let kept = try await house.rows("SELECT count(*)::text FROM \(view) WHERE \(column) = \(house.mine)", as: .anyone)
                #expect(try await house.rows("SELECT count(*)::text FROM \(view)", as: wall) == kept, "\(view)")
            }
            for view in ["applications", "organisations", "working_copies", "copy_documents", "messages", "events", "documents"] {
                #expect(try await house.rows("SELECT 'one' FROM \(view)", as: wall).isEmpty == false || point != .open, "\(view)")
            }
        }
    }

    @Test func noTableCanBeRead() async throws {
        try await withStage(.open) { stage in
            let mine = try await stage.organisation(try #require(try await stage.service.organisations().first).organisation.reference)
            let tables = try await stage.database.read { db in
                try db.query(Statement(once: "SELECT tablename::text FROM pg_tables WHERE schemaname = 'appel'")).map { try $0.string(0) }
            }
            #expect(tables.count > 30)
            for table in tables {
                await #expect(throws: StoreError.self, "\(table)") {
                    try await stage.database.read(as: .organisation(mine)) { db in
                        _ = try db.query(Statement(once: "SELECT count(*) FROM appel.\(table)"))
                    }
                }
            }
            let who = try await stage.database.read { db in
                try db.query(Statement(once: "SELECT current_user::text")).single().string(0)
            }
            #expect(who != "appel_applicant")
        }
    }

    /// The questions of the store without any check of the program around them.
    @Test func theStoresOwnQuestionsFindNothingOfOthers() async throws {
        try await Self.withHouse(.released) { house in
            let other = try await house.stage.service.file("BXL27-002", of: demoCall)
            let (call, file, theirs) = (other.call.id, other.view.file, house.theirs)
            let content = try #require(file.summary?.content)
            try await house.stage.database.read(as: .organisation(house.mine)) { [mine = house.mine] db in
                #expect(try Set(db.files(of: call).map(\.organisation)) == [mine])
                #expect(try db.files(of: theirs).isEmpty)
                #expect(try db.file("BXL27-002", ifIn: call) == nil)
                #expect(try db.history(of: .application, file.id.value).isEmpty)
                #expect(try db.saltedDocument(content) == nil && db.documents([content]).isEmpty && db.titles([content]).isEmpty)
                #expect(try db.workingCopies(of: theirs).isEmpty)
                #expect(try db.messages(of: "BXL27-002", in: call).isEmpty)
                #expect(try db.organisations().map(\.id) == [mine])
                #expect(try db.earlierGrants().allSatisfy { $0.organisation == mine })
                let own = try Set(db.files(of: call).map(\.id))
                #expect(try db.grants(of: call).allSatisfy { own.contains($0.application) })
                #expect(try db.members().allSatisfy { $0.member.name.isEmpty && $0.member.email.isEmpty })
            }
            await #expect(throws: StoreError.self) {
                try await house.stage.database.read(as: .organisation(house.mine)) { db in _ = try db.reviews(of: file.id) }
            }
            // The same session answers the next one, who is somebody else, with a plan and rows of his or her own.
            let seen = try await house.stage.database.read(as: .organisation(theirs)) { db in try db.files(of: call).map(\.organisation) }
            #expect(Set(seen) == [theirs])
            #expect(try await house.stage.database.read { db in try db.files(of: call).count } == 50)
        }
    }

    /// What was not made known is not there for a check to forget.
    @Test func whatWasDecidedIsNotThereBeforeItIsMadeKnown() async throws {
        try await withStage(.decided) { stage in
            for file in try await stage.service.files(of: demoCall).prefix(20) {
                let (seen, history) = try await stage.database.read(as: .organisation(file.file.organisation)) { db in
                    (try db.file(file.file.reference, of: file.file.call), try db.history(of: .application, file.file.id.value))
                }
                #expect([.submitted, .withdrawn].contains(seen.state), "\(file.file.reference)")
                #expect(seen.score == nil && seen.rank == nil && seen.awarded == nil && seen.reserveRank == nil && seen.advice == nil)
                #expect(!history.contains { ["award", "refuse", "reserve", "advise", "score"].contains($0.action) })
            }
        }
    }
}
