import CallModel
import Exchange
import Service

extension Desk {
    /// Reads a file of records; its faults name file, row and column.
    func read<Records>(
        _ path: String, _ body: (ImportFile) throws(ImportFailure) -> Records
    ) throws -> Records {
        do {
            return try body(try ImportFile(typed: path))
        } catch let failure as ImportFailure {
            throw Failure(failure, in: language)
        }
    }

    /// The same where the file need not be given.
    func read<Element>(
        _ path: String?, _ body: (ImportFile) throws(ImportFailure) -> [Element]
    ) throws -> [Element] {
        guard let path else { return [] }
        return try read(path) { (file) throws(ImportFailure) in try body(file) }
    }

    /// Hands records over; what does not fit with what is known is told with the place in their file.
    func handing<Value: Sendable>(
        _ path: String?, _ progress: String, _ body: () async throws -> Value
    ) async throws -> Value {
        try await handing(lists: [:], path, progress, body)
    }

    /// - Parameter lists: the paths of several lists, by what the service calls them.
    func handing<Value: Sendable>(
        lists: [String: String], _ path: String?, _ progress: String, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await Progress.showing(progress, body)
        } catch ServiceError.faults(let faults) {
            throw Failure(faults, of: path, lists: lists, in: language)
        }
    }
}

extension ImportFile {
    /// A file as it is named on the command line: `-` is standard input.
    init(typed path: String) throws {
        self = path == "-" ? ImportFile(name: "standard input", bytes: Array(try InputFile.bytes(path))) : ImportFile(path: path)
    }
}
