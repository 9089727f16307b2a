import CallModel
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The files of an association, and the calls in which it may begin one.
enum OwnFiles {
    static let routes: [PageRoute] = [
        .get("my", .only(.applicant)) { visit in try await list(visit) },
        .post("my/start", .only(.applicant)) { visit, fields in
            let applicant = try Applicant(visit)
            let code = fields["call"] ?? ""
            let reference = try await visit.site.service.startFile(
                in: code, by: applicant.account, visit.actorCommand(applicant))
            return visit.redirect(OwnFileVisit.path(code, reference))
        },
        .get("my/:call/:file", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            let file = try await own.open()
            return file.isBeingWritten ? try await TaskList.show(own, file) : try await FiledPage.show(own, file)
        }
    ]

    private static func list(_ visit: Visit) async throws -> Response {
        let applicant = try Applicant(visit)
        let files = try await visit.site.service.ownFiles(of: applicant.organisation)
        let now = try await visit.site.service.now()
        let open = try await visit.site.service.calls().filter {
            $0.state == .open && ($0.terms?.closesAt ?? now) > now && ($0.terms?.opensAt ?? now) <= now
        }
        var begin: [Parts] = []
        for call in open {
            let view = try await visit.site.service.call(call.code)
            begin.append([
                "code": call.code, "title": view.definition.title.text(in: visit.language),
                "path": visit.path("calls/\(OwnFileVisit.escaped(call.code))"),
                "closes": call.terms.map {
                    visit.formats.deadline($0.closesAt) + " – " + Remaining.text(from: now, to: $0.closesAt, visit)
                } ?? ""
            ])
        }
        return try visit.show(
            Page(
                "association/files", title: visit.say("association.myFiles"),
                [
                    "organisation": applicant.hat.title, "begin": begin, "hasBegin": !begin.isEmpty, "hasFiles": !files.isEmpty,
                    "files": files.map { row($0, now, visit) }
                ]))
    }

    private static func row(_ own: OwnFile, _ now: Instant, _ visit: Visit) -> Parts {
        let state = own.file?.state ?? .draft
        return [
            "path": visit.path(OwnFileVisit.path(own.call.code, own.reference)), "reference": own.reference,
            "title": own.title.isEmpty ? visit.say("association.newFile") : own.title,
            "call": own.callTitle.text(in: visit.language),
            "state": state.label.text(in: visit.language), "look": state == .complementRequested ? "warm" : "",
            "due": own.due.map { visit.formats.deadline($0) + " – " + Remaining.text(from: now, to: $0, visit) } ?? ""
        ]
    }
}
