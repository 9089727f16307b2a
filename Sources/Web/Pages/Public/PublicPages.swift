import CallModel
import Hummingbird
import Presentation
import Service
import Workflow

/// What everybody may see: the calls, their rules and dates, and what came of them.
enum PublicPages {
    static let routes: [PageRoute] =
        [
            .get("", .anyone) { visit in try await calls(visit) },
            .get("calls", .anyone) { visit in try await calls(visit) },
            .get("calls/:call", .anyone) { visit in try await CallPage.show(visit) },
            .get("calls/:call/template.csv", .anyone) { visit in try await CallPage.template(visit, asList: false) },
            .get("calls/:call/template.json", .anyone) { visit in try await CallPage.template(visit, asList: true) },
            .get("calls/:call/self-test", .anyone) { visit in try await SelfTestPage.show(visit) }
        ] + ResultsPage.routes + TextPages.routes + CheckPage.routes

    private static func calls(_ visit: Visit) async throws -> Response {
        let service = visit.site.service
        let now = try await service.now()
        var views: [CallView] = []
        for call in try await service.calls() where call.state != .drafted { views.append(try await service.call(call.code)) }
        let open = views.filter { $0.call.isTaking(at: now) }.sorted { ($0.call.terms?.closesAt ?? now) < ($1.call.terms?.closesAt ?? now) }
        let others = views.filter { !$0.call.isTaking(at: now) }.reversed()
        return try visit.show(
            Page(
                "public/calls", title: visit.say("public.callsTitle"),
                [
                    "open": open.map { card($0, now, visit) }, "hasOpen": !open.isEmpty, "others": others.map { card($0, now, visit) },
                    "hasOthers": !others.isEmpty
                ]))
    }

    private static func card(_ view: CallView, _ now: Instant, _ visit: Visit) -> Parts {
        let call = view.call
        let (opens, closes) = (call.terms?.opensAt, call.terms?.closesAt)
        let isOpen = call.isTaking(at: now)
        let zone = view.definition.calendar.closes.zone
        return [
            "path": visit.path("calls/\(OwnFileVisit.escaped(call.code))"), "title": view.definition.title.text(in: visit.language),
            "summary": view.definition.summary.text(in: visit.language), "state": call.state.label.text(in: visit.language),
            "look": isOpen ? "good" : "",
            "opens": isOpen ? "" : opens.flatMap { $0 > now ? visit.formats.moment($0, zone: zone) : nil } ?? "",
            "closes": closes.map { visit.formats.deadline($0, zone: zone) } ?? "",
            "left": isOpen ? closes.map { Remaining.text(from: now, to: $0, visit) } ?? "" : "",
            "results": call.makesDecisionsKnown ? visit.path("calls/\(OwnFileVisit.escaped(call.code))/results") : ""
        ]
    }
}

extension Call {
    /// Whether files may be handed in now.
    func isTaking(at now: Instant) -> Bool {
        state == .open && (terms?.opensAt ?? now) <= now && (terms?.closesAt ?? now) > now
    }
}
