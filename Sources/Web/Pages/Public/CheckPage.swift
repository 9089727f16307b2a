import Audit
import CallModel
import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Store
import Workflow

/// How to check an outcome without us, and the files that one needs for it: the signed checkpoints, that each goes on from the one
/// before, the rules of each call as they were frozen, and the certificate of each outcome.
enum CheckPage {
    static let routes: [PageRoute] = [
        .get("check", .anyone) { visit in try await show(visit) },
        .get("check/checkpoints.txt", .anyone) { visit in try await checkpoints(visit) },
        .get("check/proofs.jsonl", .anyone) { visit in try await proofs(visit) },
        .get("check/definitions/:name", .anyone) { visit in try await definition(visit) }
    ]

    private static func show(_ visit: Visit) async throws -> Response {
        let service = visit.site.service
        let signed = try await service.checkpoints()
        let rules = try await service.publicRules().map { rule -> Parts in
            [
                "path": visit.path("check/definitions/\(rule.digest.hex).json"), "call": rule.call, "version": "\(rule.version)",
                "digest": rule.digest.hex
            ]
        }
        let certified = try await service.callsWithCertificate()
        let known = try await service.calls().filter { $0.makesDecisionsKnown && certified.contains($0.id) }
        return try visit.show(
            Page(
                "public/check", title: visit.say("public.checkTitle"),
                [
                    "hasCheckpoints": !signed.isEmpty,
                    "last": signed.last.map { last in
                        visit.say("public.lastCheckpoint", ["size": "\(last.size)", "at": visit.formats.moment(last.at)])
                    } ?? "",
                    "hasProofs": signed.count > 1, "checkpointsPath": visit.path("check/checkpoints.txt"),
                    "proofsPath": visit.path("check/proofs.jsonl"), "rules": rules, "hasRules": !rules.isEmpty,
                    "hasCertificates": !known.isEmpty,
                    "certificates": known.map { call -> Parts in
                        [
                            "path": visit.path("calls/\(OwnFileVisit.escaped(call.code))/results/certificate.json"),
                            "name": "\(call.code).certificate.json"
                        ]
                    }
                ]))
    }

    /// Every signed note, smallest first, as `appel audit export` writes them.
    static func checkpoints(_ visit: Visit) async throws -> Response {
        let notes = try await visit.site.service.checkpoints().map(\.note)
        guard !notes.isEmpty else { throw HTTPError(.notFound) }
        return visit.download(
            ByteBuffer(string: notes.joined(separator: "\n")), named: "checkpoints.txt", type: "text/plain; charset=utf-8")
    }

    static func proofs(_ visit: Visit) async throws -> Response {
        let proofs = try await visit.site.service.consistencyProofs()
        return visit.download(
            ByteBuffer(string: proofs.map { (LogJSON.text($0) ?? "") + "\n" }.joined()), named: "proofs.jsonl",
            type: "application/x-ndjson")
    }

    /// The very bytes whose digest the log names.
    private static func definition(_ visit: Visit) async throws -> Response {
        let name = try visit.parameter("name")
        guard let rule = try await visit.site.service.publicRules().first(where: { name == "\($0.digest.hex).json" }) else {
            throw HTTPError(.notFound)
        }
        return visit.download(ByteBuffer(string: rule.document), named: name, type: "application/json")
    }
}
