import Workflow

/// Every change of state that the design allows, written by hand from its description of the machines and from nothing
/// else: if the transition table says more, or lets another role act, the explorer objects.
enum AllowedSteps {
    static let call = parse(
        """
        absent create drafted: secretariat
        drafted revise drafted: secretariat
        drafted open open: secretariat
        open amend open: secretariat
        open extend open: secretariat
        review extendReview review: secretariat chair
        open extendReview open: secretariat chair
        closed extendReview closed: secretariat chair
        open close closed: secretariat system
        closed beginAdmissibility admissibility: secretariat
        admissibility beginReview review: secretariat
        review beginDeliberation deliberation: secretariat chair
        deliberation decide decided: college
        decided publish published: secretariat
        published archive archived: secretariat
        closed archive archived: secretariat
        drafted cancel cancelled: college
        open cancel cancelled: college
        closed cancel cancelled: college
        admissibility cancel cancelled: college
        review cancel cancelled: college
        deliberation cancel cancelled: college
        closed declareUnsuccessful unsuccessful: college
        admissibility declareUnsuccessful unsuccessful: college
        review declareUnsuccessful unsuccessful: college
        """)

    static let application = parse(
        """
        absent create draft: applicant secretariat
        draft edit draft: applicant secretariat
        draft submit submitted: applicant secretariat
        draft withdraw withdrawn: applicant secretariat
        submitted withdraw withdrawn: applicant secretariat
        complementRequested withdraw withdrawn: applicant secretariat
        admissible withdraw withdrawn: applicant secretariat
        underReview withdraw withdrawn: applicant secretariat
        scored withdraw withdrawn: applicant secretariat
        advised withdraw withdrawn: applicant secretariat
        reserveListed withdraw withdrawn: applicant secretariat
        awarded withdraw withdrawn: applicant secretariat
        withdrawn reinstate draft: applicant secretariat
        submitted requestComplement complementRequested: secretariat
        complementRequested complement submitted: applicant secretariat
        submitted declareAdmissible admissible: secretariat
        submitted declareInadmissible inadmissible: secretariat
        complementRequested declareInadmissible inadmissible: secretariat
        admissible settleMarker admissible: secretariat
        underReview settleMarker underReview: secretariat
        scored settleMarker scored: secretariat
        advised settleMarker advised: college
        overturned settleMarker overturned: college
        admissible beginReview underReview: secretariat
        underReview score scored: secretariat chair
        scored score scored: system
        scored returnToReview underReview: secretariat chair system
        scored advise advised: chair secretariat
        overturned advise overturned: chair secretariat
        awarded advise awarded: chair secretariat
        admissible awardUrgently awarded: alderman
        awarded ratify awarded: college
        awarded annul refused: college
        awarded amend awarded: college
        awarded approve awarded: secretariat alderman budgetHolder finance college
        advised award awarded: college
        advised reserve reserveListed: college
        advised refuse refused: college
        reserveListed award awarded: college
        reserveListed refuse refused: college
        overturned award awarded: college
        overturned reserve reserveListed: college
        overturned refuse refused: college
        submitted dismiss refused: secretariat
        complementRequested dismiss refused: secretariat
        admissible dismiss refused: secretariat
        underReview dismiss refused: secretariat
        scored dismiss refused: secretariat
        advised dismiss refused: secretariat
        reserveListed dismiss refused: secretariat
        overturned dismiss refused: secretariat
        awarded notify awarded: secretariat system
        reserveListed notify reserveListed: secretariat system
        refused notify refused: secretariat system
        inadmissible notify inadmissible: secretariat system
        awarded appeal underAppeal: applicant secretariat
        reserveListed appeal underAppeal: applicant secretariat
        refused appeal underAppeal: applicant secretariat
        inadmissible appeal underAppeal: applicant secretariat
        underAppeal uphold upheld: college
        underAppeal uphold reserveListed: college
        underAppeal overturn overturned: college
        """)

    static let review = parse(
        """
        absent assign assigned: secretariat chair
        assigned recuse recused: reviewer secretariat
        draft recuse recused: reviewer secretariat
        reopened recuse recused: reviewer secretariat
        assigned save draft: reviewer secretariat
        draft save draft: reviewer secretariat
        assigned submit submitted: reviewer secretariat
        draft submit submitted: reviewer secretariat
        reopened submit submitted: reviewer secretariat
        submitted reopen reopened: secretariat chair
        submitted count counted: secretariat chair
        assigned void voided: secretariat chair system
        draft void voided: secretariat chair system
        submitted void voided: secretariat chair system
        reopened void voided: secretariat chair system
        counted void voided: secretariat chair system
        """)

    static let grant = parse(
        """
        absent send agreementSent: secretariat
        agreementSent sign signed: applicant secretariat
        signed commit committed: finance
        committed payFirst firstInstalmentPaid: finance
        firstInstalmentPaid report reported: applicant secretariat
        reported accept accepted: secretariat
        reported acceptPartly partlyAccepted: secretariat
        reported reject rejected: secretariat
        accepted payBalance balancePaid: finance
        partlyAccepted payBalance balancePaid: finance
        accepted claimRecovery recoveryClaimed: finance
        partlyAccepted claimRecovery recoveryClaimed: finance
        rejected claimRecovery recoveryClaimed: finance
        suspended claimRecovery recoveryClaimed: finance
        recoveryClaimed recordRecovery recovered: finance
        recoveryClaimed writeOff closed: college
        accepted close closed: secretariat finance
        partlyAccepted close closed: secretariat finance
        balancePaid close closed: secretariat finance
        recovered close closed: secretariat finance
        agreementSent lapse lapsed: secretariat system
        agreementSent cancel cancelled: college
        signed cancel cancelled: college
        committed cancel cancelled: college
        signed suspend suspended: secretariat college
        committed suspend suspended: secretariat college
        firstInstalmentPaid suspend suspended: secretariat college
        reported suspend suspended: secretariat college
        suspended resume signed: secretariat college
        suspended resume committed: secretariat college
        suspended resume firstInstalmentPaid: secretariat college
        suspended resume reported: secretariat college
        """)

    /// "from action to" → the roles that may.
    private static func parse(_ text: String) -> [String: Set<String>] {
        var steps: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") {
            let halves = line.split(separator: ":")
            steps[String(halves[0])] = Set(halves[1].split(separator: " ").map(String.init))
        }
        return steps
    }
}

extension PropertySet {
    /// S1: the step is one that the design allows, taken by a role that may.
    mutating func requireAllowed<M: Machine>(_ event: Event<M>, in steps: [String: Set<String>]) {
        let roles = steps["\(event.from.name) \(event.command.action.name) \(event.to.name)"]
        require(.stepAllowed, roles != nil)
        if let roles { require(.roleAllowed, roles.contains(event.actor.role.name)) }
    }
}
