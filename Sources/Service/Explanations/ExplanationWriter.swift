import CallModel
import Postgres
import Selection
import Store
import Workflow

/// Puts the facts of one file together, in the order in which they are read.
struct ExplanationWriter {
    let file: Application
    let call: Call
    let audience: ExplanationAudience
    let definition: CallDefinition
    private let history: [LoggedEvent]
    private(set) var facts: [Fact] = []

    init(
        _ file: Application, of call: Call, _ audience: ExplanationAudience, _ definition: CallDefinition, _ db: borrowing Connection
    ) throws {
        (self.file, self.call, self.audience, self.definition) = (file, call, audience, definition)
        history = try db.history(of: .application, file.id.value)
    }

    /// The last event of the file that was one of these.
    private func last(_ actions: ApplicationAction...) -> [FactSource] {
        let names = actions.map(\.name)
        return history.last { names.contains($0.action) }.map { [.event($0.seq)] } ?? []
    }

    private var latest: [FactSource] { history.last.map { [.event($0.seq)] } ?? [] }

    private func place(ofLine id: String) -> [FactSource] {
        definition.budgetLines.firstIndex { $0.id == id }.map { [.definition("budgetLines[\($0)]")] } ?? []
    }
}

// What was decided

extension ExplanationWriter {
    mutating func decision(_ db: borrowing Connection) throws {
        if let awarded = file.awarded, let line = file.line {
            facts.append(.awarded(awarded, line: definition.label(ofLine: line), from: last(.award, .awardUrgently) + place(ofLine: line)))
        }
        if file.awarded == nil || file.state != .awarded {
            if file.state == .reserveListed, let place = file.reserveRank {
                facts.append(.onReserveList(place: Int(place), from: last(.reserve)))
            } else {
                facts.append(.state(file.state.label, code: file.state.name, from: latest))
            }
        }
        if let advice = file.advice { facts.append(.advised(advice.label, from: last(.advise))) }
    }

    /// The reason of a refusal, as the applicant got it.
    mutating func reasons(_ db: borrowing Connection) throws {
        guard [.refused, .upheld].contains(file.state), let why = try db.turnedDown(of: [file.id])[file.id] else { return }
        try written(why.reason, db)
    }

    /// Every rule that the file fails. A reason that cannot be shown rule by rule any more, because a register or a ruling said
    /// so then, stands there as it was written.
    mutating func inadmissibility(_ examined: FileFindings?, _ db: borrowing Connection) throws {
        let why = try db.turnedDown(of: [file.id])[file.id]?.reason ?? .none
        let failures = examined?.failures.filter { why.codes.contains($0.rule) } ?? []
        for finding in failures {
            guard let failure = finding.failure else { continue }
            let index = definition.admissibility.firstIndex { $0.id == finding.rule }
            facts.append(
                .failedRule(
                    finding.rule, article: finding.article, failure.message,
                    from: last(.declareInadmissible) + (index.map { [.definition("admissibility[\($0)]")] } ?? [])))
        }
        if Set(failures.map(\.rule)) != Set(why.codes) || why.codes.isEmpty { try written(why, db) }
    }

    private mutating func written(_ reason: Reason, _ db: borrowing Connection) throws {
        guard let digest = reason.text, let text = try db.documents([digest])[digest] else { return }
        facts.append(
            .writtenReason(text, codes: reason.codes, from: last(.declareInadmissible, .refuse, .dismiss, .annul)))
    }
}

// What the rules make of the scores: told by the code that tells it of a file alone.

extension ExplanationWriter {
    mutating func allocation(_ scored: ScoredCall, _ db: borrowing Connection) throws {
        let record = FileRecord(
            score: last(.score), place: last(.advise, .score), submission: last(.submit), reviews: try reviewEvents(db),
            decision: file.isDecided ? FileRecord.Decision(awarded: file.awarded) : nil)
        facts += try scored.facts(of: file.reference, for: audience, record)
    }

    mutating func firmness(_ scored: ScoredCall) throws { facts += try scored.firmness() }

    /// The events with which the reviews that count were handed in; to the applicant, none.
    private func reviewEvents(_ db: borrowing Connection) throws -> [FactSource] {
        guard audience == .municipality else { return [] }
        return try db.reviews(of: call.id).filter { $0.state == .counted && $0.application == file.id }.compactMap { review in
            try db.history(of: .review, review.id.value).last { $0.action == ReviewAction.submit.name }.map { .event($0.seq) }
        }
    }
}

extension AdviceOpinion {
    fileprivate var label: Message {
        switch self {
        case .favourable: Message(fr: "favorable", nl: "gunstig", en: "favourable")
        case .reserve:
            Message(fr: "favorable si des crédits se libèrent", nl: "gunstig als er geld vrijkomt", en: "favourable should money come free")
        case .unfavourable: Message(fr: "défavorable", nl: "ongunstig", en: "unfavourable")
        }
    }
}

extension Application {
    fileprivate var isDecided: Bool { awarded != nil || [.reserveListed, .refused, .upheld].contains(state) }
}
