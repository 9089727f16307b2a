package import CallModel
package import Postgres

/// What a member declares to know.
package struct Expertise: Hashable, Sendable {
    /// Categories of calls, and purposes of aid as codes.
    package let themes: [String]
    package let countries: [String]
    package let languages: [String]

    package init(themes: [String], countries: [String], languages: [String]) {
        (self.themes, self.countries, self.languages) = (themes, countries, languages)
    }
}

/// What a member says of reviewing a file.
package struct StoredPreference: Hashable, Sendable {
    package let member: MemberID
    package let application: ApplicationID
    package let preference: ReviewPreference

    package init(member: MemberID, application: ApplicationID, preference: ReviewPreference) {
        (self.member, self.application, self.preference) = (member, application, preference)
    }
}

private let allExpertise = Statement("all expertise", "SELECT member_id, themes, countries, languages FROM expertise")
private let upsertExpertise = Statement(
    "upsert expertise",
    """
    INSERT INTO expertise (member_id, themes, countries, languages)
    SELECT *
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
    ON CONFLICT (member_id) DO UPDATE
    SET themes = EXCLUDED.themes, countries = EXCLUDED.countries, languages = EXCLUDED.languages
    """)
private let preferencesOfCall = Statement(
    "preferences of call",
    """
    SELECT p.member_id, p.application_id, p.preference
    FROM preferences AS p
    JOIN applications AS a ON a.id = p.application_id
    WHERE a.call_id = $1
    """)
private let upsertPreferences = Statement(
    "upsert preferences",
    """
    INSERT INTO preferences (member_id, application_id, preference)
    SELECT *
    FROM unnest($1::bigint[], $2::bigint[], $3::text[])
    ON CONFLICT (member_id, application_id) DO UPDATE
    SET preference = EXCLUDED.preference
    """)

extension Connection {
    package func expertise() throws -> [MemberID: Expertise] {
        var expertise: [MemberID: Expertise] = [:]
        for row in try query(allExpertise) {
            expertise[try row.value(0)] = Expertise(
                themes: try row.string(1).codes, countries: try row.string(2).codes, languages: try row.string(3).codes)
        }
        return expertise
    }

    package func keep(expertise: [(member: MemberID, expertise: Expertise)]) throws {
        try query(
            upsertExpertise, expertise.map(\.member), expertise.map { $0.expertise.themes.joined(separator: ";") },
            expertise.map { $0.expertise.countries.joined(separator: ";") },
            expertise.map { $0.expertise.languages.joined(separator: ";") })
    }

    package func preferences(of call: CallID) throws -> [StoredPreference] {
        try query(preferencesOfCall, call).map { row in
            guard let preference = ReviewPreference(rawValue: try row.string(2)) else {
                throw StoreError.unreadable("a preference: \(try row.string(2))")
            }
            return StoredPreference(member: try row.value(0), application: try row.value(1), preference: preference)
        }
    }

    package func keep(preferences: [StoredPreference]) throws {
        try query(
            upsertPreferences, preferences.map(\.member), preferences.map(\.application),
            preferences.map(\.preference.rawValue))
    }
}

extension String {
    fileprivate var codes: [String] { split(separator: ";").map(String.init) }
}
