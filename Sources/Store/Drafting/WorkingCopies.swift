package import CallModel
package import Postgres
package import Workflow

/// What was typed in one field, and in which version of the working copy it last changed.
package struct TypedField: Hashable, Codable, Sendable {
    package let values: [String]
    package let version: Int64

    package init(_ values: [String], version: Int64) { (self.values, self.version) = (values, version) }
}

/// A form as an association typed it so far, whole or not, right or wrong.
package struct WorkingCopy: Hashable, Sendable {
    package let id: Int64
    package let call: CallID
    package let organisation: OrganisationID
    package let reference: String
    package var version: Int64
    package var fields: [String: TypedField]
    package var documents: [AttachedDocument]
    package var savedAt: Instant

    package init(
        id: Int64 = 0, call: CallID, organisation: OrganisationID, reference: String, version: Int64 = 0,
        fields: [String: TypedField] = [:], documents: [AttachedDocument] = [], savedAt: Instant
    ) {
        (self.id, self.call, self.organisation, self.reference) = (id, call, organisation, reference)
        (self.version, self.fields, self.documents, self.savedAt) = (version, fields, documents, savedAt)
    }
}

private let columns = "id, call_id, organisation_id, reference, version, fields, saved_at"
private let copyOfFile = Statement(
    "working copy", "SELECT \(columns) FROM working_copies WHERE call_id = $1 AND reference = $2")
private let lockCopyOfFile = Statement(
    "lock working copy", "SELECT \(columns) FROM working_copies WHERE call_id = $1 AND reference = $2 FOR UPDATE")
private let copiesOfOrganisation = Statement(
    "working copies of organisation", "SELECT \(columns) FROM working_copies WHERE organisation_id = $1 ORDER BY id")
private let insertCopy = Statement(
    "insert working copy",
    """
    INSERT INTO working_copies (call_id, organisation_id, reference, version, fields, saved_at, saved_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    RETURNING id
    """)
private let updateCopy = Statement(
    "update working copy", "UPDATE working_copies SET version = $2, fields = $3, saved_at = $4, saved_by = $5 WHERE id = $1")
private let deleteCopy = Statement("delete working copy", "DELETE FROM working_copies WHERE call_id = $1 AND reference = $2")
private let documentsOfCopy = Statement(
    "documents of copy",
    """
    SELECT d.attachment, d.name, a.type, a.size, d.digest
    FROM copy_documents AS d
    JOIN attachments AS a ON a.digest = d.digest
    WHERE d.copy_id = $1
    ORDER BY d.place
    """)
private let dropDocuments = Statement("drop documents of copy", "DELETE FROM copy_documents WHERE copy_id = $1")
private let insertDocument = Statement(
    "insert document of copy",
    "INSERT INTO copy_documents (copy_id, place, attachment, name, digest) VALUES ($1, $2, $3, $4, $5)")
private let filesOfOrganisation = Statement(
    "files of organisation",
    "SELECT \(ApplicationMachine.table.selection) FROM applications WHERE organisation_id = $1 ORDER BY id")
private let eraseCopies = Statement(
    "erase working copies",
    """
    DELETE FROM working_copies AS c
    WHERE c.organisation_id = $1
       OR EXISTS (SELECT FROM unnest($2::text[]) AS n (name) WHERE position(lower(n.name) IN lower(c.fields)) > 0)
    """)

extension Connection {
    /// The working copy of a file; none before anything was typed and after it was handed in.
    ///
    /// - Parameter locking: whether it is to stay as it is until the transaction ends.
    package func workingCopy(_ reference: String, of call: CallID, locking: Bool = false) throws -> WorkingCopy? {
        guard let row = try query(locking ? lockCopyOfFile : copyOfFile, call, reference).singleOrNone() else { return nil }
        var copy = try WorkingCopy(row: row)
        copy.documents = try query(documentsOfCopy, copy.id).map { row in
            let type = try row.string(2)
            guard let type = FileType(rawValue: type) else { throw StoreError.unreadable("the document type \(type)") }
            return AttachedDocument(
                attachment: try row.string(0), name: try row.string(1), type: type, size: try row.int(3), digest: try row.value(4))
        }
        return copy
    }

    /// The working copies of an organisation, the oldest first, without their documents.
    package func workingCopies(of organisation: OrganisationID) throws -> [WorkingCopy] {
        try query(copiesOfOrganisation, organisation).map { try WorkingCopy(row: $0) }
    }

    /// Keeps a copy as it now stands, with its documents.
    package func keep(_ copy: WorkingCopy, by account: AccountID?) throws {
        let fields = LogJSON.text(copy.fields) ?? "{}"
        let id: Int64
        if copy.id == 0 {
            id = try query(insertCopy, copy.call, copy.organisation, copy.reference, copy.version, fields, copy.savedAt, account)
                .single().int64(0)
        } else {
            id = copy.id
            try execute(updateCopy, id, copy.version, fields, copy.savedAt, account)
            try execute(dropDocuments, id)
        }
        for (place, document) in copy.documents.enumerated() {
            try execute(insertDocument, id, Int32(place + 1), document.attachment, document.name, document.digest)
        }
    }

    package func drop(workingCopyOf reference: String, in call: CallID) throws { try execute(deleteCopy, call, reference) }

    /// Every file of an organisation, whatever the call.
    package func files(of organisation: OrganisationID) throws -> [Application] {
        try query(filesOfOrganisation, organisation).map { try ApplicationMachine.read($0) }
    }

    /// Takes out what an organisation's people typed, and every other copy that names somebody.
    package func erase(workingCopiesOf organisation: OrganisationID?, naming names: [String]) throws {
        try execute(eraseCopies, organisation, names)
    }
}

extension WorkingCopy {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.int64(0), call: try row.value(1), organisation: try row.value(2), reference: try row.string(3),
            version: try row.int64(4), fields: try LogJSON.decode([String: TypedField].self, from: try row.string(5)),
            savedAt: try row.value(6))
    }
}
