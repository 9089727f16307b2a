import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

@Suite struct MinutesTests {
    private func time(_ clock: String) throws -> Instant {
        try ZonedTime.resolve("2026-09-01 \(clock)", zone: "Europe/Brussels").get().instant
    }

    private func absence(_ file: String, _ member: String, _ left: String, _ returned: String) throws -> ImportedMeeting.Absence {
        ImportedMeeting.Absence(reference: file, member: member, left: try time(left), returned: try time(returned), row: 2)
    }

    @Test func `the minutes say for each file who left and when, who sat, and whether it was enough`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 4)
            for (member, file) in [("M6", "F02"), ("M7", "F02"), ("M7", "F04"), ("M5", "F03")] {
                let record = ImportedConflict(member: member, reference: file, ground: .other, note: nil, row: 2)
                _ = try await world.service.declareConflicts(of: call.code, [record], .secretariat)
            }
            _ = try await world.service.move(call: call.code, .beginDeliberation, .secretariat)
            let meeting = ImportedMeeting(
                reference: "sitting", heldAt: try ZonedTime.resolve("2026-09-01 18:00", zone: "Europe/Brussels").get(), chair: "M1",
                present: (1...7).map { "M\($0)" },
                absences: [
                    try absence("F04", "M7", "18:30", "18:40"), try absence("F02", "M6", "18:20", "18:30"),
                    try absence("F02", "M7", "18:20", "18:30")
                ])
            _ = try await world.service.recordMeeting(of: call.code, meeting, .secretariat)
            let minutes = try await world.service.minutes(of: call.code, meeting: "sitting")
            let quorum = minutes.quorum
            // F02 and F04 follow each other, so that M7 left once.
            #expect(minutes.items.suffix(2).map(\.reference) == ["F02", "F04"] && minutes.items.count == 4)
            #expect(minutes.departures == 2)
            let items = Dictionary(uniqueKeysWithValues: minutes.items.map { ($0.reference, $0) })
            #expect(items["F01"]?.sitting == 7 && items["F02"]?.sitting == 5 && items["F04"]?.sitting == 6)
            #expect(items["F02"]?.isQuorate == (5 >= quorum) && items["F01"]?.isQuorate == (7 >= quorum))
            #expect(try items["F02"]?.departures.map(\.left) == [time("18:20"), time("18:20")])
            #expect(try items["F04"]?.departures.map(\.returned) == [time("18:40")])
            // M5 had a conflict and is not noted as having left: it does not count, and it is said.
            #expect(items["F03"]?.stayed == ["M5"] && items["F03"]?.sitting == 6)

            // Whoever may know nothing of a file reads nothing of it.
            let own = try await world.service.asked(by: .reviewer(world.member("M7"))).minutes(of: call.code, meeting: "sitting")
            #expect(own.items.map(\.reference).sorted() == ["F01", "F03"] && own.departures == 0)
        }
    }
}
