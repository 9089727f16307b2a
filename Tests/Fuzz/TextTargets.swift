import CallModel
import Exchange
import Foundation
import Store

extension FuzzTarget {
    /// A table is the same table however its bytes are cut into pieces, and however often it is written and read again.
    static let csv = FuzzTarget(name: "csv") { bytes in
        let whole = try? rows(bytes, piece: max(1, bytes.count))
        let pieces = try? rows(bytes, piece: Int(bytes.first ?? 0) % 7 + 1)
        require(whole == pieces, "the size of the pieces changes nothing")
        guard let whole else { return }
        var writer = CSVWriter()
        for row in whole { writer.row(row) }
        let again = writer.take()
        // A cell that a spreadsheet would run is written with a guard, and so is not what it was.
        guard !whole.joined().contains(where: isGuarded) else { return }
        let read = again.withUnsafeBytes { try? rows($0, piece: 64) }
        require(whole.isEmpty || read == whole || read == nil, "what is written reads back")
    }

    private static func isGuarded(_ cell: String) -> Bool {
        cell.unicodeScalars.first.map { "=+-@|'\t\r\n \u{FEFF}".unicodeScalars.contains($0) } ?? false
    }

    private static func rows(_ bytes: UnsafeRawBufferPointer, piece: Int) throws -> [[String]] {
        var reader = CSVReader()
        var rows: [[String]] = []
        var start = 0
        while start < bytes.count {
            let end = min(start + piece, bytes.count)
            try reader.read(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { rows.append($0.texts) }
            start = end
        }
        try reader.finish { rows.append($0.texts) }
        return rows
    }

    /// A regulation is read, or refused with faults that each have a place and a sentence.
    static let definition = FuzzTarget(name: "definition") { bytes in
        guard let source = try? YAMLSource.parse(Data(bytes)) else { return }
        let checked = CallDefinition.check(source, lists: ["dac-recipients", "least-developed"])
        require(checked.definition != nil || !checked.faults.isEmpty, "what is no definition has a fault")
        for fault in checked.faults + checked.openingFaults {
            require(!fault.message.french.isEmpty && fault.position.line >= 1, "a fault has a sentence and a line")
        }
    }

    /// The results of a file, which go out with its activity.
    static let results = FuzzTarget(name: "results") { bytes in
        guard let source = try? YAMLSource.parse(Data(bytes)) else { return }
        let checked = ResultsFramework.check(source)
        require((checked.framework != nil) == checked.faults.isEmpty, "what is no framework has a fault, and what is one has none")
        for fault in checked.faults {
            require(!fault.message.french.isEmpty && fault.position.line >= 1, "a fault has a sentence and a line")
        }
    }

    private static let brussels: CallDefinition? = {
        let path = ProcessInfo.processInfo.environment["APPEL_FUZZ_CALL"] ?? "config/calls/brussels-2027.yaml"
        return (try? YAMLSource.read(path: path)).flatMap { CallDefinition.check($0).definition }
    }()

    /// Applications, as a table or as JSON: the first byte says which.
    static let applications = FuzzTarget(name: "applications") { bytes in
        check(bytes) { file in try Import.applications(file, for: brussels).map(\.content.reference) }
    }

    /// The tables that stand beside the applications. The input is the four of them, each ended by a byte that no table holds.
    static let companions = FuzzTarget(name: "companions") { bytes in
        let texts = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map { Array($0) }
        let names = ["budget.csv", "goods.csv", "cofunders.csv", "partners.csv"]
        let tables = Dictionary(uniqueKeysWithValues: Swift.zip(names, texts).map { ($0, ImportFile(name: $0, bytes: $1)) })
        check { try Import.applications(twoApplications, beside: tables, for: brussels).map(\.content.reference) }
    }

    /// Two applications in which nothing is wrong, so that what is told is told of the tables beside them.
    private static let twoApplications = ImportFile(
        name: "applications.csv",
        bytes: Array(
            """
            reference,organisation,category,title,summary,language,requested,start,end,contact.name,contact.email
            F1,0207.373.429,awareness,Titre,Texte,fr,4000.00,2027-07-01,2028-06-30,A. B.,a@example.org
            F2,0207.373.429,cooperation,Titre,Texte,nl,4000.00,2027-07-01,2028-06-30,A. B.,a@example.org

            """.utf8))

    static let organisations = FuzzTarget(name: "organisations") { bytes in
        check(bytes) { file in try Import.organisations(file).map(\.organisation.reference) }
    }

    private static func check(_ bytes: UnsafeRawBufferPointer, _ read: (ImportFile) throws -> [String]) {
        guard let first = bytes.first else { return }
        let file = ImportFile(name: first % 2 == 0 ? "in.csv" : "in.json", bytes: Array(bytes.dropFirst()))
        check { try read(file) }
    }

    private static func check(_ read: () throws -> [String]) {
        do {
            let references = try read()
            require(Set(references).count == references.count, "no reference stands twice")
        } catch let failure as ImportFailure {
            require(failure.total >= 1 && !failure.faults.isEmpty, "a refusal names what is wrong")
        } catch {
            require(false, "every error has its type")
        }
    }

    /// The log's own JSON: read the same way twice, and never what Foundation calls no JSON.
    static let json = FuzzTarget(name: "json") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let value = try? LogJSON.decode(AnyJSON.self, from: text) else { return }
        require((try? JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))) == value, "Foundation reads the same")
        guard let written = LogJSON.text(value) else { return }
        require((try? LogJSON.decode(AnyJSON.self, from: written)) == value, "what is written reads back")
    }
}

/// Any JSON value of the kinds that the log holds.
private indirect enum AnyJSON: Codable, Equatable {
    case null, flag(Bool), number(Int64), text(String), list([AnyJSON]), object([String: AnyJSON])

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let flag = try? single.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? single.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? single.decode(String.self) {
            self = .text(text)
        } else if let list = try? single.decode([AnyJSON].self) {
            self = .list(list)
        } else {
            self = .object(try single.decode([String: AnyJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        switch self {
        case .null: try single.encodeNil()
        case .flag(let flag): try single.encode(flag)
        case .number(let number): try single.encode(number)
        case .text(let text): try single.encode(text)
        case .list(let list): try single.encode(list)
        case .object(let object): try single.encode(object)
        }
    }
}
