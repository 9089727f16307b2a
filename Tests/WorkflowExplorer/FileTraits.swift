import CallModel
import Workflow

/// What the walk itself needs to know of a file, looked up by its number.
struct FileTraits {
    let state: ApplicationState
    /// The panel may still work on it.
    let isWithPanel: Bool
    let isScored: Bool
    /// The council may advise on it, so that it matters who is in the room.
    let awaitsAdvice: Bool
    /// Somebody filed it and nobody took it back: it must be on the list made at closing.
    let isFiled: Bool
    /// The College may award it now, so that the line's balance matters.
    let awaitsMoney: Bool
    let awarded: Int64
    let isReserved: Bool
    /// The place on the reserve list; 0 for none.
    let place: Int32
    /// Where a file may rest for ever, as the design has it.
    let rests: Bool
    /// Awarded in urgency, and the College or the council has not spoken on it.
    let isUnsettled: Bool

    init(_ file: Application, isUrgent: Bool, hasLadder: Bool = false) {
        state = file.state
        isWithPanel = file.state == .underReview || file.state == .scored
        isScored = file.state == .scored
        awaitsAdvice =
            file.state == .scored || file.state == .overturned
            || file.state == .awarded && file.urgentAt != nil && file.advice == nil
        isFiled = ![.absent, .draft, .withdrawn].contains(file.state)
        awaitsMoney =
            [.advised, .reserveListed, .overturned].contains(file.state) || isUrgent && file.state == .admissible
            || hasLadder && file.state == .awarded && file.notifiedAt == nil
        isUnsettled = file.urgentAt != nil && (file.ratifiedAt == nil || file.advice == nil)
        awarded = file.awarded?.value ?? 0
        isReserved = (file.isMarkerSettled ? file.finalMarker : file.verifiedMarker) == .principal
        place = file.reserveRank ?? 0
        rests = [.absent, .draft, .inadmissible, .awarded, .refused, .withdrawn, .upheld].contains(file.state)
    }
}

/// What the walk needs to know of a review.
struct ReviewTraits {
    let isCounted: Bool
    let isPending: Bool
    /// Of the reviews of a file that left the panel, the one of the highest rank, if any is still open, is kept.
    let rank: UInt8

    init(_ review: Review) {
        isCounted = review.state == .counted
        isPending = [.assigned, .draft, .submitted, .reopened].contains(review.state)
        rank =
            switch review.state {
            case .submitted: 5
            case .reopened: 4
            case .draft: 3
            case .assigned: 2
            case .absent, .recused, .counted, .voided: 0
            }
    }
}

struct CallTraits {
    let state: CallState
    let isCompetitive: Bool
    let takesFiles: Bool
    let hasEnded: Bool
    /// Cancelled or unsuccessful: nothing is advised or scored any more.
    let isBrokenOff: Bool
    let mayAdvise: Bool
    let scoresStand: Bool
    let reviewsExtended: Bool

    init(_ call: Call) {
        state = call.state
        isCompetitive = call.terms?.procedure != .rolling && call.terms?.procedure != .direct
        takesFiles = [.absent, .drafted, .open].contains(call.state)
        hasEnded = [.published, .archived, .cancelled, .unsuccessful].contains(call.state)
        isBrokenOff = call.state == .cancelled || call.state == .unsuccessful
        mayAdvise = ![.absent, .drafted, .admissibility, .review, .cancelled, .unsuccessful].contains(call.state)
        scoresStand = isCompetitive && mayAdvise
        reviewsExtended = call.terms.map { $0.reviewClosesAt >= Timeline.instant(Timeline.last) } ?? false
    }
}

/// Traits of every number that an interner gave, worked out once.
final class TraitTable<Subject: Hashable, Traits> {
    private let subjects: Interner<Subject>
    private let make: (Subject) -> Traits
    private var traits: [Traits] = []

    init(_ subjects: Interner<Subject>, _ make: @escaping (Subject) -> Traits) {
        (self.subjects, self.make) = (subjects, make)
    }

    subscript(number: UInt16) -> Traits {
        while traits.count <= Int(number) { traits.append(make(subjects.values[traits.count])) }
        return traits[Int(number)]
    }
}

/// A file whose period of appeal has run out, as one notified long ago, and one that is too late for an urgent decision, as one
/// filed long ago: when exactly decides nothing any more.
final class AgeTable {
    private let files: Decider<ApplicationMachine>
    private var aged: [[UInt16?]] = []

    init(_ files: Decider<ApplicationMachine>) { self.files = files }

    subscript(number: UInt16, time: UInt8) -> UInt16 {
        while aged.count <= Int(number) { aged.append(Array(repeating: nil, count: Int(Timeline.last) + 1)) }
        if let known = aged[Int(number)][Int(time)] { return known }
        var file = files.subjects.values[Int(number)]
        if let notified = file.notifiedAt, notified.adding(days: Timeline.periodDays) <= Timeline.instant(time) {
            file.notifiedAt = Timeline.instant(0)
        }
        if let filed = file.submittedAt, filed.adding(days: Timeline.periodDays) <= Timeline.instant(time) {
            file.submittedAt = Timeline.instant(0)
        }
        let result = files.number(of: file)
        aged[Int(number)][Int(time)] = result
        return result
    }
}
