import Audit
import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Workflow

/// What an auditor and an outsider take away to check the log elsewhere.
struct ProofPagesTests {
    /// A log with two signed checkpoints.
    private func withCheckpoints(_ body: (Stage, SigningKey) async throws -> Void) async throws {
        try await withStage(.filed) { stage in
            let key = try #require(SigningKey(newFor: "subsidies.example.org/log"))
            _ = try await stage.service.takeCheckpoint(by: key)
            try await stage.setClock("2027-04-02 00:00")
            _ = try await stage.service.move(call: demoCall, .close, .secretariat)
            _ = try await stage.service.takeCheckpoint(by: key)
            try await body(stage, key)
        }
    }

    @Test func anOutsiderGetsWhatACheckNeeds() async throws {
        try await withCheckpoints { stage, key in
            let page = try await stage.stranger.get("/fr/check")
            #expect(page.status == .ok && page.text.contains("/fr/check/checkpoints.txt") && page.text.contains("/fr/check/proofs.jsonl"))
            let notes = try await stage.stranger.get("/fr/check/checkpoints.txt")
            let signed = try await stage.service.checkpoints()
            #expect(notes.status == .ok && signed.count == 2)
            for checkpoint in signed {
                #expect(notes.text.contains(checkpoint.note))
                #expect(SignedCheckpoint(checkpoint.note)?.fault(under: key.verifier) == nil)
            }
            let lines = try await stage.stranger.get("/fr/check/proofs.jsonl")
            let proofs = try lines.text.split(separator: "\n").map { try LogJSON.decode(ConsistencyProof.self, from: String($0)) }
            try CheckpointChain.verify(signed.compactMap { SignedCheckpoint($0.note)?.checkpoint }, proofs)
            #expect(proofs.count == 1)
            // The rules lie under their own digest.
            let digest = try #require(page.text.firstMatch(of: #/definitions\/([0-9a-f]{64})\.json/#)).1
            let rules = try await stage.stranger.get("/fr/check/definitions/\(digest).json")
            #expect(rules.status == .ok && Digest.sha256(rules.body).hex == digest)
            #expect(try await stage.stranger.get("/fr/check/definitions/nothing.json").status == .notFound)
        }
    }

    @Test func theAuditorGetsTheLogAndTheProofs() async throws {
        try await withCheckpoints { stage, _ in
            let browser = try await stage.signIn(.auditor)
            let sizes = try await stage.service.checkpoints().map(\.size)
            let log = try await browser.get("/fr/audit/files/log.jsonl")
            let lines = log.body.split(separator: UInt8(ascii: "\n"))
            #expect(log.status == .ok && lines.count == sizes.last)
            let page = try await browser.get("/fr/audit/consistency?from=\(sizes[0])&to=\(sizes[1])")
            #expect(page.status == .ok && page.text.contains("/fr/audit/consistency.json"))
            let proof = try await browser.get("/fr/audit/consistency.json?from=\(sizes[0])&to=\(sizes[1])")
            let read = try LogJSON.decode(ConsistencyProof.self, from: proof.text.trimmingCharacters(in: .newlines))
            let roots = try await stage.service.checkpoints().map(\.root)
            #expect(MerkleProof.isConsistent(old: sizes[0], roots[0], new: sizes[1], roots[1], path: read.path))
            #expect(try await browser.get("/fr/audit/consistency.json?from=1&to=2").status == .notFound)
            // One file by itself: its lines, the last of them in the tree, and no word of what was written.
            let file = try await stage.service.file("BXL27-001", of: demoCall).view.file.id.value
            let thing = try await browser.get("/fr/audit/things/application/\(file)")
            #expect(thing.status == .ok && thing.text.contains("proof.json"))
            let stream = try await browser.get("/fr/audit/things/application/\(file)/proof.json").json(StreamProof.self)
            let inclusion = try #require(stream.inclusion)
            #expect(stream.holds && stream.lines.count == 2)
            #expect(
                MerkleProof.includes(
                    leaf: MerkleHash.leaf(Array(stream.lines[inclusion.line].utf8)), at: inclusion.leaf, size: sizes[1], root: roots[1],
                    path: inclusion.path))
            #expect(!stream.lines.joined().contains("Kimbanseke"))
            #expect(try await browser.get("/fr/audit/things/application/999999").status == .notFound)
            let office = try await stage.signIn(.secretariat)
            #expect(try await office.get("/fr/audit/files/log.jsonl").status == .forbidden)
            // The secretariat hands the receipt out.
            let receipt = try await office.get("/fr/office/\(demoCall)/files/BXL27-001/receipt.json")
            let proven = try LogJSON.decode(FilingReceipt.self, from: receipt.text)
            #expect(receipt.status == .ok && proven.reference == "BXL27-001")
        }
    }

    @Test func withoutACheckpointThePagesSaySo() async throws {
        try await withStage(.open) { stage in
            let page = try await stage.stranger.get("/fr/check")
            #expect(page.status == .ok && !page.text.contains("checkpoints.txt"))
            #expect(try await stage.stranger.get("/fr/check/checkpoints.txt").status == .notFound)
            let browser = try await stage.signIn(.auditor)
            #expect(try await browser.get("/fr/audit/consistency").status == .ok)
        }
    }

    @Test func theCertificateIsPublishedWithTheResults() async throws {
        try await withStage(.decided) { stage in
            let path = "/fr/calls/\(demoCall)/results/certificate.json"
            #expect(try await stage.stranger.get(path).status == .notFound)
            try await stage.setClock("2027-06-25 09:00")
            _ = try await stage.service.release(of: demoCall, .secretariat)
            let certificate = try await stage.stranger.get(path)
            #expect(certificate.status == .ok && certificate.text.contains("BXL27-001"))
            #expect(try await stage.stranger.get("/fr/check").text.contains(path))
            // What happens to a file later is no part of what was decided.
            let awarded = try await stage.service.files(of: demoCall).first { $0.file.state == .awarded }
            let reference = try #require(awarded?.file.reference)
            _ = try await stage.service.act(on: reference, of: demoCall, .withdraw, reason: "x", .secretariat)
            #expect(try await stage.stranger.get(path).text == certificate.text)
            #expect(try await stage.stranger.get("/api/v1/calls/\(demoCall)/certificate").text == certificate.text)
        }
    }
}
