import CallModel
import Exchange
import Foundation

/// What a file turned out to be for the reader: its rows, or the error that ended it.
struct Reading: Equatable {
    var rows: [[String]] = []
    var lines: [Int] = []
    var error: CSVError?

    /// Reads the bytes in pieces that end at `cuts`.
    init(_ bytes: [UInt8], cuts: [Int] = [], limits: CSVLimits = CSVLimits()) {
        var reader = CSVReader(limits: limits)
        var found = Reading()
        let bounds = [0] + cuts + [bytes.count]
        do throws(CSVError) {
            for (start, end) in zip(bounds, bounds.dropFirst()) {
                try reader.read(bytes[start..<end]) { found.add($0) }
            }
            try reader.finish { found.add($0) }
        } catch {
            found.error = error
        }
        self = found
    }

    private init() {}

    private mutating func add(_ row: CSVRow) {
        rows.append(row.texts)
        lines.append(row.line)
    }
}

/// A fault without the name of the file, which a test checks once.
struct Found: Equatable {
    let place: ImportFault.Place
    let column: String?
    let value: String?
    let problem: ImportFault.Problem

    init(_ place: ImportFault.Place, _ column: String? = nil, _ value: String? = nil, _ problem: ImportFault.Problem) {
        (self.place, self.column, self.value, self.problem) = (place, column, value, problem)
    }

    init(_ fault: ImportFault) {
        (place, column, value, problem) = (fault.place, fault.column, fault.value, fault.problem)
    }

    init(row: Int, _ column: String, _ value: String?, _ cell: CellFault) {
        self.init(.row(row), column, value, .cell(cell))
    }
}

extension ImportFile {
    init(_ text: String, name: String = "file.csv") { self.init(name: name, bytes: Array(text.utf8)) }
}

/// The faults of an import, or none when it gave records.
func faults<Records>(_ body: () throws(ImportFailure) -> Records) -> [Found] {
    do throws(ImportFailure) {
        _ = try body()
        return []
    } catch {
        return error.faults.map(Found.init)
    }
}

/// A folder for one test, removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// The folder of the repository that holds the shipped files.
let configFolder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/config"
