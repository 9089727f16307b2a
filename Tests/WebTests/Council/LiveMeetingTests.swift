import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Workflow

/// A meeting on its page, from its opening to its minutes, as the chair notes it and others look on.
struct LiveMeetingTests {
    private static let page = "/fr/council/\(demoCall)/live"
    private static let part = page + "/part"
    private static let present = ["M01", "M02", "M03", "M04", "M05", "M07", "M08"].map { ("present", $0) }

    /// A meeting that the chair has just opened.
    private func withMeeting(_ body: (Stage, Browser) async throws -> Void) async throws {
        try await withStage(.scored) { stage in
            _ = try await stage.service.move(call: demoCall, .beginDeliberation, .secretariat)
            try await stage.setClock("2027-06-08 18:30")
            let chair = try await stage.signIn(.chair("M01"))
            let form = try await chair.get(Self.page)
            #expect(form.status == .ok && form.text.contains("value=\"begin\""))
            let begun = try await chair.post(
                Self.page, [("act", "begin"), ("chair", "M01"), ("version", try #require(form.field("version")))] + Self.present)
            #expect(begun.status == .seeOther)
            try await body(stage, chair)
        }
    }

    private func note(_ act: String, _ browser: Browser) async throws -> Answered {
        let page = try await browser.get(Self.page)
        return try await browser.post(Self.page, [("act", act), ("version", try #require(page.field("version")))])
    }

    @Test func whoHasAConflictLeavesByItselfAndIsBackForTheNextFile() async throws {
        try await withMeeting { stage, chair in
            try await stage.setClock("2027-06-08 18:52")
            #expect(try await note("take:BXL27-005", chair).status == .seeOther)
            let taken = try #require(try await stage.service.liveMeeting(of: demoCall))
            #expect(taken.current == "BXL27-005" && taken.currentItem?.departures.map(\.member).sorted() == ["M05", "M08"])
            // Seven came, two are out: five of six.
            #expect(taken.currentItem?.sitting == 5 && taken.currentItem?.quorate == false)
            #expect(try await note("come:M09", chair).status == .seeOther)
            let more = try #require(try await stage.service.liveMeeting(of: demoCall))
            #expect(more.currentItem?.sitting == 6 && more.currentItem?.quorate == true)
            // Nobody comes back in by a click who may not.
            #expect(try await note("comeBack:M05", chair).status == .unprocessableContent)
            #expect(try await note("advise:reserve", chair).status == .seeOther)
            try await stage.setClock("2027-06-08 18:56")
            #expect(try await note("take:BXL27-001", chair).status == .seeOther)
            let after = try #require(try await stage.service.liveMeeting(of: demoCall))
            let item = try #require(after.items.first { $0.reference == "BXL27-005" })
            #expect(item.departures.allSatisfy { $0.returned != nil } && item.opinion == "reserve")
            #expect(after.currentItem?.sitting == 8)
            // What was noted last is taken back as a whole.
            #expect(try await note("undo", chair).status == .seeOther)
            let undone = try #require(try await stage.service.liveMeeting(of: demoCall))
            #expect(undone.current == "BXL27-005" && undone.currentItem?.departures.allSatisfy { $0.returned == nil } == true)
        }
    }

    @Test func aChairWithAConflictIsToldWhoGivesTheAdvice() async throws {
        try await withStage(.scored) { stage in
            _ = try await stage.service.move(call: demoCall, .beginDeliberation, .secretariat)
            try await stage.setClock("2027-06-08 18:30")
            // BXL27-005 is a file of this chair's association.
            let chair = try await stage.signIn(.chair("M05"))
            let form = try await chair.get(Self.page)
            let everybody = (Self.present + [("present", "M09"), ("present", "M10")])
            _ = try await chair.post(
                Self.page, [("act", "begin"), ("chair", "M05"), ("version", try #require(form.field("version")))] + everybody)
            #expect(try await note("take:BXL27-005", chair).text.contains("demandez au secrétariat de le prendre"))
            let secretariat = try await stage.signIn(.secretariat)
            #expect(try await note("take:BXL27-005", secretariat).status == .seeOther)
            // Somebody else's tie is not the chair's.
            #expect(try await !note("comeBack:M08", chair).text.contains("Vous avez un conflit"))
            try await stage.setClock("2027-06-08 18:45")
            #expect(try await note("close", chair).status == .seeOther)

            let minutes = "/fr/council/\(demoCall)/meetings/2027-06-08"
            #expect(try await chair.get(minutes).text.contains("Alors le secrétariat donne ici"))
            let refused = try await chair.post(minutes, [])
            #expect(refused.text.contains("laissez-le au secrétariat") && !refused.text.contains("<li>BXL27-005"))
            #expect(try await !secretariat.get(minutes).text.contains("Alors le secrétariat donne ici"))
            // For the secretariat nothing is in the way of this file; others were never spoken of, and who has a tie with them was there.
            #expect(try await !secretariat.post(minutes, []).text.contains("<li>BXL27-005"))
        }
    }

    @Test func whatEndsIsRecordedWithItsTimes() async throws {
        try await withMeeting { stage, chair in
            try await stage.setClock("2027-06-08 18:40")
            _ = try await note("take:BXL27-005", chair)
            try await stage.setClock("2027-06-08 18:50")
            _ = try await note("take:BXL27-001", chair)
            try await stage.setClock("2027-06-08 19:00")
            _ = try await note("rest", chair)
            _ = try await note("goHome:M07", chair)
            _ = try await note("take:BXL27-004", chair)
            try await stage.setClock("2027-06-08 19:10")
            let ended = try await note("close", chair)
            #expect(ended.headers[.location] == "/fr/council/\(demoCall)/meetings/2027-06-08?notice=meetingRecorded")
            let meeting = try #require(try await stage.service.meetings(of: demoCall).first)
            #expect(meeting.chair == "M01" && meeting.present == ["M01", "M02", "M03", "M04", "M05", "M07", "M08"])
            let left = meeting.absences.filter { $0.reference == "BXL27-005" }
            #expect(left.map(\.member).sorted() == ["M05", "M08"])
            #expect(left.allSatisfy { $0.returned.microseconds - $0.left.microseconds >= 599_000_000 })
            // Whoever had gone home sat on what came before, and on nothing after.
            #expect(!meeting.absences.contains { $0.member == "M07" && $0.reference == "BXL27-001" })
            #expect(meeting.absences.contains { $0.member == "M07" && $0.reference == "BXL27-004" })
            let minutes = try await stage.service.minutes(of: demoCall, meeting: "2027-06-08")
            #expect(minutes.items.first { $0.reference == "BXL27-004" }?.sitting == 6)
            // It is over: nothing is noted any more, and its page says where the minutes are.
            #expect(try await chair.get(Self.page).text.contains("/meetings/2027-06-08"))
            let late = try await chair.post(Self.page, [("act", "take:BXL27-001")])
            #expect(late.status == .unprocessableContent)
        }
    }

    @Test func aMemberWithAConflictSeesNothingOfTheFile() async throws {
        try await withMeeting { stage, chair in
            _ = try await note("take:BXL27-005", chair)
            _ = try await note("advise:reserve", chair)
            let title = try await stage.service.file("BXL27-005", of: demoCall).view.title
            let free = try await stage.signIn(.reviewer("M02")).get(Self.part)
            #expect(free.status == .ok && free.text.contains("BXL27-005") && free.text.contains(String(title.prefix(12))))
            let browser = try await stage.signIn(.reviewer("M05"))
            for path in [Self.part, Self.page] {
                let hidden = try await browser.get(path)
                #expect(hidden.status == .ok && !hidden.text.contains("BXL27-005"), "\(path)")
                #expect(!hidden.text.contains(String(title.prefix(12))), "\(path)")
            }
            // Neither notes anything.
            #expect(try await browser.post(Self.page, [("act", "undo")]).status == .forbidden)
            let program = try await stage.program(.reviewer("M05")).get("/calls/\(demoCall)/live-meeting")
            #expect(program.status == .ok && !program.text.contains("BXL27-005"))
        }
    }

    @Test func thePartComesOnlyWhenItChanged() async throws {
        try await withMeeting { stage, chair in
            let first = try await chair.get(Self.part)
            let tag = try #require(first.headers[.eTag])
            #expect(first.status == .ok && !first.text.contains("<html") && first.text.contains("data-said"))
            let same = try await chair.get(Self.part, [.ifNoneMatch: tag])
            #expect(same.status == .notModified && same.body.isEmpty)
            _ = try await note("take:BXL27-001", chair)
            let other = try await chair.get(Self.part, [.ifNoneMatch: tag])
            #expect(other.status == .ok && other.headers[.eTag] != tag && other.text.contains("BXL27-001"))
            // Two who note at once: the second is told.
            let office = try await stage.signIn(.secretariat)
            let seen = try #require(try await office.get(Self.page).field("version"))
            _ = try await note("rest", chair)
            let late = try await office.post(Self.page, [("act", "take:BXL27-004"), ("version", seen)])
            #expect(late.status == .unprocessableContent && late.text.contains("class=\"faults\""))
            #expect(try await stage.service.liveMeeting(of: demoCall)?.current == nil)
        }
    }

    /// A page that asks by itself keeps nobody signed in who has left it.
    @Test func lookingOnDoesNotProlongTheSession() async throws {
        try await withMeeting { stage, chair in
            try await stage.setClock("2027-06-08 18:50")
            #expect(try await chair.get(Self.part).status == .ok)
            try await stage.setClock("2027-06-08 19:05")
            #expect(try await chair.get(Self.part).status == .seeOther)
        }
    }
}
