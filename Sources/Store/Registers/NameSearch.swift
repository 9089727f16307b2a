package import Postgres

/// What a person is found by in tables and texts.
package struct NameSearch: Hashable, Sendable {
    /// Names, addresses and numbers as they are written, found in capitals or not, also inside of words.
    package var texts: [String]
    /// The same as words without accents in lower case, with one blank between them, in every order in which they may stand: found as
    /// whole words, whatever is between them.
    package var phrases: [String]

    package init(texts: [String] = [], phrases: [String] = []) { (self.texts, self.phrases) = (texts, phrases) }

    /// With more words that are looked for.
    package func adding(phrases more: [String]) -> NameSearch { NameSearch(texts: texts, phrases: Set(phrases + more).sorted()) }
}

/// A row in which somebody may be meant.
package struct NamingRow: Hashable, Codable, Sendable {
    package let table: String
    /// The words around the name.
    package let excerpt: String
}

/// Conditions that a text names somebody.
enum NameSQL {
    /// The condition that an expression holds one of the texts or phrases.
    ///
    /// - Parameters:
    ///   - texts: the parameter with the texts, such as `$1`.
    ///   - phrases: the one with the phrases.
    static func names(_ expression: String, _ texts: String, _ phrases: String) -> String {
        """
        (EXISTS (SELECT FROM unnest(\(texts)::text[]) AS n (name) WHERE position(lower(n.name) IN lower(\(expression))) > 0)
         OR \(says(expression, phrases)))
        """
    }

    /// The condition that an expression holds one of the phrases.
    static func says(_ expression: String, _ phrases: String) -> String {
        """
        EXISTS (
            SELECT
            FROM (SELECT \(folded(expression)) AS words OFFSET 0) AS f, unnest(\(phrases)::text[]) AS p (phrase)
            WHERE position(' ' || p.phrase || ' ' IN f.words) > 0)
        """
    }

    /// The words of an expression, with a blank before and after each: without accents, in lower case, and without the escapes that a
    /// JSON text or a row has for quotes and line ends.
    private static func folded(_ expression: String) -> String {
        let lines = "regexp_replace(\(expression), '\\\\+[nrtbf]', ' ', 'g')"
        let bare = "regexp_replace(normalize(\(lines), NFKD), '[\\u0300-\\u036F]', '', 'g')"
        let plain = "translate(replace(replace(replace(lower(\(bare)), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'øØłŁđĐ', 'oolldd')"
        return "' ' || regexp_replace(\(plain), '[^[:alnum:]]+', ' ', 'g') || ' '"
    }
}

private let allTables = Statement(
    "all tables",
    """
    SELECT c.relname::text
    FROM pg_class AS c
    WHERE c.relnamespace = 'appel'::regnamespace AND c.relkind = 'r' AND c.relname <> 'attachment_pieces'
      AND has_table_privilege(c.oid, 'SELECT')
    ORDER BY c.relname
    """)
private let piecesNaming = Statement(
    "pieces naming",
    """
    SELECT EXISTS (
        SELECT FROM attachment_pieces AS p, unnest($1::text[]) AS n (name)
        WHERE position(convert_to(n.name, 'UTF8') IN p.bytes) > 0)
    """)

extension Connection {
    /// Tables of nothing but numbers, codes and digests: long, and searched for names as they are written only.
    static let wordless: Set<String> = ["events", "audit_leaves", "audit_pending", "transitions"]
    /// Every table that is searched for names.
    func searchedTables() throws -> [String] { try query(allTables).map { try $0.string(0) } }

    /// So many rows of a table are shown.
    private static let mostRows = 20

    /// The tables in which somebody is still named.
    package func tables(naming person: NameSearch) throws -> [String] {
        var found: [String] = []
        for table in try searchedTables() {
            let phrases = Self.wordless.contains(table) ? [] : person.phrases
            let any = Statement(once: "SELECT EXISTS (SELECT FROM \(table) AS t WHERE \(NameSQL.names("t::text", "$1", "$2")))")
            if try query(any, person.texts, phrases).single().bool(0) { found.append(table) }
        }
        if try query(piecesNaming, person.texts).single().bool(0) { found.append("attachment_pieces") }
        return found
    }

    /// The rows that hold one of some phrases, with the words around it.
    package func rows(saying phrases: [String], _ excerpt: (String) -> String) throws -> [NamingRow] {
        guard !phrases.isEmpty else { return [] }
        var found: [NamingRow] = []
        for table in try searchedTables() {
            guard !Self.wordless.contains(table) else { continue }
            let naming = Statement(
                once: "SELECT t::text FROM \(table) AS t WHERE \(NameSQL.says("t::text", "$1")) LIMIT \(Self.mostRows)")
            found += try query(naming, phrases).map { NamingRow(table: table, excerpt: excerpt(try $0.string(0))) }
        }
        return found
    }
}
