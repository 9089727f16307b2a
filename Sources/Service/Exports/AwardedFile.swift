import CallModel
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

    /// The files of a call whose award was made known and stands or is under appeal, best rank first.
    func awardedFiles(of call: Call, _ db: borrowing Connection) throws -> [AwardedFile] {
        let organisations = Dictionary(uniqueKeysWithValues: try db.organisations().map { ($0.id, $0.organisation) })
        let money = try db.moneyEvents(in: call.id)
        let instants = try db.awardInstants(in: call.id)
        // In the order of their numbers, so that the newest of a file stays.
        var grants: [ApplicationID: Grant] = [:]
        for grant in try db.grants(of: call.id) { grants[grant.application] = grant }
        let states: Set<ApplicationState> = [.awarded, .upheld, .underAppeal]
        return try db.files(of: call.id)
            .filter { $0.awarded != nil && $0.notifiedAt != nil && states.contains($0.state) }
            .sorted { ($0.rank ?? .max, $0.reference) < ($1.rank ?? .max, $1.reference) }
            .map { file in
                guard let organisation = organisations[file.organisation] else {
                    throw StoreError.notFound(kind: "organisation", name: "\(file.organisation)")
                }
                let grant = grants[file.id]
                return AwardedFile(
                    file: file, organisation: organisation, grant: grant,
                    money: grant.flatMap { money[$0.id] } ?? [], awardedAt: instants[file.id])
            }
    }

    /// The day that an instant was where a call runs.
    static func day(_ instant: Instant?, of definition: CallDefinition) -> CalendarDate? {
        instant.flatMap { ZonedTime.wallClock(of: $0, in: definition.calendar.opens.zone)?.date }
    }
}
