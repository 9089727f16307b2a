import CallModel
import Exchange
import Service
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

/// The virus scanner before documents come in, and after.
@Suite struct ScanningTests {
    private func withDocument(
        _ body: (World, BrusselsCall, Paper) async throws -> Void
    ) async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(1, in: call, seed: 3)
            let paper = try Paper("statuts.pdf", Paper.pdf)
            defer { paper.remove() }
            try await body(world, call, paper)
        }
    }

    @Test func `an infected document keeps everything out`() async throws {
        let daemon = try FakeClamd(.answering("stream: Eicar-Signature FOUND"))
        defer { daemon.close() }
        let (paper, other) = (try Paper("a.pdf", Paper.pdf), try Paper("b.pdf", Paper.pdf + [0x20]))
        defer {
            paper.remove()
            other.remove()
        }
        let failure = #expect(throws: ImportFailure.self) {
            try Import.screened([paper.incoming(), other.incoming()], by: Clamd(.unix(daemon.path)))
        }
        #expect(failure?.faults.map(\.problem) == Array(repeating: .folder(.infected("Eicar-Signature")), count: 2))
        #expect(failure?.faults.map(\.file) == [paper.path, other.path])
        #expect(daemon.documents == [Paper.pdf, Paper.pdf + [0x20]])
    }

    @Test func `a scanner that is not there is asked once, and what comes in is marked`() throws {
        let paper = try Paper("a.pdf", Paper.pdf)
        defer { paper.remove() }
        let documents = [try paper.incoming(), try paper.incoming()]
        let gone = try Import.screened(documents, by: Clamd(.unix("/nonexistent/clamd")))
        #expect(gone.count == 2)
        for document in gone {
            guard case .unscanned(.unreachable) = document.verdict else {
                Issue.record("\(document.verdict)")
                continue
            }
        }
        #expect(try Import.screened(documents, by: nil).map(\.verdict) == [.unscanned(.noScanner), .unscanned(.noScanner)])
    }

    @Test func `what was not scanned is scanned later, and then handed out`() async throws {
        try await withDocument { world, call, paper in
            let service = world.service
            let unscanned = ScreenedDocument(try paper.incoming(), .unscanned(.noScanner))
            _ = try await service.attach([unscanned], as: "statutes", to: "F01", of: call.code, .secretariat)
            let daemon = try FakeClamd(.answering("stream: OK"))
            defer { daemon.close() }
            let scanner = Clamd(.unix(daemon.path))
            let trial = try await service.scanDocuments(by: scanner, in: .english, Request(actor: .secretariat, isDryRun: true))
            #expect(trial.clean == 1)
            #expect(try await world.value("SELECT scan FROM appel.attachments") == "unscanned")
            #expect(try await service.scanDocuments(by: scanner, in: .english, .secretariat).clean == 1)
            #expect(try await world.value("SELECT scan FROM appel.attachments") == "clean")
            _ = try await service.document("statutes", of: "F01", in: call.code, for: .college)
            #expect(try await service.scanDocuments(by: scanner, in: .english, .secretariat) == ScanReport())
            #expect(daemon.documents == [Paper.pdf, Paper.pdf])
            await #expect(throws: ServiceError.self) { try await service.scanDocuments(by: scanner, in: .english, .college) }
        }
    }

    @Test func `what is found infected later is handed to nobody, and does not come in again`() async throws {
        try await withDocument { world, call, paper in
            let service = world.service
            let unscanned = ScreenedDocument(try paper.incoming(), .unscanned(.noScanner))
            _ = try await service.attach([unscanned], as: "statutes", to: "F01", of: call.code, .secretariat)
            let daemon = try FakeClamd(.answering("stream: Worm FOUND"))
            defer { daemon.close() }
            let report = try await service.scanDocuments(by: Clamd(.unix(daemon.path)), in: .english, .secretariat)
            #expect(report.infected.map(\.virus) == ["Worm"])
            await #expect(throws: DocumentRefusal.infected(id: "statutes", virus: "Worm")) {
                try await service.document("statutes", of: "F01", in: call.code, for: .secretariat, evenUnscanned: true)
            }
            let before = try await world.snapshot()
            await #expect(throws: ServiceError.self) {
                try await service.attach([unscanned], as: "accounts", to: "F01", of: call.code, .secretariat)
            }
            #expect(try await world.snapshot() == before)
        }
    }

    @Test func `documents that nobody could scan stay marked, and the reason is told`() async throws {
        try await withDocument { world, call, paper in
            let unscanned = ScreenedDocument(try paper.incoming(), .unscanned(.noScanner))
            _ = try await world.service.attach([unscanned], as: "statutes", to: "F01", of: call.code, .secretariat)
            let before = try await world.snapshot()
            let report = try await world.service.scanDocuments(by: Clamd(.unix("/nonexistent/clamd")), in: .english, .secretariat)
            #expect(report.unscanned == 1)
            #expect(report.reason?.contains("cannot be reached") == true)
            #expect(try await world.snapshot() == before)
        }
    }

    @Test func `documents travel with the log`() async throws {
        try await withDocument { world, call, paper in
            _ = try await world.service.attach([paper.clean()], as: "statutes", to: "F01", of: call.code, .secretariat)
            let lines = Mutex<[String]>([])
            _ = try await LogFile.export(world.database) { line in
                lines.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
            }
            let tables = ["appel.attachments", "appel.attachment_pieces", "appel.attached"]
            let before = try await world.snapshot().filter { tables.contains($0.key) }
            try await withWorld { other in
                let owner = try Database(other.location, as: .owner, sessions: 1)
                _ = try await LogFile.import(lines.withLock { $0 }, into: owner)
                await owner.close()
                #expect(try await other.snapshot().filter { tables.contains($0.key) } == before)
                let found = try await other.service.document("statutes", of: "F01", in: call.code, for: .secretariat)
                var bytes: [UInt8] = []
                try await other.service.handOver(found) { bytes += $0 }
                #expect(bytes == Paper.pdf)
            }
        }
    }
}
