import CallModel
import Exchange
import Foundation
import TestSupport
import Testing

/// The schema and the checker are two voices of one reader; here a validator that is not ours compares them.
@Suite struct CallSchemaTests {
    private static let python = Outside.python(with: ["jsonschema", "yaml"])
    private static let noPython: Comment = "needs Python's jsonschema and yaml"

    private static let path = URL(fileURLWithPath: configFolder).deletingLastPathComponent().path + "/docs/call.schema.json"

    @Test func `the schema in docs is the one that the program prints`() throws {
        let written = try String(contentsOfFile: Self.path, encoding: .utf8)
        #expect(written == DefinitionSchema.text, "write it anew: appel call schema > docs/call.schema.json")
    }

    @Test func `the schema describes every key that the reader knows, and no other`() {
        #expect(CallDefinition.unreadKeys == [])
        #expect(DefinitionSchema.unknownDescriptions == [])
    }

    @Test(.enabled(if: CallSchemaTests.python != nil, CallSchemaTests.noPython))
    func `every definition that is shipped is valid, read as an editor reads it`() throws {
        let paths = ShippedCalls.names.map { configFolder + "/calls/" + $0 }
        #expect(!paths.isEmpty)
        for path in paths { #expect(CallDefinition.check(try YAMLSource.read(path: path)).faults.map(\.path.description) == []) }
        #expect(try Self.answer(paths) == "")
    }

    @Test(.enabled(if: CallSchemaTests.python != nil, CallSchemaTests.noPython))
    func `a definition in which one thing is changed is refused by both, or by none`() throws {
        var random = SplitMix64(seed: 20_270_401)
        let whole = try [RuleFile.text(), FormFile.text()].map { try YAMLSource.parse(Data($0.utf8)) }
        let mutants = (0..<300).map { SchemaMutant(of: Self.excerpt(whole[$0 % 2], &random), &random) }
        let lines = mutants.map(\.file.json).joined(separator: "\n")
        let answer = try withTemporaryFolder { folder in
            try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/mutants.jsonl"))
            return try Self.answer([folder + "/mutants.jsonl"])
        }
        let refused = Set(answer.split(separator: "\n").compactMap { $0.split(separator: " ").first.flatMap { Int($0) } })
        var both = 0
        for (index, mutant) in mutants.enumerated() {
            let faults = CallDefinition.check(mutant.file).faults
            let isWritten = faults.allSatisfy(Self.isBeyondSchema)
            #expect(refused.contains(index) != isWritten, "\(index) \(mutant.words): \(faults.map { "\($0.path) \($0.kind)" })")
            if refused.contains(index), !isWritten { both += 1 }
        }
        // Enough of each kind that neither voice can always say the same.
        #expect((150...290).contains(both))
    }

    /// A file with some of the rules and questions of a larger one: as good, and quicker to look at.
    private static func excerpt(_ file: SourceNode, _ random: inout SplitMix64) -> SourceNode {
        guard case .mapping(let entries) = file.content else { return file }
        let shorter = entries.map { entry in
            guard ["admissibility", "form"].contains(entry.key), case .sequence(let items) = entry.value.content else { return entry }
            let kept = items.filter { _ in random.chance(4, of: items.count) }
            let value = SourceNode(.sequence(kept.isEmpty ? Array(items.prefix(1)) : kept), at: entry.value.position)
            return SourceNode.Entry(key: entry.key, keyPosition: entry.keyPosition, value: value)
        }
        return SourceNode(.mapping(shorter), at: file.position)
    }

    /// Faults that lie between values, in a calendar or in a register, which no schema knows.
    private static func isBeyondSchema(_ fault: DefinitionFault) -> Bool {
        switch fault.kind {
        case .time(.unreadable): false
        case .wrongType, .missingKey, .unknownKey, .duplicateKey, .emptyText, .emptyList, .badIdentifier, .notWhole, .outOfRange,
            .notAmount, .zeroAmount, .notDate, .notReferenceDate, .notYesNo, .notTieKey, .notPostcode, .notCountry,
            .notPercentage, .notSector, .notDecimal, .notAgeBand, .bothKeys:
            false
        // A word that is none of the reader's own is known to the schema; an option of another question is not.
        case .unknownValue: fault.path.description.contains("showIf.is")
        default: true
        }
    }

    /// What the validator says against files: YAML, or one JSON document a line, of which it then gives the numbers.
    private static func answer(_ paths: [String]) throws -> String {
        let answer = try Outside.run(try #require(python), ["-W", "ignore", "-c", validator, path] + paths)
        try #require(answer.status == 0, "\(answer.errors)")
        return answer.output
    }

    /// PyYAML reads YAML 1.1, in which 2027-07-01 is a date and `no` a boolean; editors read 1.2.
    private static let validator = """
        import json, re, sys, yaml
        from jsonschema import Draft202012Validator
        class Core(yaml.SafeLoader): pass
        Core.yaml_implicit_resolvers = {}
        for name, pattern, first in [
            ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"), ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
            ("float", r"^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+0123456789."),
            ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""])]:
            Core.add_implicit_resolver("tag:yaml.org,2002:" + name, re.compile(pattern), list(first))
        Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for path in sys.argv[2:]:
            with open(path, encoding="utf-8") as file:
                if path.endswith(".yaml"):
                    for error in validator.iter_errors(yaml.load(file, Loader=Core)):
                        print(path, "/".join(str(p) for p in error.absolute_path), error.message[:300])
                else:
                    for number, line in enumerate(file):
                        if not validator.is_valid(json.loads(line)): print(number)
        """
}
