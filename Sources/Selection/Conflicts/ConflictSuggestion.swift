package import CallModel

/// A member who may have a conflict of interest with a file, and what says so. It is in force for nobody: somebody has to rule on it.
package struct ConflictSuggestion: Hashable, Codable, Sendable {
    package let member: String
    package let reference: String
    /// The strongest first.
    package let evidence: [ConflictEvidence]

    /// Whether anything but a postcode speaks for it.
    package var isStrong: Bool { evidence.contains { $0.kind.isStrong } }
}

/// One thing that a member and a file have in common.
package struct ConflictEvidence: Hashable, Codable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// The member, or a relative, is on the applicant's board.
        case boardMember
        case enterpriseNumber
        /// A tie of the member is the applicant itself.
        case organisation
        /// The member, or a relative, is whom the file names as its contact.
        case contactPerson
        /// A tie of the member is a partner or a funder of the project.
        case partner
        /// The member, or a relative, is named in the file.
        case namedInFile
        case emailDomain
        case postcode

        /// Half a quarter shares a postcode.
        package var isStrong: Bool { self != .postcode }
    }

    package let kind: Kind
    /// The ground on which the conflict would be declared.
    package let ground: ConflictGround
    /// What is known of the member.
    package let ofMember: String
    /// What stands in the file or in the register of organisations.
    package let inFile: String
}

/// A member as conflicts are looked for.
package struct ConflictProfile: Sendable {
    package let member: String
    package let name: String
    package let email: String
    package let ties: [MemberTie]

    package init(member: String, name: String, email: String, ties: [MemberTie]) {
        (self.member, self.name, self.email, self.ties) = (member, name, email, ties)
    }
}

/// A file as conflicts are looked for.
package struct ConflictCandidate: Sendable {
    package let reference: String
    package let organisation: String
    package let enterpriseNumber: EnterpriseNumber?
    package let board: [String]
    package let contact: String
    package let emails: [String]
    package let postcodes: [String]
    /// Partners and funders.
    package let partners: [String]
    /// Everything that the applicant wrote.
    package let texts: [String]

    package init(
        reference: String, organisation: String, enterpriseNumber: EnterpriseNumber?, board: [String], contact: String,
        emails: [String], postcodes: [String], partners: [String], texts: [String]
    ) {
        (self.reference, self.organisation, self.enterpriseNumber) = (reference, organisation, enterpriseNumber)
        (self.board, self.contact, self.emails) = (board, contact, emails)
        (self.postcodes, self.partners, self.texts) = (postcodes, partners, texts)
    }
}
