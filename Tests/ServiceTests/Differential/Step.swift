import CallModel
import Service
import Workflow

/// One command of a random sequence. Files and members are named by their number, 1 first.
enum Step: Sendable {
    case clock(Instant)
    case move(CallStep, reason: String?, Actor)
    /// - Parameter isComplete: whether the required documents are in the file; without them it fails a rule.
    case create(Int, isComplete: Bool, Actor)
    case edit(Int, isComplete: Bool, Actor)
    case complement(Int, isComplete: Bool, Actor)
    case act(Int, FileStep, reason: String?, Actor)
    case submitAll(Actor)
    case admissibility(turnedDown: [Int: String?], markers: [Int: GenderMarker?], reason: String?)
    case conflict(Int, member: Int)
    case assign([Pair], Actor)
    case recuse(Pair, Actor)
    case review([Pair], scores: [Int], justification: String)
    case onReview(Pair, ReviewStep, reason: String, Actor)
    case score(Actor)
    /// What the council advises on each file, in the sitting that has a quorum or in the one that has none.
    case advise([Int: Opinion], hasQuorum: Bool)
    case decide([Int: Departure], Actor)
    case release(Actor)
    case grant(Int, GrantStep, reason: String?, Actor)

    /// Who takes it, where that is not the secretariat.
    var actor: Actor? {
        switch self {
        case .move(_, _, let actor), .create(_, _, let actor), .edit(_, _, let actor), .complement(_, _, let actor),
            .act(_, _, _, let actor), .submitAll(let actor), .assign(_, let actor), .recuse(_, let actor),
            .onReview(_, _, _, let actor), .score(let actor), .decide(_, let actor), .release(let actor), .grant(_, _, _, let actor):
            actor
        case .clock, .admissibility, .conflict, .review, .advise: nil
        }
    }

    struct Pair: Hashable, Sendable {
        let file: Int
        let member: Int
    }

    struct Opinion: Sendable {
        let opinion: AdviceOpinion
        let amount: Cents?
    }

    struct Departure: Sendable {
        enum Outcome: Sendable { case award, reserve, refuse }
        let outcome: Outcome
        let amount: Cents?
        let why: String?
    }
}

/// What became of a command, the same for the model and for the database.
enum Outcome: Equatable, Sendable {
    case done
    case refused(Refusal)
    case refusedFiles([FileRefusal])
    case other(String)

    init(_ error: ServiceError) {
        self =
            switch error {
            case .refused(let refusal): .refused(refusal)
            case .refusedFiles(let files): .refusedFiles(files)
            case .store, .faults, .payments, .shortage, .definition, .audit, .access, .erasure, .callExists, .otherCall:
                .other(error.summary)
            }
    }
}
