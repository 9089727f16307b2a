package import CallModel

package enum CallAction: UInt8, CaseIterable, ReadableLabel {
    case create
    case revise
    case open
    case amend
    case extend
    case extendReview
    case close
    case beginAdmissibility
    case beginReview
    case beginDeliberation
    case decide
    case publish
    case archive
    case cancel
    case declareUnsuccessful

    package static let names = caseNames()
}

package enum CallCommand: MachineCommand {
    case create(CallDraft)
    /// Replaces the definition while nothing is public.
    case revise(CallTerms)
    case open
    /// Replaces the definition of an open call, with a reason and the authority that decided it.
    case amend(CallAmendment)
    case extend(CallExtension)
    /// Gives the members more time.
    case extendReview(CallExtension)
    case close
    case beginAdmissibility
    case beginReview
    case beginDeliberation
    case decide
    case publish
    case archive
    case cancel(Reason)
    case declareUnsuccessful(Reason)

    package var action: CallAction {
        switch self {
        case .create: .create
        case .revise: .revise
        case .open: .open
        case .amend: .amend
        case .extend: .extend
        case .extendReview: .extendReview
        case .close: .close
        case .beginAdmissibility: .beginAdmissibility
        case .beginReview: .beginReview
        case .beginDeliberation: .beginDeliberation
        case .decide: .decide
        case .publish: .publish
        case .archive: .archive
        case .cancel: .cancel
        case .declareUnsuccessful: .declareUnsuccessful
        }
    }

    var reason: Reason? {
        switch self {
        case .amend(let amendment): amendment.reason
        case .extend(let extended), .extendReview(let extended): extended.reason
        case .cancel(let reason), .declareUnsuccessful(let reason): reason
        case .create, .revise, .open, .close, .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .publish,
            .archive:
            nil
        }
    }
}

package struct CallDraft: Hashable, Codable, Sendable {
    package let code: String
    package let terms: CallTerms

    package init(code: String, terms: CallTerms) { (self.code, self.terms) = (code, terms) }
}

package struct CallAmendment: Hashable, Codable, Sendable {
    package let terms: CallTerms
    package let reason: Reason
    /// Who decided it, for example "College, sitting of 2027-02-11".
    package let authority: String

    package init(terms: CallTerms, reason: Reason, authority: String) {
        (self.terms, self.reason, self.authority) = (terms, reason, authority)
    }
}

/// A later closing, of the call or of its reviews.
package struct CallExtension: Hashable, Codable, Sendable {
    package let closesAt: Instant
    package let reason: Reason

    package init(closesAt: Instant, reason: Reason) { (self.closesAt, self.reason) = (closesAt, reason) }
}

extension CallCommand {
    var newTerms: CallTerms? {
        switch self {
        case .create(let draft): draft.terms
        case .revise(let terms): terms
        case .amend(let amendment): amendment.terms
        case .open, .extend, .extendReview, .close, .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .publish, .archive,
            .cancel, .declareUnsuccessful:
            nil
        }
    }
}
