import Foundation
import Glibc
import Store
import Testing

@Suite struct ClusterErrorTests {
    @Test func `a folder with other things in it is left alone`() async throws {
        try await withTemporaryFolder { folder in
            try Data("precious".utf8).write(to: URL(fileURLWithPath: folder + "/letter.txt"))
            let cluster = Cluster(folder: folder, environment: [:])
            await #expect(throws: ClusterError.notDataFolder(cluster.folder)) { try await cluster.start(files: checkout) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["letter.txt"])
        }
    }

    @Test func `data of a version that is not installed name the package`() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/postgresql", withIntermediateDirectories: false)
            try Data("11\n".utf8).write(to: URL(fileURLWithPath: folder + "/postgresql/PG_VERSION"))
            let error = await #expect(throws: ClusterError.self) {
                try await Cluster(folder: folder, environment: [:]).start(files: checkout)
            }
            #expect(error == .serverMissing(major: 11))
            #expect(error?.description.contains("apt-get install postgresql-11") == true)
        }
    }

    @Test func `data that the server refuses give the end of its log`() async throws {
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            _ = try await cluster.stop()
            try Data("no_such_setting = 1\n".utf8)
                .write(to: URL(fileURLWithPath: cluster.folder + "/postgresql/appel.conf"))
            let error = await #expect(throws: ClusterError.self) { try await cluster.start(files: checkout) }
            #expect(error?.description.contains("no_such_setting") == true)
        }
    }

    @Test func `a private server that does not run says how to start it`() throws {
        let cluster = Cluster(folder: "/tmp/appel-test-nowhere", environment: [:])
        let error = #expect(throws: ClusterError.self) {
            try DatabaseLocation.cluster(cluster).configuration(as: .program)
        }
        #expect(error == .notRunning(cluster.folder))
        #expect(error?.description.contains("appel db start") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"))
    func `a folder that the server's account cannot enter is named`() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
            let error = await #expect(throws: ClusterError.self) {
                try await Cluster(folder: folder + "/data", environment: [:]).start(files: checkout)
            }
            guard case .unreachable = error else {
                Issue.record("not unreachable: \(String(describing: error))")
                return
            }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may use every folder"))
    func `a folder of someone else is named with its owner`() async throws {
        let error = await #expect(throws: ClusterError.self) {
            try await Cluster(folder: "/usr", environment: [:]).start(files: checkout)
        }
        guard case .foreignFolder("/usr", owner: "root", _) = error else {
            Issue.record("not foreignFolder: \(String(describing: error))")
            return
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount"), arguments: [8, 250])
    func `a full disk is called a full disk`(megabytes: Int) async throws {
        try await withTemporaryFolder { folder in
            try await SmallDisk.mounted(on: folder, megabytes: megabytes) {
                let cluster = Cluster(folder: folder + "/data", environment: [:])
                if megabytes > 200 {
                    _ = try await cluster.start(files: checkout)
                    _ = try await cluster.stop()
                    try SmallDisk.fill(folder)
                }
                let error = await #expect(throws: ClusterError.self) { try await cluster.start(files: checkout) }
                guard case .diskFull = error else {
                    Issue.record("not diskFull: \(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test func `a search that finds no server names the package`() {
        #expect(ClusterError.serverMissing(major: nil).description.contains("apt-get install postgresql"))
        #expect(throws: ClusterError.serverMissing(major: 9999)) { try ServerPrograms.locate(major: 9999) }
    }
}

/// A disk of a few megabytes, in memory.
enum SmallDisk {
    static var isPossible: Bool {
        guard geteuid() == 0 else { return false }
        let folder = NSTemporaryDirectory() + "appel-test-mount-\(getpid())"
        guard mkdir(folder, 0o700) == 0 else { return false }
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount(folder) == 0
    }

    static func mounted(on folder: String, megabytes: Int, _ body: () async throws -> Void) async throws {
        guard mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m,mode=0755") == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { umount2(folder, Int32(MNT_DETACH)) }
        try await body()
    }

    /// Writes a file until nothing more fits.
    static func fill(_ folder: String) throws {
        let descriptor = open(folder + "/filling", O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 1 << 16)
        while write(descriptor, block, block.count) > 0 {}
    }
}
