import CallModel
import Foundation

/// Applications with their documents: a folder on disk, or a ZIP archive of one.
///
/// Opening it checks numbers, sizes and names before any document is read.
package struct ImportFolder: Sendable {
    /// As the user named it: what the faults show.
    package let name: String
    /// The files by their path below the folder, parts separated by `/`.
    let files: [String: DocumentOrigin]
    let limits: ZipArchive.Limits

    package static let limits = ZipArchive.Limits(files: 2_000, fileSize: AttachmentRequirement.mostBytes, totalSize: 2 << 30)

    /// Whether a path names a folder or an archive, and not a file of records.
    package static func isMeant(by path: String) -> Bool {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return true }
        return path.lowercased().hasSuffix(".zip")
    }

    package init(path: String, limits: ZipArchive.Limits = ImportFolder.limits) throws(ImportFailure) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let log = FaultLog(file: trimmed)
        self.limits = limits
        name = trimmed
        let isArchive = trimmed.lowercased().hasSuffix(".zip")
        files = Self.withoutRubbish(
            isArchive ? Self.archive(trimmed, limits, log) : FolderWalk(trimmed, limits: limits, log: log).files)
        if let failure = log.failure { throw failure }
    }

    private static func archive(_ path: String, _ limits: ZipArchive.Limits, _ log: FaultLog) -> [String: DocumentOrigin] {
        do {
            let archive = try ZipArchive(ByteSource(path: path), limits: limits)
            return Dictionary(uniqueKeysWithValues: archive.entries.map { ($0.name, .entry(archive, $0)) })
        } catch let error as ZipError {
            log.report(.archive(error), at: .wholeFile)
        } catch let fault as FileFault {
            log.report(.file(fault), at: .wholeFile)
        } catch {
            preconditionFailure("opening an archive throws nothing else: \(error)")
        }
        return [:]
    }

    /// Without what operating systems put beside people's files, and without the one folder in which archives of a folder have
    /// everything.
    private static func withoutRubbish(_ files: [String: DocumentOrigin]) -> [String: DocumentOrigin] {
        let wanted = files.filter { path, _ in
            let parts = path.split(separator: "/")
            let isSystems = parts.last == "Thumbs.db" || parts.last == "desktop.ini"
            return !isSystems && parts.first != "__MACOSX" && !parts.contains { $0.hasPrefix(".") }
        }
        let tops = Set(wanted.keys.map { $0.prefix { $0 != "/" } })
        guard let top = tops.first, tops.count == 1, wanted.keys.allSatisfy({ $0.contains("/") }) else { return wanted }
        return Dictionary(uniqueKeysWithValues: wanted.map { (String($0.dropFirst(top.count + 1)), $1) })
    }
}

/// The files below a folder on disk, none of which is a link.
private struct FolderWalk {
    private(set) var files: [String: DocumentOrigin] = [:]
    private let root: String
    private let limits: ZipArchive.Limits
    private let log: FaultLog
    private var total = 0
    /// Folders inside each other: no sensible set of documents is deeper.
    private static let depth = 16

    init(_ root: String, limits: ZipArchive.Limits, log: FaultLog) {
        (self.root, self.limits, self.log) = (root, limits, log)
        visit("", depth: 0)
    }

    private mutating func visit(_ folder: String, depth: Int) {
        let path = folder.isEmpty ? root : root + "/" + folder
        guard let listing = opendir(path) else { return log.report(.file(FileFault(errno: errno)), at: .wholeFile, value: folder) }
        var names: [String] = []
        while let entry = readdir(listing), names.count <= limits.files {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        closedir(listing)
        // In an order that is the same everywhere.
        for name in names.sorted() where log.total == 0 { take(folder.isEmpty ? name : folder + "/" + name, depth: depth) }
    }

    private mutating func take(_ path: String, depth: Int) {
        var status = stat()
        guard lstat(root + "/" + path, &status) == 0 else {
            return log.report(.file(FileFault(errno: errno)), at: .wholeFile, value: path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR where depth < Self.depth: visit(path, depth: depth + 1)
        case S_IFREG where RelativePath.isSafe(path):
            total += Int(status.st_size)
            files[path] = .file(root: root, path: path, size: Int(status.st_size))
            if files.count > limits.files { log.report(.folder(.tooManyFiles(limit: limits.files)), at: .wholeFile) }
            if total > limits.totalSize { log.report(.folder(.tooLarge(limit: limits.totalSize)), at: .wholeFile) }
        case S_IFREG, S_IFDIR: log.report(.folder(.unsafePath), at: .wholeFile, value: path)
        default: log.report(.folder(.link), at: .wholeFile, value: path)
        }
    }
}
