package import CallModel

/// One thing that is wrong in a file, with its place and what to do about it.
package struct ImportFault: Error, Hashable, Sendable {
    /// The file as the caller named it.
    package let file: String
    package let place: Place
    /// The column's heading as the format names it.
    package let column: String?
    /// What stands there, shortened.
    package let value: String?
    package let problem: Problem

    package var message: Message { problem.message }

    package enum Place: Hashable, Sendable {
        case wholeFile
        /// The physical line, counted from 1.
        case row(Int)
        /// The value of a JSON file; lists count from 0.
        case path(SourcePath)
    }

    package enum Problem: Hashable, Sendable {
        case file(FileFault)
        case table(CSVError)
        case cell(CellFault)
        case json(JSONFault)
        case yaml(YAMLSourceError)
        case time(ZonedTimeFault)
        case content(ContentFault)
        case record(RecordFault)
        case archive(ZipError)
        case folder(FolderFault)

        package var message: Message {
            switch self {
            case .file(let fault): fault.message
            case .table(let error): error.message
            case .cell(let fault): fault.message
            case .json(let fault): fault.message
            case .yaml(let error): error.message
            case .time(let fault): fault.message
            case .content(let fault): fault.message
            case .record(let fault): fault.message
            case .archive(let error): error.message
            case .folder(let fault): fault.message
            }
        }
    }
}

extension ImportFault {
    /// The fault on one line, place first, in the form that editors and people find: `applications.csv:12: requested: …`.
    package func line(in language: Language) -> String {
        var text = file
        switch place {
        case .wholeFile: break
        case .row(let row): text += ":\(row)"
        case .path(let path) where path.steps.isEmpty: break
        case .path(let path): text += ": \(path)"
        }
        text += ": "
        if let column { text += "\(column): " }
        if let value { text += "\(quoted(value, in: language)) " }
        return text + message.text(in: language)
    }

    private func quoted(_ value: String, in language: Language) -> String {
        language == .french ? "« \(value) »" : "'\(value)'"
    }
}

/// Why a file was not imported: every fault in it, and no record.
package struct ImportFailure: Error, Hashable, Sendable {
    /// In the order of the file.
    package let faults: [ImportFault]
    /// How many there are in all. It is more than `faults` holds only beyond `ImportFailure.limit`.
    package let total: Int

    /// Faults kept: a wrong decimal mark makes every cell of a column wrong, and nobody reads the ten-thousandth.
    package static let limit = 10_000
}
