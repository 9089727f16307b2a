package import CallModel

extension FileType {
    /// Bytes at the end of a PDF among which its end mark stands.
    private static let tailSize = 1_024

    /// Whether content is of this type, by what such a file must contain.
    ///
    /// Text has no mark of its own: it is UTF-8 without control characters. Office documents are ZIP archives that are opened
    /// under the limits of any other archive; those that carry programs (macros) are not of these types.
    ///
    /// - Throws: `FileFault` where the content cannot be read.
    package func matches(_ content: ByteSource) throws -> Bool {
        let head = try content.bytes(0..<min(content.count, 128))
        switch self {
        case .pdf:
            let tail = try content.bytes(max(0, content.count - Self.tailSize)..<content.count)
            return head.starts(with: "%PDF-".utf8) && tail.contains("%%EOF".utf8)
        case .png: return head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: return head.starts(with: [0xFF, 0xD8, 0xFF])
        case .docx: return Self.isPacked(content, head) { $0.contains("[Content_Types].xml") && $0.contains("word/document.xml") }
        case .xlsx: return Self.isPacked(content, head) { $0.contains("[Content_Types].xml") && $0.contains("xl/workbook.xml") }
        case .odt, .ods:
            return Self.declares(mediaType, head) && Self.isPacked(content, head) { $0.contains("content.xml") }
        case .csv, .text: return try Self.isText(content)
        }
    }

    /// Only the directory of an office document is read and nothing of it unpacked, so that its sizes do no harm.
    private static let namesOnly = ZipArchive.Limits(files: 20_000, fileSize: 1 << 32, totalSize: 1 << 40, ratio: 2_000)

    private static func isPacked(_ content: ByteSource, _ head: [UInt8], _ test: ([String]) -> Bool) -> Bool {
        guard head.starts(with: "PK".utf8) else { return false }
        do throws(ZipError) {
            let names = try ZipArchive(content, limits: namesOnly).entries.map(\.name)
            return test(names) && !names.contains { $0.hasSuffix("vbaProject.bin") || $0.hasPrefix("Basic/") }
        } catch {
            return false
        }
    }

    /// OpenDocument: the first file of the archive holds the media type, stored as it is (OASIS OpenDocument 1.3, part 2, 3.3).
    private static func declares(_ mediaType: String, _ head: [UInt8]) -> Bool {
        head.dropFirst(30).starts(with: "mimetype\(mediaType)".utf8)
    }

    private static func isText(_ content: ByteSource) throws -> Bool {
        var check = UTF8Check()
        var isText = true
        // The one sequence of two bytes that is a control character: U+0080 to U+009F.
        var follows0xC2 = false
        try content.forEachPiece(of: 0..<content.count) { piece in
            guard isText else { return }
            isText = piece.withUnsafeBytes { check.firstFault(in: $0) } == nil
            for byte in piece where isText {
                isText = !(isControl(byte) || follows0xC2 && byte < 0xA0)
                follows0xC2 = byte == 0xC2
            }
        }
        return isText && check.unfinished == nil
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < Byte.space && byte != Byte.tab && byte != Byte.lineFeed && byte != Byte.carriageReturn || byte == 0x7F
    }
}

extension Array<UInt8> {
    fileprivate func contains(_ wanted: String.UTF8View) -> Bool { indices.contains { self[$0...].starts(with: wanted) } }
}
