import CallModel
import Exchange
import Foundation
import Postgres
import Service
import Store
import TestSupport
import Testing

/// Answers with parts go into the database and come back, and what they say of people stands beside the log, never in it.
@Suite struct PersonalAnswersTests {
    private static let events = Statement(
        "events that name somebody", "SELECT count(*) FILTER (WHERE e::text LIKE $1), count(*) FROM events e")

    @Test(arguments: ["ghent", "waterloo"])
    func `the people of a form can be read back, and no event names them`(name: String) async throws {
        try await withWorld { world in
            let call = try await ShippedCall(name, in: world)
            let field = try #require(call.definition.fields.first { $0.type.kind == .people })
            let wanted = (0..<40).map(call.samples.file).first { $0.content.answers[field.id] != nil }
            let sample = try #require(wanted)
            var content = sample.content
            guard case .records(var people)? = content.answers[field.id], case .record(var person)? = people.first else {
                Issue.record("no people in the answer")
                return
            }
            person["name"] = .text("Oriane Vanderzwalmen")
            people[0] = .record(person)
            content.answers[field.id] = .records(people)
            try await call.file([SampleFile(organisation: sample.organisation, content: content)])
            let stored = try await world.service.file(content.reference, of: call.code)
            #expect(stored.content == content)
            let (naming, all) = try await world.database.read { db in
                let row = try db.query(Self.events, "%Vanderzwalmen%").single()
                return (try row.int64(0), try row.int64(1))
            }
            #expect(naming == 0)
            #expect(all > 2)
        }
    }
}
