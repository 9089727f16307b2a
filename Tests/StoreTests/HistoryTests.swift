import CallModel
import Postgres
import Store
import Testing
import Workflow

@Suite struct HistoryTests {
    @Test func `what was written is read back as it was decided`() async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            let (calls, files, reviews, grants) = try await store.database.read { db in
                let calls = try db.calls()
                let id = calls[0].id
                return (calls, try db.files(of: id), try db.reviews(of: id), try db.grants(of: id))
            }
            #expect(calls == [history.call])
            #expect(files == history.files)
            #expect(reviews == history.reviews)
            #expect(grants == [history.grant])
        }
    }

    @Test func `a stream tells its events in order, payload and all`() async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            let grant = history.grant
            let events = try await store.database.read { db in try db.history(of: .grant, grant.id.value) }
            #expect(events.map(\.version) == Array(1...Int64(events.count)))
            var told = Grant(id: grant.id)
            for event in events { GrantMachine.evolve(&told, with: try event.event(of: GrantMachine.self)) }
            #expect(told == grant)
            #expect(events[1].payload == nil)
            #expect(events[2].payload == #"{"value":"2027/1234"}"#)
        }
    }

    @Test func `one batch holds thousands of events, several on one subject`() async throws {
        try await withStore { store in
            try await store.database.write { db in try db.keep(organisations: History.organisations) }
            var history = History()
            history.call(.create(CallDraft(code: "BULK", terms: History.terms)), .open)
            let document = Document(.application, "{}")
            history.keep(document)
            let numbers = try await store.database.write { db in try db.reserveNumbers(3_000, for: ApplicationMachine.self) }
            for (index, number) in numbers.enumerated() {
                history.files.append(Application(id: ApplicationID(number)))
                let draft = ApplicationDraft(
                    call: history.call.id, organisation: OrganisationID(1), reference: "B-\(index)",
                    summary: History.summary(600_000, document))
                history.file(index, .create(draft), .submit)
            }
            #expect(history.batch.eventCount == 6_002)
            try await history.write(to: store.database)
            let call = history.call.id
            let files = try await store.database.read { db in try db.files(of: call) }
            #expect(files == history.files)
        }
    }
}
