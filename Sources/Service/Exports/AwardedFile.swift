import CallModel
import Exchange
import Postgres
import Store
import Workflow

/// A file with an award that stands, and everything that is known of its money.
struct AwardedFile {
    let file: Application
    let organisation: Organisation
    /// The newest; nil while no agreement went out.
    let grant: Grant?
    /// Commitment and payments of that grant.
    let money: [Event<GrantMachine>]
    /// Nil only for a log that does not tell.
    let awardedAt: Instant?

    /// The first event of its kind: each happens once in a grant's life.
    func at(_ action: GrantAction) -> Instant? { money.first { $0.command.action == action }?.at }

    var payments: [Payment] {
        money.compactMap { event in
            switch event.command {
            case .payFirst(let amount): Payment(isFirst: true, amount: amount, at: event.at)
            case .payBalance(let amount): Payment(isFirst: false, amount: amount, at: event.at)
            default: nil
            }
        }
    }

    struct Payment {
        let isFirst: Bool
        let amount: Cents
        let at: Instant
    }
}

extension Service {
    /// A call whose results may leave the house: refused until they are released.
    func released(_ code: String, _ db: borrowing Connection) throws -> Call {
        let call = try db.call(code: code)
        try Self.requireReleased(call)
        return call
    }

    static func requireReleased(_ call: Call) throws(Refusal) {
        guard call.makesDecisionsKnown else {
            throw Refusal.wrongStage(AnyLabel(call.state), needed: AnyLabel(CallState.published))
        }
    }

    /// Reads the files of a call whose award was made known and stands or is under appeal, best rank first, a few at a time.
    func forEachAwarded(
        _ part: FinancePart = .all, of call: Call, _ db: borrowing Connection, _ body: ([AwardedFile]) throws -> Void
    ) throws {
        let files: DecidedFiles =
            switch part {
            case .all: .awarded
            case .line(let line): .awardedOf(line: line)
            case .outside(let lines): .awardedOutside(lines: lines)
            }
        try db.forEachKnown(files, of: call.id) { files in
            let organisations = try db.organisations(Set(files.map(\.organisation)))
            let ids = files.map(\.id)
            let instants = try db.awardInstants(of: ids)
            let grants = try db.newestGrants(of: ids)
            let money = try db.moneyEvents(of: grants.values.map(\.id))
            try body(
                files.map { file in
                    guard let organisation = organisations[file.organisation] else {
                        throw StoreError.notFound(kind: "organisation", name: "\(file.organisation)")
                    }
                    let grant = grants[file.id]
                    return AwardedFile(
                        file: file, organisation: organisation, grant: grant,
                        money: grant.flatMap { money[$0.id] } ?? [], awardedAt: instants[file.id])
                })
        }
    }

    /// Hands on what is read as it is read; see `Database.stream`.
    func streaming<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        do {
            // What is released is public; only a member with a conflict sees less of it.
            return try await database.stream(as: reader.map { .member($0) } ?? .anyone, body)
        } catch let error as StoreError {
            throw unanswered(error)
        } catch let refusal as Refusal {
            throw ServiceError(refusal)
        }
    }

    /// The day that an instant was where a call runs.
    static func day(_ instant: Instant?, of definition: CallDefinition) -> CalendarDate? {
        instant.flatMap { ZonedTime.wallClock(of: $0, in: definition.calendar.opens.zone)?.date }
    }
}
