internal import Foundation
internal import Glibc

/// The few things that the cluster does with folders and files, with errors that name the path.
enum Folder {
    struct Facts {
        let owner: UInt32
        let permissions: UInt32
        let isFolder: Bool
    }

    /// What is at a path itself, not what a link there points to; `nil` when there is nothing.
    static func facts(_ path: String) -> Facts? {
        var info = stat()
        guard lstat(path, &info) == 0 else { return nil }
        return Facts(owner: info.st_uid, permissions: info.st_mode & 0o777, isFolder: info.st_mode & S_IFMT == S_IFDIR)
    }

    static func contents(_ path: String) throws(ClusterError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .fileSystem(path, reason: systemError())
        }
    }

    /// Makes a folder that only `owner` may enter, and the folders above it.
    static func makePrivate(_ path: String, owner: OSUser) throws(ClusterError) {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw .fileSystem(parent, reason: systemError())
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try give(descriptor, path, to: owner, permissions: 0o700)
    }

    /// Opens a file for a lock, made where it is missing, that only `owner` may open. The caller closes it.
    static func openPrivate(_ path: String, owner: OSUser) throws(ClusterError) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            try give(descriptor, path, to: owner, permissions: 0o600)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Sets owner and permissions; the owner only where it differs, which needs root.
    ///
    /// Of what is open, not of a path: root works in folders of others, who could put a link there meanwhile.
    private static func give(
        _ descriptor: Int32, _ path: String, to owner: OSUser, permissions: UInt32
    ) throws(ClusterError) {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure(path) }
        if info.st_uid != owner.uid, fchown(descriptor, owner.uid, owner.gid) != 0 { throw failure(path) }
        if info.st_mode & 0o777 != permissions, fchmod(descriptor, permissions) != 0 { throw failure(path) }
    }

    /// Writes a file that only `owner` may read, at once or not at all.
    static func write(_ text: String, to path: String, owner: OSUser) throws(ClusterError) {
        if (try? String(contentsOfFile: path, encoding: .utf8)) == text { return }
        let unfinished = path + ".new"
        unlink(unfinished)
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(unfinished) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(unfinished) }
            rest = rest.dropFirst(count)
        }
        try give(descriptor, unfinished, to: owner, permissions: 0o600)
        try rename(unfinished, to: path)
    }

    static func rename(_ path: String, to target: String) throws(ClusterError) {
        guard Glibc.rename(path, target) == 0 else { throw failure(target) }
    }

    /// Removes a file or a whole folder; nothing there is fine.
    static func remove(_ path: String) throws(ClusterError) {
        guard facts(path) != nil else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw failure(path)
        }
    }

    /// Bytes that a plain user may still write on the disk that holds a path.
    static func freeBytes(_ path: String) -> UInt64? {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return nil }
        return UInt64(info.f_bavail) * UInt64(info.f_frsize)
    }

    /// The bytes of a folder with all that is in it. Files that go away meanwhile are not counted.
    static func size(_ path: String) -> Int64 {
        let root = URL(fileURLWithPath: path)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.fileSizeKey])
        return (files?.compactMap { ($0 as? URL)?.path } ?? []).reduce(into: 0 as Int64) { total, file in
            var info = stat()
            if lstat(file, &info) == 0 { total += Int64(info.st_blocks) * 512 }
        }
    }

    private static func failure(_ path: String) -> ClusterError {
        let number = errno
        if number == ENOSPC || number == EDQUOT { return .diskFull(path, free: freeBytes(path) ?? 0) }
        return .fileSystem(path, reason: systemError(number))
    }
}

extension Folder {
    /// The end of a text file from an offset, at most the last `lines` lines.
    static func tail(_ path: String, from offset: UInt64, lines: Int) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? file.close() }
        guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd() else { return "" }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(lines).joined(separator: "\n")
    }

    static func fileSize(_ path: String) -> UInt64 {
        var info = stat()
        return stat(path, &info) == 0 ? UInt64(info.st_size) : 0
    }
}
