/// A document that goes with an application, and who must hand it in.
package struct AttachmentRequirement: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    package var required: Requirement
    /// What the regulation says of the documents themselves; nil is the usual.
    package var types: [FileType]?
    package var maxBytes: Int?
    package var maxFiles: Int?

    /// Of whose files the document is asked.
    package enum Requirement: Hashable, Codable, Sendable {
        case never
        case always
        case categories([String])
    }

    package func isRequired(for category: String) -> Bool {
        switch required {
        case .never: false
        case .always: true
        case .categories(let ids): ids.contains(category)
        }
    }
}

extension AttachmentRequirement {
    /// Documents that people can read everywhere. Text and CSV have no mark by which to know them, so that they have to be
    /// asked for.
    package static let usualTypes: [FileType] = [.pdf, .png, .jpeg, .docx, .xlsx, .odt, .ods]
    package static let usualBytes = 10 << 20
    package static let usualFiles = 5
    /// The most that a regulation may allow: what a virus scanner takes as it is delivered.
    package static let mostBytes = 25 << 20
    package static let mostFiles = 50
    /// Documents of one application, of all kinds together.
    package static let mostDocuments = 200

    package var allowedTypes: [FileType] { types ?? Self.usualTypes }
    package var byteLimit: Int { maxBytes ?? Self.usualBytes }
    package var fileLimit: Int { maxFiles ?? Self.usualFiles }
}
