import Testing

@testable import CallModel

@Suite struct SourceTests {
    private func text(_ text: String, _ line: Int) -> SourceNode {
        SourceNode(.scalar(text, .plain), at: SourcePosition(line: line, column: 5))
    }

    private func entry(_ key: String, _ value: SourceNode) -> SourceNode.Entry {
        SourceNode.Entry(key: key, keyPosition: SourcePosition(line: value.position.line, column: 1), value: value)
    }

    @Test func `a path is written as people read it`() {
        #expect(SourcePath.root["budgetLines"][0]["reserve"]["amount"].description == "budgetLines[0].reserve.amount")
        #expect(SourcePath.root.description == "")
    }

    @Test func `a path that ends early has the place of what is around it`() {
        let line = SourceNode(.mapping([entry("id", text("a", 3))]), at: SourcePosition(line: 3, column: 5))
        let lines = SourceNode(.sequence([line]), at: SourcePosition(line: 3, column: 3))
        let root = SourceNode(.mapping([entry("lines", lines)]), at: SourcePosition(line: 2, column: 1))
        #expect(root.position(of: .root["lines"][0]["id"]) == SourcePosition(line: 3, column: 1))
        #expect(root.position(of: .root["lines"][0]["total"]) == SourcePosition(line: 3, column: 5))
        #expect(root.position(of: .root["lines"][7]) == SourcePosition(line: 3, column: 1))
        #expect(root.position(of: .root["other"]) == SourcePosition(line: 2, column: 1))
    }

    @Test func `a key that stands twice is reported with both places`() {
        let root = SourceNode(
            .mapping([entry("code", text("a", 1)), entry("code", text("b", 2))]), at: SourcePosition(line: 1, column: 1)
        )
        let fault = CallDefinition.check(root).faults.first { $0.kind == .duplicateKey("code") }
        #expect(fault?.position.line == 2)
        #expect(fault?.related?.line == 1)
        #expect(fault?.message.english.contains("line 1") == true)
    }

    @Test func `a file that is no mapping has one fault`() {
        let faults = CallDefinition.check(text("hello", 1)).faults
        #expect(faults.map(\.kind) == [.wrongType(expected: .mapping)])
    }

    @Test func `an empty file names every key that it needs and nothing else`() {
        let faults = CallDefinition.check(SourceNode(.mapping([]), at: SourcePosition(line: 1, column: 1))).faults
        let missing = [
            "format", "code", "edition", "title", "summary", "authority", "currency", "procedure", "calendar",
            "categories",
            "budgetLines", "allocation", "scoring", "reviews", "council", "admissibility"
        ]
        #expect(faults.map(\.kind) == missing.map { .missingKey($0) })
    }

    @Test(arguments: [
        ("procedrue", "procedure"), ("buget", "budget"), ("Category", "category"), ("xyz", nil), ("", nil), ("9", nil), ("12", nil)
    ])
    func `the nearest word is suggested when it is near enough`(word: String, expected: String?) {
        #expect(nearest(to: word, among: ["procedure", "budget", "category", "0", "1"]) == expected)
    }
}
