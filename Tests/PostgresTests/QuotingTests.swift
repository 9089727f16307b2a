import Postgres
import Testing

@Suite struct QuotingTests {
    @Test(arguments: ["plain", "Upper Case", "do\"uble", "select", "é\\'"])
    func `an identifier names what it says`(name: String) async throws {
        let seen = try await SharedPool.shared.value.withSession { db in
            try db.query(Statement(once: "SELECT 1 AS \(Quoting.identifier(name))")).columnNames
        }
        #expect(seen == [name])
    }

    @Test(arguments: ["", "it's", "back\\slash", "\\'", "'; DROP TABLE x; --", "é"], ["on", "off"])
    func `a literal is what it says, whatever the server takes backslashes for`(
        text: String, conforming: String
    ) async throws {
        let seen = try await SharedPool.shared.value.transaction { db in
            try db.executeScript("SET LOCAL standard_conforming_strings = \(conforming)")
            return try db.query(Statement(once: "SELECT \(Quoting.literal(text))::text")).single().string(0)
        }
        #expect(seen == text)
    }

    @Test func `a qualified name is quoted part by part`() {
        #expect(Quoting.identifier(["my schema", "a.b"]) == #""my schema"."a.b""#)
    }
}
