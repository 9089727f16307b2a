package import CallModel

package enum CallState: UInt8, CaseIterable, ReadableLabel {
    /// Before the first event.
    case absent
    /// The regulation is being written. → open, cancelled
    case drafted
    /// The rules are frozen; files come in between the opening and the closing instant. → closed, cancelled
    case open
    /// Nothing more comes in. → admissibility, cancelled, unsuccessful; a standing call → archived
    case closed
    /// The secretariat checks every file. → review, cancelled, unsuccessful
    case admissibility
    /// Members score. → deliberation, cancelled, unsuccessful
    case review
    /// Scores are frozen; the council advises and the College decides. → decided, cancelled
    case deliberation
    /// Every file has its decision, not yet made known. → published
    case decided
    /// Everybody knows. → archived
    case published
    case archived
    case cancelled
    case unsuccessful

    package static let names = caseNames()

    package static let terminal: Set<CallState> = [.archived, .cancelled, .unsuccessful]
}

/// What a call's definition means to the machines: fixed when the call opens, changed only by an event.
package struct CallTerms: Hashable, Codable, Sendable {
    package var procedure: Procedure
    package var opensAt: Instant
    /// The first instant at which a file is late.
    package var closesAt: Instant
    package var reviewClosesAt: Instant
    package var reviewsPerFile: Int
    /// Members that must be present and not recused for an advice on a file.
    package var quorum: Int
    /// Admissible files below which nothing can be awarded.
    package var minimumFiles: Int
    package var appealDays: Int64
    /// Days in which an agreement must be signed before the award may lapse.
    package var signingDays: Int64
    /// Hours from a file's filing in which it may be decided in urgency; nil where it never may.
    package var urgentHours: Int64?
    /// The ladder by which awards are signed off; nil where the College's decision is enough.
    package var approvals: [ApprovalStep]?
    /// Whether every text exists in French and in Dutch.
    package var textsComplete: Bool
    package var definition: Digest

    package init(
        procedure: Procedure, opensAt: Instant, closesAt: Instant, reviewClosesAt: Instant, reviewsPerFile: Int,
        quorum: Int, minimumFiles: Int, appealDays: Int64, signingDays: Int64, urgentHours: Int64? = nil,
        approvals: [ApprovalStep]? = nil, textsComplete: Bool, definition: Digest
    ) {
        self.procedure = procedure
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.reviewClosesAt = reviewClosesAt
        self.reviewsPerFile = reviewsPerFile
        self.quorum = quorum
        self.minimumFiles = minimumFiles
        self.appealDays = appealDays
        self.signingDays = signingDays
        self.urgentHours = urgentHours
        self.approvals = approvals
        self.textsComplete = textsComplete
        self.definition = definition
    }
}

/// A call as the log tells it.
package struct Call: MachineSubject {
    package let id: CallID
    package var state = CallState.absent
    package var version: Int64 = 0
    package var code = ""
    /// Counts the frozen definitions: 1 at first, one more with every amendment.
    package var definitionVersion: Int32 = 0
    package var terms: CallTerms?
    package var openedAt: Instant?
    package var closedAt: Instant?
    package var publishedAt: Instant?

    package init(id: CallID) { self.id = id }
}

extension Call {
    /// Whether files of this call may be worked on as in `stage` now. A rolling or direct call has every stage while open.
    package func isIn(stage: CallState) -> Bool {
        guard let terms else { return false }
        switch terms.procedure {
        case .competitive: return state == stage
        case .rolling, .direct: return state == .open || state == .closed
        }
    }
}
