/// What people and programs may ask. Nothing is decided by it; this is the one place that says who may, for pages and API alike.
/// Of the answers, an organisation gets what is its own, and a member of the council nothing about a file with which there is a
/// conflict of interest.
package enum Question: UInt8, CaseIterable, Sendable {
    case callHistory
    case organisations
    case earlierGrants
    case members
    case conflicts
    case files
    case findings
    case reviews
    case ranking
    case calibration
    case meetings
    case proposal
    case lotteries
    case explanation
    case results
    case signatures
    case grants
    case payments
    case audit
    /// The log with every word of it.
    case log
    case outbox

    package var roles: RoleSet {
        switch self {
        case .callHistory: [.secretariat, .college, .alderman, .budgetHolder, .finance, .auditor]
        case .organisations, .earlierGrants: [.secretariat, .college, .finance, .applicant]
        case .members: [.secretariat, .college, .chair]
        case .conflicts, .findings: [.secretariat, .college]
        case .files:
            [.secretariat, .college, .alderman, .budgetHolder, .finance, .reviewer, .chair, .applicant]
        case .reviews, .ranking, .meetings: [.secretariat, .college, .reviewer, .chair]
        case .calibration: [.secretariat, .chair]
        case .proposal: [.secretariat, .college, .chair]
        case .lotteries:
            [
                .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .reviewer, .chair, .applicant, .administrator
            ]
        case .explanation: [.secretariat, .college, .alderman, .reviewer, .chair, .applicant]
        case .results, .signatures: [.secretariat, .college, .alderman, .budgetHolder, .finance]
        case .grants: [.secretariat, .college, .budgetHolder, .finance, .applicant]
        case .payments: [.secretariat, .budgetHolder, .finance]
        case .audit: [.secretariat, .auditor]
        case .log: .auditor
        case .outbox: .secretariat
        }
    }
}
