package import CallModel
import Store
package import Workflow

/// A role under which an account acts, in the name of an organisation or a member where the role has one.
package struct Hat: Hashable, Sendable {
    package let role: Role
    package let organisation: OrganisationID?
    package let member: MemberID?
    /// Whether he or she may certify and file in the name of the organisation.
    package let maySign: Bool
    /// The organisation's name or the member's code; empty for the other roles.
    package let title: String
    /// In whose name commands are decided under this hat.
    package let actor: Actor

    /// - Returns: `nil` where the role and what it acts for do not fit, and for the system, which nobody is.
    package init?(
        _ role: Role, organisation: OrganisationID? = nil, member: MemberID? = nil, maySign: Bool = false, title: String = ""
    ) {
        switch (role, organisation, member) {
        case (.applicant, let id?, nil): actor = .applicant(id)
        case (.reviewer, nil, let id?): actor = .reviewer(id)
        case (.chair, nil, let id?): actor = .chair(id)
        case (.secretariat, nil, nil): actor = .secretariat
        case (.college, nil, nil): actor = .college
        case (.alderman, nil, nil): actor = .alderman
        case (.budgetHolder, nil, nil): actor = .budgetHolder
        case (.finance, nil, nil): actor = .finance
        case (.auditor, nil, nil): actor = .auditor
        case (.administrator, nil, nil): actor = .administrator
        default: return nil
        }
        // Only an organisation's files are certified.
        guard role == .applicant || !maySign else { return nil }
        (self.role, self.organisation, self.member) = (role, organisation, member)
        (self.maySign, self.title) = (maySign, title)
    }

    /// Whether who wears it decides about others, or sees what all of them sent in. Without a second factor nobody wears such a one.
    package var isOfStaff: Bool {
        switch role {
        case .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .administrator: true
        case .applicant, .reviewer, .chair, .system: false
        }
    }

    /// The hat as the history of accounts names it: `applicant:17 signing`.
    var reference: String { actor.reference + (maySign ? " signing" : "") }
}

extension Hat {
    init(_ stored: StoredHat) throws(StoreError) {
        guard let role = Role(name: stored.role),
            let hat = Hat(
                role, organisation: stored.organisation, member: stored.member, maySign: stored.maySign, title: stored.title)
        else { throw .unreadable("hat \(stored.id)") }
        self = hat
    }

    var stored: NewHat { NewHat(role: role.name, organisation: organisation, member: member, maySign: maySign) }
}

/// A person who may sign in.
package struct Account: Hashable, Sendable, Identifiable {
    package let id: AccountID
    package let email: String
    package let name: String
    package let language: Language
    package let isDisabled: Bool
    package let hasPassword: Bool
    package let hasSecondFactor: Bool
    /// Whether a provider says who it is.
    package let isVouchedFor: Bool
    /// In the order in which they were given.
    package let hats: [Hat]
}

extension Account {
    init(_ stored: StoredAccount) throws(StoreError) {
        (id, email, name, language) = (stored.id, stored.email, stored.name, stored.language)
        (isDisabled, hasPassword, hasSecondFactor) = (stored.isDisabled, stored.hasPassword, stored.hasSecondFactor)
        isVouchedFor = stored.isVouchedFor
        var hats: [Hat] = []
        for hat in stored.hats { hats.append(try Hat(hat)) }
        self.hats = hats
    }

    /// How the history of accounts names the account itself as an actor.
    var reference: String { "account:\(id)" }
}

/// Somebody who is in.
package struct WebSession: Hashable, Sendable {
    package let account: Account
    /// Under which hat; `nil` until one is chosen, where there are several.
    package let hat: Hat?
    /// What every form of this session carries.
    package let csrf: String
    package let startedAt: Instant
    package let seenAt: Instant
    /// Whether nothing may be done yet but to give the code.
    package let needsSecondFactor: Bool
    /// Whether the hat that was chosen is put on only once the account has a second factor.
    package let owesSecondFactor: Bool

    /// Whether a form was sent by a page of this session. Takes the same time wherever the two differ.
    package func accepts(csrf given: String) -> Bool { Secret.isEqual(Array(given.utf8), Array(csrf.utf8)) }
}

extension WebSession {
    /// - Parameter staffNeedsFactor: see `Service.staffNeedsSecondFactor`.
    init(_ session: StoredSession, of stored: StoredAccount, staffNeedsFactor: Bool) throws(StoreError) {
        account = try Account(stored)
        let chosen = try stored.hats.first { $0.id == session.hat }.map { stored throws(StoreError) in try Hat(stored) }
        // A provider asks for what it thinks right; a mailbox or a password alone is not enough for the staff.
        owesSecondFactor = staffNeedsFactor && chosen?.isOfStaff == true && !stored.hasSecondFactor && session.means != .provider
        hat = owesSecondFactor ? nil : chosen
        (csrf, startedAt, seenAt) = (session.csrf, session.startedAt, session.seenAt)
        needsSecondFactor = stored.hasSecondFactor && !session.factorDone
    }
}

/// What signing in gives: the token for the browser, which nobody else ever learns, and the session.
package struct SignedIn: Sendable {
    package let token: String
    package let session: WebSession
}

/// Whose key a program showed.
package struct KeyHolder: Hashable, Sendable {
    package let account: Account
    package let hat: Hat
    package let scopes: [String]
    /// What may be shown of the key.
    package let prefix: String
}

/// Whether something may be done once more now.
package struct RateVerdict: Hashable, Sendable {
    package let isAllowed: Bool
    /// How often more in this window.
    package let remaining: Int
    /// After how many seconds to try again; 0 where it is allowed.
    package let retryAfter: Int
}
