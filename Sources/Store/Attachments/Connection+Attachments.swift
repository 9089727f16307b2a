package import CallModel
package import Postgres

import struct Crypto.SHA256

private let insertAttachment = Statement(
    "insert attachment",
    """
    INSERT INTO attachments (digest, size, type, scan, scanned_at, virus)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (digest) DO NOTHING
    RETURNING digest
    """)
private let insertPiece = Statement(
    "insert attachment piece", "INSERT INTO attachment_pieces (digest, number, bytes) VALUES ($1, $2, $3)")
private let attachmentsByDigest = Statement(
    "attachments by digest",
    "SELECT digest, size, type, scan, scanned_at, virus FROM attachments WHERE digest = ANY ($1) ORDER BY digest")
private let unscannedAttachments = Statement(
    "unscanned attachments",
    "SELECT digest, size, type, scan, scanned_at, virus FROM attachments WHERE scan = 'unscanned' ORDER BY digest")
private let pieceOfAttachment = Statement(
    "piece of attachment", "SELECT bytes FROM attachment_pieces WHERE digest = $1 AND number = $2")
private let contentsWithDocuments = Statement(
    "contents with documents", "SELECT DISTINCT content FROM attached WHERE content = ANY ($1)")
private let recordScan = Statement(
    "record scan",
    """
    UPDATE attachments
    SET scan = $2, scanned_at = $3, virus = $4
    WHERE digest = $1 AND scan = 'unscanned'
    """)

extension Connection {
    /// Bytes of a document in one row.
    private static var pieceSize: Int { 1 << 18 }

    /// Stores a document unless it is there already. Never holds more of it than a piece.
    ///
    /// - Parameters:
    ///   - attachment: what it is known to be; the bytes are checked against it.
    ///   - bytes: hands every part of it to the closure that it gets, in order.
    /// - Throws: `AttachmentFault.changed` where the bytes are others, and whatever `bytes` throws.
    package func keep(
        attachment: StoredAttachment, bytes: (_ take: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let added = try query(
            insertAttachment, attachment.digest, Int64(attachment.size), attachment.type.rawValue, attachment.scan.name,
            attachment.scan.at, attachment.scan.virus)
        guard try added.singleOrNone() != nil else {
            // It was stored before the scanner could be asked, and now it was.
            if attachment.scan != .unscanned { try record(scan: attachment.scan, of: attachment.digest) }
            return
        }
        var check = AttachmentCheck()
        var size = 0
        var number: Int32 = 0
        var waiting: [UInt8] = []
        func store(_ piece: [UInt8]) throws {
            number += 1
            _ = try query(insertPiece, attachment.digest, number, piece)
        }
        try bytes { part in
            check.add(part)
            size += part.count
            guard size <= attachment.size else { throw AttachmentFault.changed(attachment.digest) }
            waiting += part
            while waiting.count >= Self.pieceSize {
                try store(Array(waiting[..<Self.pieceSize]))
                waiting.removeFirst(Self.pieceSize)
            }
        }
        if !waiting.isEmpty { try store(waiting) }
        guard size == attachment.size, check.matches(attachment.digest) else {
            throw AttachmentFault.changed(attachment.digest)
        }
    }

    /// What is known of these documents; one that is not there is left out.
    package func attachments(_ digests: [CallModel.Digest]) throws -> [CallModel.Digest: StoredAttachment] {
        let found = try query(attachmentsByDigest, digests).map { try StoredAttachment(row: $0) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.digest, $0) })
    }

    /// The documents that no scanner has seen.
    package func unscannedAttachments() throws -> [StoredAttachment] {
        try query(Store.unscannedAttachments).map { try StoredAttachment(row: $0) }
    }

    /// One piece of a document, counted from 1; nil behind the last.
    package func attachmentPiece(_ number: Int32, of digest: CallModel.Digest) throws -> [UInt8]? {
        try query(pieceOfAttachment, digest, number).singleOrNone().map { try $0.bytes(0) }
    }

    /// Those of these contents of files that have documents.
    package func contentsWithDocuments(_ contents: [CallModel.Digest]) throws -> Set<CallModel.Digest> {
        Set(try query(Store.contentsWithDocuments, contents).map { try $0.value(0) })
    }

    /// Notes what a scanner said of a document that none had seen.
    package func record(scan: StoredAttachment.Scan, of digest: CallModel.Digest) throws {
        _ = try query(recordScan, digest, scan.name, scan.at, scan.virus)
    }
}

/// Sees whether bytes that come in pieces are those of a digest.
package struct AttachmentCheck {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

    package func matches(_ digest: CallModel.Digest) -> Bool { CallModel.Digest(bytes: hash.finalize()) == digest }
}

extension StoredAttachment {
    fileprivate init(row: Row) throws {
        let type = try row.string(2)
        guard let type = FileType(rawValue: type) else { throw StoreError.unreadable("the document type \(type)") }
        let at = try row.value(4, as: Instant?.self)
        let scan: Scan
        switch (try row.string(3), at) {
        case ("clean", let at?): scan = .clean(at: at)
        case ("infected", let at?): scan = .infected(virus: try row.string(5), at: at)
        default: scan = .unscanned
        }
        self.init(digest: try row.value(0), size: try row.int(1), type: type, scan: scan)
    }
}
