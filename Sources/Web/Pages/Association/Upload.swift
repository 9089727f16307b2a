import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// A form with one document, as it comes in: its fields, and the document in a file of its own that goes with this value's folder.
struct Upload {
    let fields: FormFields
    let document: IncomingDocument?

    /// What a browser adds around a document.
    private static let around = 64 << 10

    /// Reads the body piece by piece; never more of it is held than a piece.
    ///
    /// - Parameters:
    ///   - limit: the longest document, in bytes.
    ///   - admit: looks at the fields that came before the document, and throws where it may not come.
    ///   - use: gets the upload; afterwards the document is gone from the disk.
    static func read(
        _ request: WebRequest, limit: Int, admit: (FormFields) throws -> Void, use: (Upload) async throws -> Response
    ) async throws -> Response {
        try await keep(request, limit: limit, admit: admit) { fields, path in
            try await use(Upload(fields: fields, document: try path.map { try IncomingDocument(path: $0) }))
        }
    }

    /// The same for a file that need be no document: its path, or nil where none was chosen.
    static func keep(
        _ request: WebRequest, limit: Int, admit: (FormFields) throws -> Void, use: (FormFields, String?) async throws -> Response
    ) async throws -> Response {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-upload-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit + around { throw tooLarge }
        var receiving = Receiving(folder: folder, limit: limit)
        var parser: MultipartParser
        do {
            parser = try MultipartParser(contentType: request.headers[.contentType] ?? "")
            // Beside the document too: a body may go on after its last part.
            var received = 0
            for try await buffer in request.body {
                received += buffer.readableBytes
                guard received <= limit + around else { throw tooLarge }
                try parser.take(Array(buffer.readableBytesView)) { try receiving.take($0, admit) }
            }
            try parser.finish()
        } catch is MultipartFault {
            throw HTTPError(.badRequest)
        }
        let fields = FormFields(receiving.fields)
        if !receiving.hasAdmitted { try admit(fields) }
        return try await use(fields, receiving.path)
    }

    fileprivate static var tooLarge: HTTPError { HTTPError(.contentTooLarge) }
}

/// What came in so far.
private struct Receiving {
    let folder: URL
    let limit: Int
    var fields: [(name: String, value: String)] = []
    var path: String?
    var hasAdmitted = false
    private var size = 0
    private var handle: FileHandle?

    init(folder: URL, limit: Int) { (self.folder, self.limit) = (folder, limit) }

    mutating func take(_ event: MultipartParser.Event, _ admit: (FormFields) throws -> Void) throws {
        switch event {
        case .field(let name, let value): fields.append((name, value))
        case .documentBegins(_, let fileName):
            // Who may not write does not fill the disk either.
            if !hasAdmitted { try admit(FormFields(fields)) }
            hasAdmitted = true
            let name = Self.safe(fileName)
            // A page has one document; an empty choice of a browser has no name.
            guard !name.isEmpty, path == nil else { return }
            let file = folder.appendingPathComponent(name)
            guard FileManager.default.createFile(atPath: file.path, contents: nil) else { throw HTTPError(.init(code: 507)) }
            (path, handle) = (file.path, try FileHandle(forWritingTo: file))
        case .piece(let bytes):
            size += bytes.count
            guard size <= limit else { throw Upload.tooLarge }
            try handle?.write(contentsOf: bytes)
        case .documentEnds:
            try handle?.close()
            handle = nil
        }
    }

    /// The last part of a name, without what no file may be called.
    private static func safe(_ name: String) -> String {
        // Sign by sign: an accent joined to a slash leaves it a slash.
        let last = name.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? [][...]
        let plain = String(String.UnicodeScalarView(last.filter { $0.value >= 32 && $0.value != 127 }))
        guard plain != ".", plain != ".." else { return "" }
        // A file system takes 255 bytes.
        guard plain.utf8.count > 200 else { return plain }
        let ending = plain.split(separator: ".").last.map { "." + $0 } ?? ""
        return plain.prefix(40) + (ending.utf8.count <= 10 ? ending : "")
    }
}
