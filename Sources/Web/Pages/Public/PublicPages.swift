import CallModel
import Hummingbird
import Service
import Workflow

/// What everybody may see: the calls, their rules and dates, and what came of them.
enum PublicPages {
    static let routes: [PageRoute] = [
        .get("", .anyone) { visit in try await calls(visit) },
        .get("calls", .anyone) { visit in try await calls(visit) }
    ]

    private static func calls(_ visit: Visit) async throws -> Response {
        let calls = try await visit.site.service.calls().filter { $0.state != .drafted }
        return try visit.show(
            Page(
                "public/calls", title: visit.say("public.callsTitle"),
                [
                    "calls": calls.map { call -> Parts in
                        [
                            "path": visit.path("calls/\(call.code)"), "code": call.code, "state": call.state.label.text(in: visit.language),
                            "closes": call.terms.map { visit.formats.deadline($0.closesAt) } ?? ""
                        ]
                    }
                ]))
    }
}
