import Foundation
import HTTPTypes
import Hummingbird

/// A file that has no name any more once it is made: an answer that was made whole before its first byte leaves, and is gone with
/// its last, whatever becomes of the connection.
final class TemporaryFile: Sendable {
    private let handle: FileHandle
    private let size: Int

    /// - Parameter make: writes the file at the path that it is given.
    init(_ ending: String = "", _ make: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-answer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        // What stays of it would be seen by nobody: the folder is the service's own.
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("answer" + ending).path
        try await make(path)
        let made = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        size = Int(try made.seekToEnd())
        try made.seek(toOffset: 0)
        handle = made
    }

    /// The file as an answer, sent piece by piece.
    ///
    /// - Parameters:
    ///   - name: what a browser calls it.
    ///   - isForeign: whether somebody else made it: then nothing in it runs, wherever a browser opens it.
    func response(type: String, name: String, isForeign: Bool = false) -> Response {
        let file = self
        let body = ResponseBody(contentLength: size) { writer in
            while let piece = try file.handle.read(upToCount: 64 << 10), !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        var headers: HTTPFields = [.contentType: type]
        headers[.contentDisposition] = "attachment; filename=\"\(Self.plain(name))\""
        if isForeign { headers[.contentSecurityPolicy] = Response.foreignPolicy }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// A name that needs no quoting anywhere.
    private static func plain(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    }
}

extension Response {
    /// What a browser lets a document do that an applicant made: nothing.
    static let foreignPolicy = "default-src 'none'; sandbox"
}
