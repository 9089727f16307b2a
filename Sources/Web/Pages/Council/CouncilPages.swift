import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Workflow

/// What members of the council do: their files, the grid, and the meeting.
enum CouncilPages {
    static let access = Access.only(.council)

    static let routes: [PageRoute] =
        [
            .get("council", access) { visit in try await calls(visit) },
            .get("council/:call", access) { visit in try await files(visit) }
        ] + GridPages.routes + MeetingPages.routes + LiveMeetingPages.routes
        + ConsensusPage.routes

    /// The calls in which there is something to read or to score.
    private static func calls(_ visit: Visit) async throws -> Response {
        let service = try visit.service()
        var cards: [Parts] = []
        for call in try await service.calls() where call.state != .drafted {
            let own = try await service.ownReviews(of: call.code)
            let view = try await service.call(call.code)
            cards.append([
                "path": visit.path("council/\(call.code)"), "title": view.definition.title.text(in: visit.language),
                "state": call.state.label.text(in: visit.language), "hasReviews": !own.isEmpty,
                "progress": visit.say(
                    "council.progress", ["done": "\(own.count { $0.isHandedIn })", "all": "\(own.count { $0.state != .recused })"])
            ])
        }
        return try visit.show(Page("council/calls", title: visit.say("council.title"), ["calls": cards]))
    }

    private static func files(_ visit: Visit) async throws -> Response {
        let service = try visit.service()
        let code = try visit.parameter("call")
        let view = try await service.call(code)
        let own = try await service.ownReviews(of: code)
        let due = view.call.terms?.reviewClosesAt ?? view.definition.calendar.reviewsClose.instant
        return try visit.show(
            Page(
                "council/files", title: view.definition.title.text(in: visit.language),
                [
                    "due": visit.say("council.due", ["date": visit.formats.deadline(due)]), "hasFiles": !own.isEmpty,
                    "files": own.map { review -> Parts in
                        [
                            "path": visit.path("council/\(code)/files/\(review.reference)"), "reference": review.reference,
                            "title": review.title, "organisation": review.organisation,
                            "state": review.state.label.text(in: visit.language), "className": review.state.className,
                            "isOpen": review.state != .recused
                        ]
                    },
                    "progress": visit.say(
                        "council.progress", ["done": "\(own.count { $0.isHandedIn })", "all": "\(own.count { $0.state != .recused })"]),
                    "meetingPath": visit.path("council/\(code)/meeting"),
                    "hasMeeting": [.deliberation, .decided, .published, .archived].contains(view.call.state)
                ]))
    }
}

extension ReviewState {
    /// How the state is coloured; its name says it too.
    var className: String {
        switch self {
        case .submitted, .counted: "good"
        case .reopened: "warm"
        case .recused, .voided: "bad"
        case .absent, .assigned, .draft: ""
        }
    }
}
