package import CallModel
package import Postgres
package import Workflow

// Reading the projections: one statement a question, each named for what it answers.

private let callByCode = Statement("call by code", "SELECT \(CallMachine.table.selection) FROM calls WHERE code = $1")
private let allCalls = Statement("all calls", "SELECT \(CallMachine.table.selection) FROM calls ORDER BY id")
private let filesOfCall = Statement(
    "files of call", "SELECT \(ApplicationMachine.table.selection) FROM applications WHERE call_id = $1 ORDER BY id")
private let lockFilesOfCall = Statement(
    "lock files of call",
    """
    SELECT \(ApplicationMachine.table.selection)
    FROM applications
    WHERE call_id = $1
    ORDER BY id
    FOR UPDATE
    """)
private let lockFilesByReference = Statement(
    "lock files by reference",
    """
    SELECT \(ApplicationMachine.table.selection)
    FROM applications
    WHERE call_id = $1 AND reference = ANY ($2)
    ORDER BY id
    FOR UPDATE
    """)
private let fileByReference = Statement(
    "file by reference",
    "SELECT \(ApplicationMachine.table.selection) FROM applications WHERE call_id = $1 AND reference = $2")
private let filesByNumber = Statement(
    "files by number", "SELECT \(ApplicationMachine.table.selection) FROM applications WHERE id = ANY ($1) ORDER BY id")
private let partOfFiles = Statement(
    "part of files",
    """
    SELECT \(ApplicationMachine.table.selection)
    FROM applications
    WHERE call_id = $1 AND ($2::text[] IS NULL OR state = ANY ($2)) AND ($3::text IS NULL OR category = $3)
        AND ($4::text IS NULL OR reference COLLATE "C" > $4)
    ORDER BY reference COLLATE "C"
    LIMIT $5
    """)
private let statesOfFiles = Statement(
    "states of files", "SELECT state, count(*) FROM applications WHERE call_id = $1 GROUP BY state")
private let reviewsOfMember = Statement(
    "reviews of member",
    """
    SELECT \(ReviewMachine.table.qualified("r"))
    FROM reviews AS r
    JOIN applications AS a ON a.id = r.application_id
    WHERE a.call_id = $1 AND r.member_id = $2
    ORDER BY r.id
    """)
private let reviewsOfFile = Statement(
    "reviews of file", "SELECT \(ReviewMachine.table.selection) FROM reviews WHERE application_id = $1 ORDER BY id")
private let reviewsOfCall = Statement(
    "reviews of call",
    """
    SELECT \(ReviewMachine.table.qualified("r"))
    FROM reviews AS r
    JOIN applications AS a ON a.id = r.application_id
    WHERE a.call_id = $1
    ORDER BY r.id
    """)
private let lockReviewsOfCall = Statement(
    "lock reviews of call",
    """
    SELECT \(ReviewMachine.table.qualified("r"))
    FROM reviews AS r
    JOIN applications AS a ON a.id = r.application_id
    WHERE a.call_id = $1
    ORDER BY r.id
    FOR UPDATE OF r
    """)
private let lockReviewsOfFile = Statement(
    "lock reviews of file",
    """
    SELECT \(ReviewMachine.table.selection)
    FROM reviews
    WHERE application_id = $1
    ORDER BY id
    FOR UPDATE
    """)
private let grantsOfCall = Statement(
    "grants of call",
    """
    SELECT \(GrantMachine.table.qualified("g"))
    FROM grants AS g
    JOIN applications AS a ON a.id = g.application_id
    WHERE a.call_id = $1
    ORDER BY g.id
    """)
private let lockGrantOfFile = Statement(
    "lock grant of file",
    """
    SELECT \(GrantMachine.table.selection)
    FROM grants
    WHERE application_id = $1
    ORDER BY id DESC
    LIMIT 1
    FOR UPDATE
    """)

extension Connection {
    package func call(code: String) throws -> Call {
        guard let row = try query(callByCode, code).singleOrNone() else {
            throw StoreError.notFound(kind: "call", name: code)
        }
        return try CallMachine.read(row)
    }

    package func calls() throws -> [Call] { try query(allCalls).map { try CallMachine.read($0) } }

    package func files(of call: CallID) throws -> [Application] {
        try query(filesOfCall, call).map { try ApplicationMachine.read($0) }
    }

    package func files(_ ids: Set<ApplicationID>) throws -> [Application] {
        try query(filesByNumber, ids.sorted()).map { try ApplicationMachine.read($0) }
    }

    /// Some files of a call in the order of their references.
    ///
    /// - Parameters:
    ///   - states: only files in one of these; in any where it is nil.
    ///   - after: the reference after which the part begins.
    package func files(
        of call: CallID, in states: [ApplicationState]?, category: String?, after: String?, most: Int
    ) throws -> [Application] {
        try query(partOfFiles, call, states?.map(\.name), category, after, Int64(most)).map { try ApplicationMachine.read($0) }
    }

    /// How many files of a call are in each state.
    package func tally(of call: CallID) throws -> Tally {
        var counts: [ApplicationState: Int] = [:]
        for row in try query(statesOfFiles, call) { counts[try ApplicationMachine.stateNamed(row.string(0))] = try row.int(1) }
        return Tally(counts)
    }

    /// All files of a call, locked in the order of their numbers. The call must be locked before.
    package func lockFiles(of call: CallID) throws -> [Application] {
        try query(lockFilesOfCall, call).map { try ApplicationMachine.read($0) }
    }

    /// The files with these references, locked; those that do not exist are simply not there.
    package func lockFiles(_ references: [String], of call: CallID) throws -> [Application] {
        try query(lockFilesByReference, call, references).map { try ApplicationMachine.read($0) }
    }

    package func file(_ reference: String, of call: CallID) throws -> Application {
        guard let file = try file(reference, ifIn: call) else { throw StoreError.notFound(kind: "application", name: reference) }
        return file
    }

    /// The file of that reference, if the call has one.
    package func file(_ reference: String, ifIn call: CallID) throws -> Application? {
        try query(fileByReference, call, reference).singleOrNone().map { try ApplicationMachine.read($0) }
    }

    package func reviews(of call: CallID) throws -> [Review] {
        try query(reviewsOfCall, call).map { try ReviewMachine.read($0) }
    }

    package func reviews(of call: CallID, by member: MemberID) throws -> [Review] {
        try query(reviewsOfMember, call, member).map { try ReviewMachine.read($0) }
    }

    package func reviews(of file: ApplicationID) throws -> [Review] {
        try query(reviewsOfFile, file).map { try ReviewMachine.read($0) }
    }

    /// All reviews of a call, locked. The call and its files must be locked before.
    package func lockReviews(of call: CallID) throws -> [Review] {
        try query(lockReviewsOfCall, call).map { try ReviewMachine.read($0) }
    }

    /// All reviews of one file, locked. The call and the file must be locked before.
    package func lockReviews(of application: ApplicationID) throws -> [Review] {
        try query(lockReviewsOfFile, application).map { try ReviewMachine.read($0) }
    }

    package func grants(of call: CallID) throws -> [Grant] {
        try query(grantsOfCall, call).map { try GrantMachine.read($0) }
    }

    /// The newest grant of a file, locked; `nil` while there is none.
    package func lockGrant(of application: ApplicationID) throws -> Grant? {
        try query(lockGrantOfFile, application).singleOrNone().map { try GrantMachine.read($0) }
    }

    /// Numbers for new subjects of a machine.
    package func reserveNumbers<M: StoredMachine>(_ count: Int, for machine: M.Type) throws -> [Int64] {
        try query(M.table.reserveNumbers, Int64(count)).map { try $0.int64(0) }
    }
}

extension ProjectionTable {
    /// The selection with every column taken from one table of a join.
    func qualified(_ alias: String) -> String {
        columns.map { "\(alias).\($0.selected)" }.joined(separator: ", ")
    }
}
