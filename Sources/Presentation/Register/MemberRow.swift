package import CallModel
package import Store

/// A member in a list.
package struct MemberRow: Codable, TableRow {
    package let code: String
    package let name: String
    package let email: String
    package let language: String
    package let external: Bool

    package init(_ member: Member) {
        (code, name, email) = (member.code, member.name, member.email)
        (language, external) = (member.language.rawValue, member.isExternal)
    }

    package static let columns: [Column] = [
        .text(Words.code), .flexible(Words.name), .flexible(Words.email), .text(Words.language), .text(Words.external)
    ]

    package func cells(in language: Language) -> [String] {
        [code, name, email, self.language, external ? Words.yes.text(in: language) : ""]
    }
}
