import CallModel
import Exchange
import Foundation
import Testing

@Suite struct YAMLSourceTests {
    private func parse(_ text: String) throws(YAMLSourceError) -> SourceNode { try YAMLSource.parse(Data(text.utf8)) }

    @Test func `texts stay as written, with their place`() throws {
        let root = try parse("# comment\na: 12.10\nb:\n  - \"2027-03-01 09:00\"\n  - no\n")
        #expect(root.value(of: "a")?.content == .scalar("12.10", .plain))
        #expect(root.value(of: "a")?.position == SourcePosition(line: 2, column: 4))
        guard case .sequence(let items) = root.value(of: "b")?.content else {
            Issue.record("no list")
            return
        }
        #expect(items.map(\.content) == [.scalar("2027-03-01 09:00", .quoted), .scalar("no", .plain)])
        #expect(items.map(\.position.line) == [4, 5])
    }

    @Test func `keys keep their order and their places`() throws {
        guard case .mapping(let entries) = try parse("z: 1\na: 2\nm: {}\n").content else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.key) == ["z", "a", "m"])
        #expect(entries.map(\.keyPosition.line) == [1, 2, 3])
    }

    @Test(arguments: [
        ("", YAMLSourceError.empty), ("# only a comment\n", .empty),
        ("a: 1\n---\nb: 2\n", .severalDocuments(line: 3)),
        ("a: 1\nb: &x 2\n", .anchor(line: 2)), ("a: &x 1\nb: *x\n", .anchor(line: 1)),
        ("? [1, 2]\n: 3\n", .keyIsNoText(line: 1)),
        ("x:\n  a: 1\n  b: 2\n  a: 3\n", .duplicateKeys(["a"], line: 2))
    ])
    func `what is not accepted is named with its line`(text: String, error: YAMLSourceError) {
        #expect(throws: error) { try parse(text) }
        #expect(!error.message.french.isEmpty && error.message.french != error.message.dutch)
    }

    @Test func `broken YAML is reported with its line`() {
        let error = #expect(throws: YAMLSourceError.self) { try parse("a: 1\nb: \"open\nc: 2\n") }
        #expect(error?.line == 4 || error?.line == 2)
        let tab = #expect(throws: YAMLSourceError.self) { try parse("a: 1\nb:\n\t- 2\n") }
        #expect(tab?.line == 3)
    }

    @Test func `a byte that is no UTF-8 is reported with its line`() {
        #expect(throws: YAMLSourceError.notUTF8(line: 2)) {
            try YAMLSource.parse(Data(Array("a: 1\nb: caf".utf8) + [0xE9] + Array("\n".utf8)))
        }
    }

    @Test func `a file over the limit is refused and one at the limit is read`() throws {
        let head = "a: 1\n#"
        let fitting = head + String(repeating: "x", count: YAMLSource.sizeLimit - head.utf8.count)
        _ = try parse(fitting)
        #expect(throws: YAMLSourceError.tooLarge(bytes: YAMLSource.sizeLimit + 1, limit: YAMLSource.sizeLimit)) {
            try parse(fitting + "x")
        }
    }

    /// Each level names the one before ten times: unfolded, the last would have 10^30 items.
    @Test func `a bomb of aliases is refused at once, as value and as key`() {
        var text = "l0: &l0 [x]\n"
        for level in 1...30 {
            let names = repeatElement("*l\(level - 1)", count: 10).joined(separator: ", ")
            text += "l\(level): &l\(level) [\(names)]\n"
        }
        #expect(throws: YAMLSourceError.anchor(line: 1)) { try parse(text) }
        #expect(throws: YAMLSourceError.anchor(line: 1)) { try parse(text + "? *l30\n: 1\n? *l30\n: 2\n") }
    }

    @Test(arguments: ["[", "- ", "{a: "])
    func `endless nesting is an error, not a crash`(opening: String) {
        #expect(throws: YAMLSourceError.self) { try parse(String(repeating: opening, count: 100_000)) }
        #expect(throws: YAMLSourceError.self) { try parse(String(repeating: opening, count: 500)) }
    }

    @Test func `a star or an ampersand in a text is no alias`() throws {
        let root = try parse("a: |\n  * one &two\n  * three\nb: \"R &D *D\"\n")
        #expect(root.value(of: "b")?.content == .scalar("R &D *D", .quoted))
    }

    @Test func `a file that is not there is named`() {
        let error = #expect(throws: YAMLSourceError.self) { try YAMLSource.read(path: "/nowhere/call.yaml") }
        guard case .unreadableFile(let path, _) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(path == "/nowhere/call.yaml")
    }
}
