import CallModel
import Exchange
import Service
import Store
import Workflow

/// An open database with the service on it, and the way to answer: what a command works with.
struct Desk: Sendable {
    let service: Service
    let database: Database
    let printer: Printer

    var language: Language { printer.language }

    /// The same desk, as it answers somebody.
    func asked(by actor: Actor) -> Desk { Desk(service: service.asked(by: actor), database: database, printer: printer) }
}

extension DataOptions {
    /// The private server that is meant, be it configured or not.
    func cluster() -> Cluster { Cluster(folder: folder) }

    /// The option as it has to be repeated in a command that is recommended.
    var typed: String { folder.map { " --data \($0.quotedForShell)" } ?? "" }

    /// Which database: that of `--data`, else the configured one, else the private server in its usual folder.
    func location() async throws -> DatabaseLocation {
        if folder != nil { return .cluster(cluster()) }
        if let configured = try await Settings.database() { return .connectionString(configured) }
        return .cluster(Cluster())
    }

    /// Opens the database, checks that it can be trusted, and closes it after the command.
    func atDesk(_ printer: Printer, _ body: (Desk) async throws -> Void) async throws {
        let database = try Database(await location())
        do {
            let kind = try await database.read { db in
                try Preflight.check(db)
                return try DatabaseKind.read(db)
            }
            var printer = printer
            printer.isRehearsal = kind == .rehearsal
            let service = Service(database: database, lists: try ReferenceLists.load())
            try await body(Desk(service: service, database: database, printer: printer))
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

extension ReadingOptions {
    func location() async throws -> DatabaseLocation { try await data.location() }

    /// Opens the database for a command that only asks.
    func atDesk(_ body: (Desk) async throws -> Void) async throws { try await data.atDesk(printing.printer, body) }
}

extension AskingOptions {
    /// Opens the database for whoever asks.
    func atDesk(_ body: (Desk) async throws -> Void) async throws {
        try await reading.atDesk { desk in try await body(desk.asked(by: try await desk.actor(asker.reader))) }
    }
}

extension OpenAskingOptions {
    /// Opens the database for whoever asks, and says who that is.
    func atDesk(_ body: (Desk, Actor) async throws -> Void) async throws {
        try await reading.atDesk { desk in
            let actor = try await desk.actor(asker.reader)
            try await body(desk.asked(by: actor), actor)
        }
    }
}

extension WritingOptions {
    /// Opens the database and finds out who acts.
    func atDesk(expectedVersion: Int64? = nil, _ body: (Desk, Request) async throws -> Void) async throws {
        var printer = reading.printing.printer
        printer.isDryRun = isDryRun
        try await reading.data.atDesk(printer) { desk in
            let request = Request(
                actor: try await desk.actor(actor), key: key, expectedVersion: expectedVersion, isDryRun: isDryRun)
            try await body(desk, request)
        }
    }
}

extension ActingOptions {
    func request(_ desk: Desk, isDryRun: Bool) async throws -> Request {
        Request(actor: try await desk.actor(actor), key: key, isDryRun: isDryRun)
    }
}

extension Desk {
    /// Who is meant by `--as`.
    func actor(_ name: ActorName) async throws -> Actor {
        switch name {
        case .secretariat: .secretariat
        case .college: .college
        case .alderman: .alderman
        case .budgetHolder: .budgetHolder
        case .finance: .finance
        case .auditor: .auditor
        case .administrator: .administrator
        case .applicant(let reference): .applicant(try await organisation(reference).id)
        case .reviewer(let code): .reviewer(try await member(code))
        case .chair(let code): .chair(try await member(code))
        }
    }

    /// An organisation by its reference or its enterprise number.
    func organisation(_ name: String) async throws -> StoredOrganisation {
        let reference = EnterpriseNumber(name)?.digits ?? name
        let found = try await database.read(as: service.asker) { db in try db.organisations([reference]) }
        guard let organisation = found[reference] else { throw StoreError.notFound(kind: "organisation", name: name) }
        return organisation
    }

    private func member(_ code: String) async throws -> MemberID {
        let members = try await database.read { db in try db.members() }
        guard let member = members.first(where: { $0.member.code == code }) else {
            throw StoreError.notFound(kind: "member", name: code)
        }
        return member.id
    }
}
