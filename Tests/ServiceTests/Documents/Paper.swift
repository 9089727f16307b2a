import Exchange
import Foundation

/// A document on disk, in a folder of its own.
struct Paper {
    static let pdf = Array("%PDF-1.7\n%%EOF\n".utf8)

    let path: String
    private let folder: URL

    init(_ name: String, _ content: [UInt8]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("paper-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = folder.appendingPathComponent(name).path
        try write(content)
    }

    func write(_ content: [UInt8]) throws { try Data(content).write(to: URL(fileURLWithPath: path)) }

    func incoming() throws -> IncomingDocument { try IncomingDocument(path: path) }

    /// As a scanner has found nothing in it.
    func clean() throws -> ScreenedDocument { ScreenedDocument(try incoming(), .clean) }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
