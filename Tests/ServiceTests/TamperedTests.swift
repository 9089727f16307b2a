import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Rows that somebody changed behind the program's back: nothing is decided on them in silence.
@Suite struct TamperedTests {
    @Test func `scores that do not fit the grid are no score of zero`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let service = world.service
            _ = try await service.importReviews(of: call.code, World.reviews(3), .secretariat)
            let first = "application_id = (SELECT id FROM appel.applications WHERE reference = 'F01')"
            try await world.tamper("UPDATE appel.reviews SET scores = '{99,4,4,4,4,4}' WHERE \(first)")
            try await world.expectRefusal("F01 reviewsUnusable") { () async throws(ServiceError) in
                try await service.scoreFiles(of: call.code, .secretariat)
            }
            try await world.tamper("UPDATE appel.reviews SET scores = '{4,4,4,4,4,4}' WHERE \(first)")
            _ = try await service.scoreFiles(of: call.code, .secretariat)
            // The whole ranking is refused rather than told without the file.
            try await world.tamper("UPDATE appel.reviews SET scores = '{4,4,4,4,4,NULL}' WHERE \(first)")
            try await world.expectRefusal("F01 reviewsUnusable") { () async throws(ServiceError) in
                try await service.ranking(of: call.code)
            }
        }
    }

    @Test func `a line that gives more than it has stops the decision on the call`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(line: "8000.00", reserve: "100.00")
            try await world.toAdvice(call, files: 3, against: ["F01", "F02", "F03"])
            try await world.tamper(
                """
                UPDATE appel.applications
                SET state = 'awarded', line = 'solidarity', requested_cents = 900000, total_cents = 1200000,
                    awarded_cents = 900000
                WHERE reference = 'F01'
                """)
            try await world.expectRefusal("lineOverdrawn") { () async throws(ServiceError) in
                try await world.service.decide(of: call.code, departures: [], .college)
            }
            try await world.tamper("UPDATE appel.applications SET awarded_cents = 10000 WHERE reference = 'F01'")
            #expect(try await world.service.decide(of: call.code, departures: [], .college).changed == 2)
        }
    }

    @Test func `rules that are not the frozen ones decide nothing`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            // A service of its own, which has not read the rules yet.
            let service = Service(database: world.database, lists: try Checkout.lists())
            try await world.tamper(
                """
                UPDATE appel.definitions
                SET document = document || ' ', digest = sha256(convert_to(document || ' ', 'UTF8'))
                """)
            let expected = "unreadable(\"the rules of brussels-2027, version 1, are not those that were frozen\")"
            try await world.expectRefusal(expected) { () async throws(ServiceError) in
                try await service.admissibilityReport(of: call.code)
            }
            try await world.expectRefusal(expected) { () async throws(ServiceError) in try await service.call(call.code) }
        }
    }

    @Test func `a file with an agreement that stands gets no second one`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3)
            let service = world.service
            _ = try await service.grant(of: "F01", in: call.code, .send, .secretariat)
            try await world.tamper(
                """
                INSERT INTO appel.grants
                SELECT 99, application_id, 'lapsed', version, awarded_cents, 0, 0, 0, 0, 0, NULL, sent_at, NULL
                FROM appel.grants
                """)
            try await world.expectRefusal("grantMade") { () async throws(ServiceError) in
                try await service.grant(of: "F01", in: call.code, .send, .secretariat)
            }
        }
    }
}
