/// The kinds of document that an applicant may attach, each told by its content and never by its name alone.
package enum FileType: String, CaseIterable, Codable, Sendable {
    case pdf, png, jpeg, docx, xlsx, odt, ods, csv, text

    /// What the name of such a file may end in, in lower case.
    package var extensions: [String] {
        switch self {
        case .pdf, .png, .docx, .xlsx, .odt, .ods, .csv: [rawValue]
        case .jpeg: ["jpg", "jpeg"]
        case .text: ["txt"]
        }
    }

    /// The media type under which a file is given out (RFC 6838, as registered with IANA).
    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .csv: "text/csv"
        case .text: "text/plain"
        }
    }

    /// The type that a file's name claims.
    package init?(name: String) {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        guard let type = Self.allCases.first(where: { $0.extensions.contains(ending) }) else { return nil }
        self = type
    }
}
