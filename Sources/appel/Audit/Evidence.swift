import Audit
import CallModel
import Foundation
import Presentation
import Selection
import Store

/// The files that are verified together.
struct Evidence {
    private(set) var key: NoteKey?
    private var logs: [String] = []
    private var checkpoints: [(file: String, signed: [SignedCheckpoint])] = []
    private var proofs: [(file: String, proof: ConsistencyProof)] = []
    private var receipts: [(file: String, receipt: FilingReceipt)] = []
    private let language: Language

    /// What was found to hold.
    struct Found {
        let events: Int?
        let checkpoints: Int
        let receipts: [Seen]
    }

    /// A receipt and what covers it.
    struct Seen {
        let receipt: FilingReceipt
        /// Its event in the tree, and the size of the checkpoint that vouches for it; `nil` while nothing does.
        let cover: (leaf: Int, checkpoint: Int)?
    }

    /// - Parameter paths: folders, whose files have their usual names, and files, each known by what it holds.
    init(_ paths: [String], in language: Language) throws {
        self.language = language
        for path in paths {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                try take(folder: path)
            } else {
                try take(path)
            }
        }
    }

    private mutating func take(folder: String) throws {
        logs.append("\(folder)/\(AuditFiles.log)")
        try take(checkpoints: "\(folder)/\(AuditFiles.checkpoints)")
        try take(proofs: "\(folder)/\(AuditFiles.proofs)")
        let key = "\(folder)/\(AuditFiles.key)"
        if FileManager.default.fileExists(atPath: key) { self.key = try AuditKeyFile.open(key, in: language) }
        try checkDefinitions("\(folder)/\(AuditFiles.definitions)")
    }

    /// The rules of a call lie under their own digest, which is the one in the log.
    private func checkDefinitions(_ folder: String) throws {
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() where name.hasSuffix(".json") {
            let path = "\(folder)/\(name)"
            guard MerkleHash.plain(Array(try InputFile.bytes(path))).hex + ".json" != name else { continue }
            let what = Message(
                fr: "les règles ne sont pas celles dont le fichier porte l'empreinte",
                nl: "de regels zijn niet die waarvan het bestand de vingerafdruk draagt",
                en: "the rules are not those whose digest the file is named after")
            throw Failure(.faultyInput, what.text(in: language), at: [path], next: unreadable(path).next)
        }
    }

    private mutating func take(_ path: String) throws {
        // Enough to tell what it is; a log may be larger than the memory.
        guard let handle = FileHandle(forReadingAtPath: path), let start = try? handle.read(upToCount: 64) ?? Data() else {
            throw InputFile.missing(path)
        }
        let beginning = String(decoding: start, as: UTF8.self)
        if beginning.hasPrefix(#"{"action":"#) {
            logs.append(path)
        } else if beginning.hasPrefix(#"{"from":"#) || start.isEmpty && path.hasSuffix(AuditFiles.proofs) {
            try take(proofs: path)
        } else if beginning.hasPrefix("{") {
            var spellings = JSONSpellings()
            let receipt: FilingReceipt = try ShapedFile.read(
                path, Self.receipt, &spellings, what: unreadable(path).what, next: unreadable(path).next ?? "")
            guard receipt.appel == "receipt", receipt.format == FilingReceipt.format else { throw unreadable(path) }
            receipts.append((path, receipt))
        } else if let key = NoteKey(try text(path).trimmingCharacters(in: .whitespacesAndNewlines)) {
            self.key = key
        } else {
            try take(checkpoints: path)
        }
    }

    /// The keys of a receipt.
    private static let receipt = JSONShape.object(
        "a receipt",
        [
            .required("appel", .text), .required("format", .whole), .required("call", .text), .required("reference", .text),
            .required("events", .list(.text)),
            .required(
                "content",
                .object("the content", [.required("digest", .text), .required("salt", .text), .required("body", .text)])),
            .optional(
                "inclusion",
                .object(
                    "the inclusion",
                    [.required("leaf", .whole), .required("path", .list(.text)), .required("checkpoint", .text)]))
        ])

    private mutating func take(checkpoints path: String) throws {
        guard let signed = SignedCheckpoint.all(in: try text(path)) else { throw unreadable(path) }
        checkpoints.append((path, signed))
    }

    private mutating func take(proofs path: String) throws {
        let text = try text(path)
        guard text.isEmpty || text.hasSuffix("\n") else { throw unreadable(path) }
        for line in text.split(separator: "\n") {
            guard let proof = try? LogJSON.decode(ConsistencyProof.self, from: String(line)) else { throw unreadable(path) }
            proofs.append((path, proof))
        }
    }

    private func text(_ path: String) throws -> String {
        guard let text = String(validating: try InputFile.bytes(path), as: UTF8.self) else { throw unreadable(path) }
        return text
    }

    private func unreadable(_ path: String) -> Failure {
        let what = Message(
            fr: "\(path) n'est ni un journal, ni des points de contrôle, ni un reçu entiers",
            nl: "\(path) is geen volledig logboek, controlepunt of ontvangstbewijs",
            en: "\(path) is no log, checkpoint or receipt that is whole")
        let next = Message(
            fr: "demandez le fichier à nouveau", nl: "vraag het bestand opnieuw", en: "ask for the file again")
        return Failure(.faultyInput, what.text(in: language), next: next.text(in: language))
    }
}

extension Evidence {
    /// Checks every file by itself and all of them against each other. Throws a `Failure` that names the file at fault.
    func verify(under key: NoteKey, in language: Language) throws -> Found {
        for (file, signed) in checkpoints {
            for checkpoint in signed {
                if let fault = checkpoint.fault(under: key) { throw Failure(Problem(fault, of: file), in: language) }
            }
        }
        let verified = try receipts.map { file, receipt in
            (receipt, try told(file) { () throws(AuditFault) in try receipt.verified(under: key) })
        }
        let points = Set(checkpoints.flatMap(\.signed).map(\.checkpoint) + verified.compactMap(\.1.checkpoint))
            .sorted { $0.size < $1.size }
        if points.isEmpty, let log = logs.first { throw alone(log) }
        let files = checkpoints.map(\.file).joined(separator: ", ")
        try told(files) { () throws(AuditFault) in
            try CheckpointChain.verify(points, proofs.map(\.proof))
            if logs.isEmpty { try CheckpointChain.requireProofs(points, proofs.map(\.proof)) }
        }
        var leaves: [Int: Digest] = [:]
        for case (_, let receipt) in verified {
            guard let leaf = receipt.leaf else { continue }
            leaves[leaf] = receipt.filing.leaf
        }
        let claims = try told(receipts.map(\.file).joined(separator: ", ")) { () throws(AuditFault) in
            try ReceiptClaims(verified.map(\.1))
        }
        var events: Int?
        var covers = verified.map { _, receipt in
            receipt.leaf.flatMap { leaf in receipt.checkpoint.map { (leaf: leaf, checkpoint: $0.size) } }
        }
        for log in logs {
            let verifier = try verify(log: log, points, leaves, claims)
            events = verifier.size
            for place in verified.indices {
                // The receipt stands first: whoever reads it with the log beside it has two things that do not agree.
                let standing = try told(receipts[place].file) { () throws(AuditFault) in
                    try verifier.standing(of: verified[place].1)
                }
                if case .inLog(let leaf) = standing, covers[place] == nil { covers[place] = (leaf, verifier.size) }
            }
        }
        return Found(
            events: events, checkpoints: points.count,
            receipts: zip(verified, covers).map { Seen(receipt: $0.0, cover: $1) })
    }

    /// A log without any checkpoint is a list of lines that anybody could have written.
    private func alone(_ log: String) -> Failure {
        let what = Message(
            fr: "\(log) est sans point de contrôle : rien de signé ne s'y compare",
            nl: "bij \(log) is geen controlepunt: niets ondertekends om mee te vergelijken",
            en: "there is no checkpoint with \(log): nothing signed to compare it with")
        let next = Message(
            fr: "donnez aussi \(AuditFiles.checkpoints), ou le dossier entier", nl: "geef ook \(AuditFiles.checkpoints), of de hele map",
            en: "give \(AuditFiles.checkpoints) too, or the whole folder")
        return Failure(.faultyInput, what.text(in: language), next: next.text(in: language))
    }

    private func verify(
        log path: String, _ points: [Checkpoint], _ leaves: [Int: Digest], _ claims: ReceiptClaims
    ) throws -> LogVerifier {
        guard FileManager.default.fileExists(atPath: path) else { throw InputFile.missing(path) }
        guard try Self.endsWithLineFeed(path) else { throw unreadable(path) }
        let lines = try LogLines(path)
        return try told(path) { () throws(AuditFault) in
            var verifier = try LogVerifier(checkpoints: points, leaves: leaves, claims: claims)
            for line in lines { try verifier.take(Array(line.utf8)) }
            try verifier.finish()
            return verifier
        }
    }

    /// The last line of a log that was cut short may still be one.
    private static func endsWithLineFeed(_ path: String) throws -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let end = try? handle.seekToEnd() else { throw InputFile.missing(path) }
        guard end > 0 else { return false }
        try handle.seek(toOffset: end - 1)
        return try handle.read(upToCount: 1)?.first == UInt8(ascii: "\n")
    }

    private func told<Value>(_ file: String, _ body: () throws(AuditFault) -> Value) throws -> Value {
        do throws(AuditFault) {
            return try body()
        } catch {
            throw Failure(Problem(error, of: file), in: language)
        }
    }
}
