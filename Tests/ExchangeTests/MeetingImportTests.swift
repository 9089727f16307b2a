import CallModel
import Exchange
import Testing

@Suite struct MeetingImportTests {
    private static func text(
        heldAt: String = "2027-06-08 18:30", zone: String = "Europe/Brussels", absence: String = "", more: String = ""
    ) -> String {
        """
        reference: PV-1
        heldAt: "\(heldAt)"
        zone: \(zone)
        chair: M01
        present: [M01, M02]
        absences:
          - { reference: F1, member: M02, left: "18:48", returned: "18:52" }
        \(absence)\(more)
        """
    }

    private func found(_ text: String) -> [Found] {
        faults { () throws(ImportFailure) in try Import.meeting(ImportFile(text, name: "meeting.yaml")) }
    }

    @Test func `times are on the day of the meeting and in its zone`() throws {
        let meeting = try Import.meeting(ImportFile(Self.text(), name: "meeting.yaml"))
        #expect(meeting.heldAt.instant == Instant(iso8601: "2027-06-08T16:30:00Z"))
        #expect(meeting.present == ["M01", "M02"])
        #expect(meeting.absences.map(\.left) == [Instant(iso8601: "2027-06-08T16:48:00Z")])
        #expect(meeting.absences.map(\.returned) == [Instant(iso8601: "2027-06-08T16:52:00Z")])
        #expect(meeting.absences.map(\.row) == [7])
    }

    @Test(arguments: [
        (
            text(heldAt: "2027-06-31 18:30"),
            [Found(.row(2), "heldAt", "2027-06-31 18:30", .time(.unreadable("2027-06-31 18:30")))]
        ),
        (
            text(zone: "Europe/Brusels"),
            [
                Found(
                    .row(3), "zone", "Europe/Brusels",
                    .time(.unknownZone("Europe/Brusels", suggestion: "Europe/Brussels")))
            ]
        ),
        (
            text(absence: "  - { reference: F2, member: M09, left: \"18:60\", returned: \"7\" }"),
            [
                Found(.row(8), "absences[1].member", "M09", .record(.notPresent("M09"))),
                Found(row: 8, "absences[1].left", "18:60", .notTime),
                Found(row: 8, "absences[1].returned", "7", .notTime)
            ]
        ),
        (
            text(absence: "  - { reference: F2, member: M01, left: \"19:00\", returned: \"18:59\" }"),
            [Found(.row(8), "absences[1].returned", "18:59", .record(.returnsBeforeLeaving))]
        ),
        (
            text(absence: "  - { reference: F1, member: M02, left: \"19:00\", returned: \"19:01\" }"),
            [Found(.row(8), "absences[1].reference", "F1 + M02", .record(.duplicate(first: .row(7))))]
        ),
        (text(more: "presnt: []"), [Found(.row(8), "presnt", nil, .json(.unknownKey(nearest: "present")))]),
        ("[1]", [Found(.row(1), nil, nil, .json(.notObject))]),
        ("a: [", [Found(.row(2), nil, nil, .yaml(.malformed(problem: "did not find expected node content", line: 2)))])
    ])
    func `each wrong line is told`(text: String, expected: [Found]) {
        #expect(found(text) == expected)
    }
}
