import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// The style sheet, the scripts and the icon. Their address holds their digest, so that a browser may keep them for good.
package struct Assets: Sendable {
    package let version: String
    private let files: [String: (type: String, body: ByteBuffer)]

    package init(folder: String) throws {
        var files: [String: (type: String, body: ByteBuffer)] = [:]
        var digest = SHA256()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
            digest.update(data: data)
            files[name] = (type, ByteBuffer(bytes: data))
        }
        self.files = files
        version = digest.finalize().prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// One of the files, whatever version was asked for; nil where there is none.
    func response(_ name: String) -> Response? {
        guard let file = files[name] else { return nil }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: file.body))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"
    ]
}
