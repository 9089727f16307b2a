import CallModel
import Postgres
import Store
import Testing
import Workflow

@Suite struct RegistersTests {
    @Test func `an organisation imported again is corrected, not doubled`() async throws {
        try await withStore { store in
            var corrected = History.organisations[1]
            corrected.name = "Maison \"Ubuntu\""
            corrected.enterpriseNumber = EnterpriseNumber("0207.373.429")
            let expected = corrected
            let (before, after) = try await store.database.write { db in
                try db.keep(organisations: History.organisations)
                let before = try db.organisations(["ORG-2"])
                try db.keep(organisations: [expected])
                return (before["ORG-2"], try db.organisations(["ORG-2", "ORG-9"]))
            }
            #expect(after.count == 1)
            #expect(after["ORG-2"]?.organisation == expected)
            #expect(after["ORG-2"]?.id == before?.id)
            let (all, names) = try await store.database.read { db in (try db.organisations(), try db.organisationNames()) }
            #expect(all.map(\.organisation.reference) == (1...5).map { "ORG-\($0)" })
            #expect(names.values.contains("Maison \"Ubuntu\""))
        }
    }

    @Test func `members are kept by their code`() async throws {
        try await withStore { store in
            let renamed = Member(code: "M3", name: "Expert", email: "e@example.org", language: .french, isExternal: false)
            let members = try await store.database.write { db in
                try db.keep(members: History.members)
                try db.keep(members: [renamed])
                return try db.members().map(\.member)
            }
            #expect(members == History.members.dropLast() + [renamed])
        }
    }

    @Test func `grants of earlier editions are found again, as they were last told`() async throws {
        try await withStore { store in
            func grant(_ edition: String, closed: Bool) -> EarlierGrant {
                EarlierGrant(
                    organisation: OrganisationID(1), edition: edition, awarded: Cents(10), accepted: .zero, refunded: .zero,
                    closed: closed)
            }
            let first = [grant("2023", closed: false), grant("2024", closed: false), grant("2025", closed: true)]
            let second = [grant("2024", closed: true)]
            let open = try await store.database.write { db in
                try db.keep(organisations: History.organisations)
                try db.keep(earlierGrants: first)
                try db.keep(earlierGrants: second)
                return try db.pastGrants()
            }
            let grants = try #require(open[OrganisationID(1)])
            #expect(open.count == 1)
            #expect(grants.map(\.edition) == ["2023", "2024", "2025"])
            #expect(grants.map(\.isSettled) == [false, true, true])
            #expect(grants.allSatisfy { $0.awarded == Cents(10) })
        }
    }

    @Test func `meetings, conflicts and documents are found again`() async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            let (call, reserved) = (history.call.id, history.files[1])
            let digest = try #require(reserved.summary?.content)
            let found = try await store.database.read { db in
                (
                    meeting: try db.meeting("2027-03-01", of: call), none: try db.meeting("2027-03-02", of: call),
                    conflicts: try db.declaredConflicts(of: call), inForce: try db.conflicts(of: call),
                    documents: try db.documents([digest]), titles: try db.titles([digest])
                )
            }
            let meeting = try #require(found.meeting?.meeting)
            #expect(meeting.present == [MemberID(1), MemberID(2)])
            #expect(meeting.absences.map(\.application) == [reserved.id])
            #expect(meeting.heldAt == History.terms.closesAt)
            #expect(found.none == nil)
            #expect(found.conflicts.map(\.conflict.ground) == [.relative])
            // Whoever gave a file back has a conflict with it too.
            #expect(
                found.inForce == [
                    ConflictInForce(member: MemberID(2), application: ApplicationID(1)),
                    ConflictInForce(member: MemberID(2), application: reserved.id)
                ])
            #expect(found.documents[digest]?.hasPrefix(#"{"title""#) == true)
            #expect(found.titles[digest] == "Eau & santé, n° 1\n")
        }
    }

    @Test func `the newest definition and the reasons of refusals are found`() async throws {
        try await withStore { store in
            let call = try await History.tell(to: store.database).call
            let (definition, reasons) = try await store.database.read { db in
                (try db.definition(of: call.id, version: call.definitionVersion), try db.turnedDown(of: db.files(of: call.id).map(\.id)))
            }
            #expect(definition.source.hasSuffix("# 2\n"))
            #expect(reasons[ApplicationID(3)]?.reason == History.reason)
            #expect(reasons[ApplicationID(5)]?.reason == History.reason)
            #expect(reasons.count == 2)
            await #expect(throws: StoreError.self) {
                try await store.database.read { db in _ = try db.definition(of: call.id, version: 3) }
            }
        }
    }
}
