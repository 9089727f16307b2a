/// A document that goes with an application, and who must hand it in.
package struct AttachmentRequirement: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    package var required: Requirement

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
