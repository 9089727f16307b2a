import CallModel
import Foundation

/// What an archive holds, part by part. It is the last part of the archive itself, and stands there as it is, unpacked.
package struct ArchiveManifest: Hashable, Codable, Sendable {
    package struct Part: Hashable, Codable, Sendable {
        package let name: String
        package let rows: Int
        /// Bytes, unpacked.
        package let size: Int
        package let sha256: String
        /// As it stands in the archive: what is packed can be changed in places that unpack to the same.
        package let packedSize: Int
        package let packedSha256: String
    }

    /// "archive", by which a file is told from other ones.
    package let appel: String
    package let format: Int
    package let call: String
    package let isRehearsal: Bool
    /// When it was made, by the clock of its database.
    package let takenAt: String
    package let events: Int
    package let parts: [Part]

    package static let name = "manifest.json"
    static let kind = "archive"
    static let format = 1

    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }

    /// Nil for bytes that are no manifest of this program.
    init?(_ bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(ArchiveManifest.self, from: Data(bytes)), read.appel == Self.kind,
            read.format == Self.format
        else { return nil }
        self = read
    }

    init(call: String, isRehearsal: Bool, takenAt: Instant, events: Int, parts: [Part]) {
        (appel, format, self.call) = (Self.kind, Self.format, call)
        (self.isRehearsal, self.takenAt) = (isRehearsal, takenAt.iso8601)
        (self.events, self.parts) = (events, parts)
    }
}
