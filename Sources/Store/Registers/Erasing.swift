package import CallModel
package import Postgres

/// Who is erased: the register that has the person, and the number there.
package enum ErasedSubject: Hashable, Sendable, CustomStringConvertible {
    case member(MemberID)
    case organisation(OrganisationID)

    package var description: String {
        switch self {
        case .member(let id): "member:\(id)"
        case .organisation(let id): "organisation:\(id)"
        }
    }
}

/// The states in which nothing more can happen, by name.
package struct FinalStates: Sendable {
    package let calls: [String]
    package let applications: [String]
    package let grants: [String]

    package init(calls: [String], applications: [String], grants: [String]) {
        (self.calls, self.applications, self.grants) = (calls, applications, grants)
    }
}

/// What went.
package struct ErasedRows: Sendable {
    package var documents = 0
    package var attachments = 0
    package var answers = 0
    package var payments = 0
}

/// The condition that a file can still move; $1 to $3 are the final states.
private let isOpen = """
    (c.state <> ALL ($1::text[]) OR a.state <> ALL ($2::text[])
     OR EXISTS (SELECT FROM grants AS g WHERE g.application_id = a.id AND g.state <> ALL ($3::text[])))
    """
private let openFilesOfMember = Statement(
    "open files of member",
    """
    SELECT c.code, a.reference
    FROM applications AS a
    JOIN calls AS c ON c.id = a.call_id
    WHERE \(isOpen)
      AND (a.id IN (SELECT application_id FROM reviews WHERE member_id = $4)
        OR a.id IN (SELECT application_id FROM conflicts WHERE member_id = $4)
        OR a.id IN (SELECT application_id FROM conflict_pins WHERE member_id = $4)
        OR a.call_id IN (
            SELECT m.call_id
            FROM meetings AS m
            LEFT JOIN attendances AS t ON t.meeting_id = m.id
            WHERE m.chair_id = $4 OR t.member_id = $4))
    ORDER BY c.code, a.reference
    """)
private let openFilesOfOrganisation = Statement(
    "open files of organisation",
    """
    SELECT c.code, a.reference
    FROM applications AS a
    JOIN calls AS c ON c.id = a.call_id
    WHERE \(isOpen) AND a.organisation_id = $4
    ORDER BY c.code, a.reference
    """)
/// The files that each document is spoken of in: an event holds its digest in hexadecimal.
private let openFilesOfDocuments = Statement(
    "open files of documents",
    """
    SELECT DISTINCT c.code, a.reference
    FROM events AS e
    CROSS JOIN LATERAL regexp_matches(e.payload::text, '[0-9a-f]{64}', 'g') AS found
    JOIN applications AS a ON a.id = CASE e.machine
        WHEN 'application' THEN e.stream_id
        WHEN 'review' THEN (SELECT r.application_id FROM reviews AS r WHERE r.id = e.stream_id)
        WHEN 'grant' THEN (SELECT g.application_id FROM grants AS g WHERE g.id = e.stream_id) END
    JOIN calls AS c ON c.id = a.call_id
    WHERE \(isOpen) AND decode(found[1], 'hex') = ANY ($4::bytea[])
    ORDER BY c.code, a.reference
    """)
private let documentsOfMember = Statement(
    "documents of member",
    """
    SELECT d.digest
    FROM documents AS d
    WHERE d.digest IN (
        SELECT decode(found[1], 'hex')
        FROM events AS e, regexp_matches(e.payload::text, '[0-9a-f]{64}', 'g') AS found
        WHERE e.machine = 'review' AND e.stream_id IN (SELECT id FROM reviews WHERE member_id = $1)
        UNION
        SELECT note FROM conflicts WHERE member_id = $1
        UNION
        SELECT reason FROM conflict_pins WHERE member_id = $1)
    """)
private let eraseTies = Statement(
    "erase ties",
    """
    DELETE FROM member_ties AS t
    WHERE t.member_id = $1 OR \(NameSQL.names("t.value", "$2", "$3"))
    """)
private let eraseBoards = Statement(
    "erase boards",
    """
    DELETE FROM board_members AS b
    WHERE b.organisation_id = $1 OR \(NameSQL.names("b.name || ' ' || b.office", "$2", "$3"))
    """)
private let contentsOfOrganisation = Statement(
    "contents of organisation",
    """
    SELECT d.digest, d.body
    FROM documents AS d
    WHERE d.kind = 'application' AND d.digest IN (
        SELECT decode(found[1], 'hex')
        FROM events AS e, regexp_matches(e.payload::text, '[0-9a-f]{64}', 'g') AS found
        WHERE e.machine = 'application' AND e.stream_id IN (SELECT id FROM applications WHERE organisation_id = $1))
    """)
private let documentsNaming = Statement(
    "documents naming",
    """
    SELECT digest
    FROM documents
    WHERE \(NameSQL.names("body", "$1", "$2"))
    """)
private let documentsAttached = Statement(
    "documents attached", "SELECT DISTINCT digest FROM attached WHERE content = ANY ($1)")
private let deleteDocuments = Statement("delete documents", "DELETE FROM documents WHERE digest = ANY ($1)")
private let deleteAttachments = Statement(
    "delete attachments",
    """
    DELETE FROM attachments AS t
    WHERE t.digest = ANY ($1) AND NOT EXISTS (SELECT FROM attached AS a WHERE a.digest = t.digest)
      AND NOT EXISTS (SELECT FROM copy_documents AS d WHERE d.digest = t.digest)
    """)
private let deleteAnswers = Statement(
    "delete answers",
    """
    DELETE FROM idempotency AS i
    WHERE \(NameSQL.names("i::text", "$1", "$2"))
    """)
private let eraseMember = Statement(
    "erase member", "UPDATE members SET code = 'erased-' || id, name = '', email = '' WHERE id = $1")
private let eraseExpertise = Statement("erase expertise", "DELETE FROM expertise WHERE member_id = $1")
private let erasePreferences = Statement("erase preferences", "DELETE FROM preferences WHERE member_id = $1")
private let eraseOrganisation = Statement(
    "erase organisation",
    """
    UPDATE organisations
    SET reference = $2, enterprise_number = $3, name = $4, record = $5::json
    WHERE id = $1
    """)
private let erasePayee = Statement(
    "erase payee",
    """
    UPDATE batch_payments
    SET payee = '', account = ''
    WHERE grant_id IN (
        SELECT g.id FROM grants AS g JOIN applications AS a ON a.id = g.application_id WHERE a.organisation_id = $1)
    """)
private let insertErasure = Statement(
    "insert erasure", "INSERT INTO erasures (subject, reason, by, at) VALUES ($1, $2, $3, $4)")
/// A file by its call and its reference.
package struct UnfinishedFile: Hashable, Sendable {
    package let call: String
    package let reference: String

    package init(call: String, reference: String) { (self.call, self.reference) = (call, reference) }
}

extension Connection {
    /// The files of a person that are not over yet.
    package func openFiles(of subject: ErasedSubject, _ final: FinalStates) throws -> [UnfinishedFile] {
        let rows =
            switch subject {
            case .member(let id): try query(openFilesOfMember, final.calls, final.applications, final.grants, id)
            case .organisation(let id): try query(openFilesOfOrganisation, final.calls, final.applications, final.grants, id)
            }
        return try rows.map { UnfinishedFile(call: try $0.string(0), reference: try $0.string(1)) }
    }

    /// The files that are not over yet and that some documents belong to.
    package func openFiles(ofDocuments digests: [Digest], _ final: FinalStates) throws -> [UnfinishedFile] {
        try query(openFilesOfDocuments, final.calls, final.applications, final.grants, digests).map {
            UnfinishedFile(call: try $0.string(0), reference: try $0.string(1))
        }
    }

    /// What a member wrote: justifications, declarations and reasons.
    package func documents(writtenBy member: MemberID) throws -> [Digest] {
        try query(documentsOfMember, member).map { try $0.value(0) }
    }

    /// Every version of the contents of an organisation's files.
    package func contents(of organisation: OrganisationID) throws -> [Digest: String] {
        var found: [Digest: String] = [:]
        for row in try query(contentsOfOrganisation, organisation) { found[try row.value(0)] = try row.string(1) }
        return found
    }

    /// The documents in which somebody is named.
    package func documents(naming person: NameSearch) throws -> [Digest] {
        try query(documentsNaming, person.texts, person.phrases).map { try $0.value(0) }
    }

    /// Takes out documents, what was attached to them and to nothing else, and kept answers that name somebody.
    package func erase(documents digests: [Digest], naming person: NameSearch) throws -> ErasedRows {
        let attached: [Digest] = try query(documentsAttached, digests).map { try $0.value(0) }
        var rows = ErasedRows()
        rows.documents = try execute(deleteDocuments, digests)
        rows.attachments = try execute(deleteAttachments, attached)
        rows.answers = try execute(deleteAnswers, person.texts, person.phrases)
        return rows
    }

    /// A member keeps the number, which the log has, and nothing else.
    package func erase(member: MemberID) throws {
        try execute(eraseExpertise, member)
        try execute(erasePreferences, member)
        try execute(eraseMember, member)
    }

    /// Takes a person out of what conflicts of interest are inferred from: a member's own ties, an organisation's whole board, and
    /// whatever else names the person.
    package func erase(evidenceOf subject: ErasedSubject, naming person: NameSearch) throws {
        let member: MemberID? = if case .member(let id) = subject { id } else { nil }
        let organisation: OrganisationID? = if case .organisation(let id) = subject { id } else { nil }
        try execute(eraseTies, member, person.texts, person.phrases)
        try execute(eraseBoards, organisation, person.texts, person.phrases)
    }

    package func replace(_ organisation: OrganisationID, with erased: Organisation) throws {
        try execute(
            eraseOrganisation, organisation, erased.reference, erased.enterpriseNumber?.description, erased.name, LogJSON.text(erased))
    }

    /// Takes the name and the account of an organisation out of the payments that went to it.
    package func erasePayments(to organisation: OrganisationID) throws -> Int { try execute(erasePayee, organisation) }

    package func note(erasureOf subject: ErasedSubject, reason: String, by actor: String, at now: Instant) throws {
        try execute(insertErasure, subject.description, reason, actor, now)
    }
}
