/// A file that is made record by record: memory does not grow with it.
package protocol StreamedExport {
    associatedtype Record

    /// Bytes that wait to be taken.
    var count: Int { get }
    mutating func add(_ record: Record)
    /// Ends the file. Nothing may be added after it.
    mutating func finish()
    /// Hands over what has been written since the last time.
    mutating func take() -> [UInt8]
}

extension StreamedExport {
    /// The whole file in memory.
    package consuming func encoded(_ records: some Sequence<Record>) -> [UInt8] {
        for record in records { add(record) }
        finish()
        return take()
    }

    /// Writes the file, whole or not at all.
    package consuming func write(_ records: some Sequence<Record>, to path: String) throws(FileWriteError) {
        var export = self
        try AtomicFile.write(to: path) { file throws(FileWriteError) in
            for record in records {
                export.add(record)
                if export.count >= AtomicFile.pieceSize { try file.append(export.take()) }
            }
            export.finish()
            try file.append(export.take())
        }
    }
}
