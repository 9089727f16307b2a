package import CallModel

/// One organisation of an import.
///
/// `row` in every record is the physical line of a table (the header is line 1), or the place of the element in a JSON list,
/// counted from 1.
package struct ImportedOrganisation: Hashable, Sendable {
    package let organisation: Organisation
    package let row: Int
}

/// One file of an import. A complement has the same shape: it is the whole file as it now stands.
package struct ImportedApplication: Hashable, Sendable {
    /// The organisation's reference; an enterprise number in any punctuation has become its ten digits.
    package let organisation: String
    package var content: ApplicationContent
    package let row: Int
    /// The documents that it names, to be found in the folder that it came in.
    var documents: [NamedDocument] = []
}

/// A document as an application names it.
struct NamedDocument: Hashable, Sendable {
    /// The id of the attachment that it is for.
    let attachment: String
    /// Below the folder of the applications, parts separated by `/`.
    let path: String
    let place: ImportFault.Place
    let column: String?
}

/// What an organisation received in an earlier edition and how far it has justified it.
package struct ImportedEarlierGrant: Hashable, Sendable {
    package let organisation: String
    package let edition: String
    package let awarded: Cents
    package let accepted: Cents
    package let refunded: Cents
    package let isClosed: Bool
    package let row: Int
}
