import Foundation
package import Logging

/// Writes the log as JSON, a line an entry, for whatever collects it. Times are UTC; a text that came from outside is escaped, so
/// that nobody forges a line.
package struct LogRecords: LogHandler {
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]

    package init() {}

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var entry = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        entry["request"] = entry.removeValue(forKey: "hb.request.id")
        entry["at"] = Date.now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        entry["level"] = event.level.rawValue
        entry["message"] = "\(event.message)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A dictionary of texts always has a JSON form.
        guard var data = try? encoder.encode(entry) else { return }
        data.append(UInt8(ascii: "\n"))
        // Where standard error itself is broken there is nobody left to tell.
        try? FileHandle.standardError.write(contentsOf: data)
    }
}
