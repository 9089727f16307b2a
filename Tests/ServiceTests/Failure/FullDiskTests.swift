import CallModel
import Foundation
import Glibc
import Postgres
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// A disk that is full stops an import and leaves nothing of it; with room again, the same key carries it out.
@Suite struct FullDiskTests {
    @Test(.enabled(if: geteuid() == 0, "only root can mount a small disk"))
    func `an import on a full disk leaves nothing and can be repeated`() async throws {
        let disk = try SmallDisk(megabytes: 48)
        defer { disk.remove() }
        let world = try await World.make(sessions: 1, on: disk.folder)
        let call = try BrusselsCall()
        try await world.open(call)
        let organisations = try (1...300).map { try Builder.organisation($0) }
        _ = try await world.service.importOrganisations(organisations, .secretariat)
        var random = SplitMix64(seed: 1)
        let files = try organisations.map { organisation in
            // Random letters, because the server packs what repeats itself.
            try Builder.application(organisation.organisation.reference, of: organisation, &random).with { content in
                content.answers["context"] = .text(String((0..<2900).map { _ in random.pick(Self.letters) }))
                content.answers["activities"] = .text(String((0..<2900).map { _ in random.pick(Self.letters) }))
            }
        }
        let before = try await world.snapshot()
        let request = Request(actor: .secretariat, key: "import")
        // What the server has still to write there has its room, or the checkpoints of everybody else's tests would want it.
        try await World.checkpoint()
        try disk.fill()
        do throws(ServiceError) {
            _ = try await world.service.importApplications(to: call.code, files, submitting: true, request)
            Issue.record("the import fitted on the full disk")
        } catch {
            #expect(error.postgres?.isDiskFull == true)
        }
        #expect(try await world.snapshot() == before)
        try disk.empty()
        #expect(try await world.service.importApplications(to: call.code, files, submitting: true, request).changed == 300)
        try await world.expectHistoriesJoin()
        await world.close()
        try await World.dropSmall()
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789éèçàùABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

/// A file system in memory that is small enough to fill.
private struct SmallDisk {
    let folder: String
    private var ballast: String { folder + "/ballast" }

    init(megabytes: Int) throws {
        var template = Array("/dev/shm/small-disk-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FixtureError("no folder: errno \(errno)") }
        folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        guard mount("none", folder, "tmpfs", 0, "size=\(megabytes)m,mode=777") == 0 else {
            throw FixtureError("no small disk: errno \(errno)")
        }
        try FileManager.default.createDirectory(atPath: folder + "/space", withIntermediateDirectories: false)
        guard chmod(folder + "/space", 0o700) == 0, let owner = getpwnam("postgres"),
            chown(folder + "/space", owner.pointee.pw_uid, owner.pointee.pw_gid) == 0
        else { throw FixtureError("the small disk cannot be given to postgres") }
    }

    func fill() throws {
        guard FileManager.default.createFile(atPath: ballast, contents: nil) else { throw FixtureError("no ballast") }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: ballast))
        defer { try? file.close() }
        let block = Data(count: 64 << 10)
        // Until it is full: that is the point.
        while (try? file.write(contentsOf: block)) != nil {}
    }

    func empty() throws { try FileManager.default.removeItem(atPath: ballast) }

    func remove() {
        umount2(folder, Int32(MNT_DETACH))
        rmdir(folder)
    }
}
