import Audit
import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation
import Service
import Store
import Workflow

/// What vouches for the log: that checkpoints go on from one another, and that the lines of one thing are in it; as pages, and as files
/// that are verified elsewhere.
enum ProofPages {
    private static let access = Access.only([.auditor])

    static let routes: [PageRoute] = [
        .get("audit/consistency", access) { visit in try await consistency(visit) },
        .get("audit/consistency.json", access) { visit in
            guard let link = try await link(visit) else { throw HTTPError(.notFound) }
            return visit.download(
                ByteBuffer(string: (LogJSON.text(link.proof) ?? "") + "\n"),
                named: "consistency-\(link.proof.from)-\(link.proof.to).jsonl", type: "application/x-ndjson")
        },
        .get("audit/things/:machine/:number", access) { visit in try await thing(visit) },
        .get("audit/things/:machine/:number/proof.json", access) { visit in
            let proof = try await proof(visit)
            return visit.download(
                ByteBuffer(string: LogJSON.text(proof) ?? "{}"), named: "\(proof.machine)-\(proof.stream).json", type: "application/json")
        },
        .get("audit/files/log.jsonl", access) { visit in
            let service = try visit.service()
            return try await TemporaryFile { path in
                guard FileManager.default.createFile(atPath: path, contents: nil) else { throw FileWriteError(path, kind: .noPermission) }
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                _ = try await service.exportAudit { line in try handle.write(contentsOf: line) }
                try handle.close()
            }
            .response(type: "application/x-ndjson", name: "log.jsonl")
        },
        .get("audit/files/checkpoints.txt", access) { visit in try await CheckPage.checkpoints(visit) },
        .get("audit/files/proofs.jsonl", access) { visit in
            // Everything is compared with what was signed before it leaves.
            let log = try await visit.service().exportAudit { _ in }
            return visit.download(
                ByteBuffer(string: log.proofs.map { (LogJSON.text($0) ?? "") + "\n" }.joined()), named: "proofs.jsonl",
                type: "application/x-ndjson")
        }
    ]

    private static func link(_ visit: Visit) async throws -> CheckpointLink? {
        guard let old = visit.query("from").flatMap({ Int($0) }), let new = visit.query("to").flatMap({ Int($0) }) else { return nil }
        return try await visit.service().consistency(from: min(old, new), to: max(old, new))
    }

    private static func consistency(_ visit: Visit) async throws -> Response {
        let sizes = try await visit.service().checkpoints().map { "\($0.size)" }
        var blocks: [Block] = []
        var intro = Block()
        intro.texts = [visit.say("audit.consistencyText")]
        if sizes.isEmpty { intro.inset = visit.say("audit.noCheckpoint") }
        blocks.append(intro)
        if let link = try await link(visit) {
            let (from, to) = (link.proof.from, link.proof.to)
            var block = Block(visit.say("audit.consistencyOf", ["from": "\(from)", "to": "\(to)"]))
            if link.holds { block.texts = [visit.say("audit.holds")] } else { block.inset = visit.say("audit.holdsNot") }
            block.facts = Facts([
                (visit.say("audit.rootOf", ["size": "\(from)"]), link.oldRoot.hex),
                (visit.say("audit.rootOf", ["size": "\(to)"]), link.newRoot.hex)
            ])
            block.lines = link.proof.path.map(\.hex)
            block.links = [
                Block.Link(visit.path("audit/consistency.json?from=\(from)&to=\(to)"), visit.say("audit.downloadProof"))
            ]
            blocks.append(block)
        }
        func field(_ name: String, _ word: String, _ usual: String?) -> Parts {
            Field(
                name, visit.say(word), .select(sizes.map { Field.Choice($0, $0) }), values: [visit.query(name) ?? usual ?? ""]
            ).parts
        }
        let made = Page.blocks(
            visit.say("audit.consistency"), blocks, around: AuditPages.neighbours(visit, current: "consistency"), visit,
            more: [
                "path": visit.path("audit/consistency"), "hasChoices": !sizes.isEmpty,
                "choices": [field("from", "audit.from", sizes.first), field("to", "audit.to", sizes.last)]
            ])
        return try visit.show(Page("office/register", title: made.title, made.parts))
    }

    private static func proof(_ visit: Visit) async throws -> StreamProof {
        guard let machine = MachineKind(name: try visit.parameter("machine")), let number = Int64(try visit.parameter("number")),
            let proof = try await visit.service().streamProof(of: machine, number)
        else { throw HTTPError(.notFound) }
        return proof
    }

    private static func thing(_ visit: Visit) async throws -> Response {
        let proof = try await proof(visit)
        var head = Block()
        if let inclusion = proof.inclusion, proof.holds {
            head.texts = [
                visit.say(
                    "audit.included", ["covered": "\(inclusion.line + 1)", "lines": "\(proof.lines.count)", "leaf": "\(inclusion.leaf)"])
            ]
        } else {
            head.inset = visit.say(proof.holds ? "audit.notCoveredYet" : "audit.holdsNot")
        }
        head.links = [
            Block.Link(visit.path("audit/things/\(proof.machine)/\(proof.stream)/proof.json"), visit.say("audit.downloadProof"))
        ]
        var lines = Block(visit.say("audit.lines"))
        lines.lines = proof.lines
        var path = Block(visit.say("audit.path"))
        path.lines = proof.inclusion?.path.map(\.hex) ?? []
        let title = visit.say("audit.thingTitle", ["thing": visit.say("audit.machine.\(proof.machine)"), "number": "\(proof.stream)"])
        return try visit.show(
            .blocks(
                title, path.lines.isEmpty ? [head, lines] : [head, lines, path],
                around: AuditPages.neighbours(visit, current: "log"), visit))
    }
}
