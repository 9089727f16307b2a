import CallModel
import Workflow

/// Who acts in the explored worlds. Every file belongs to organisation 1 and every review to member 1 in its own frame,
/// so that files and members can change places; organisation 2 and member 2 are the strangers.
enum Cast {
    static let owner = OrganisationID(1)
    static let member = MemberID(1)

    static let actors: [Actor] = [
        .secretariat, .applicant(owner), .applicant(OrganisationID(2)), .reviewer(member), .reviewer(MemberID(2)),
        .chair(MemberID(9)), .college, .alderman, .budgetHolder, .finance, .auditor, .administrator,
        .system
    ]

    static let given = Reason(codes: ["because"])
    static let scales: [ClosedRange<Int32>] = [0...10, 0...5]

    /// One signature under every award, and a second one under what exceeds 4 cents.
    static let ladder = [
        ApprovalStep(id: "first", label: LocalizedText(fr: "Premier"), above: .zero, role: .alderman, agreement: false),
        ApprovalStep(id: "second", label: LocalizedText(fr: "Second"), above: Cents(4), role: .finance, agreement: true)
    ]

    static func digest(_ byte: UInt8) -> Digest? { Digest(bytes: Array(repeating: byte, count: 32)) }

    static func title(_ actor: Actor) -> String {
        switch actor.role {
        case .applicant: actor.organisation == owner ? "applicant" : "another applicant"
        case .reviewer: actor.member == member ? "member" : "another member"
        case .chair, .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .administrator, .system:
            actor.role.name
        }
    }
}

/// The regulation of the explored calls.
struct Regulation: Sendable {
    var procedure = Procedure.competitive
    var reviewsPerFile = 2
    var quorum = 2
    /// Hours for an urgent decision; nil for none.
    var urgentHours: Int64?
    /// Whether awards are signed off by `Cast.ladder`.
    var hasLadder = false

    func terms(textsComplete: Bool = true, closing: UInt8 = Timeline.closing) -> CallTerms? {
        Cast.digest(1).map { digest in
            CallTerms(
                procedure: procedure, opensAt: Timeline.instant(Timeline.opening),
                closesAt: Timeline.instant(closing), reviewClosesAt: Timeline.instant(Timeline.reviewClosing),
                reviewsPerFile: reviewsPerFile, quorum: quorum, minimumFiles: 1, appealDays: Timeline.periodDays,
                signingDays: Timeline.periodDays, urgentHours: urgentHours,
                approvals: hasLadder ? Cast.ladder : nil, textsComplete: textsComplete, definition: digest)
        }
    }
}
