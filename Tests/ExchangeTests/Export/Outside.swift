import Foundation
import Testing

/// Programs that are not ours and look at what we wrote.
enum Outside {
    struct Answer {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Whether a program can be found.
    static func has(_ name: String) -> Bool { path(of: name) != nil }

    /// Runs a program to its end.
    static func run(_ name: String, _ arguments: [String]) throws -> Answer {
        let program = try #require(path(of: name))
        return try withTemporaryFolder { folder in
            // Files rather than pipes, which fill up.
            let (output, errors) = (folder + "/output", folder + "/errors")
            for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle(forWritingAtPath: output)
            process.standardError = FileHandle(forWritingAtPath: errors)
            try process.run()
            process.waitUntilExit()
            return Answer(
                status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
                errors: try String(contentsOfFile: errors, encoding: .utf8))
        }
    }

    private static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/bin"]).map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// A Python that has the modules, be it the one of the path or the system's.
    static func python(with modules: [String]) -> String? {
        ["python3", "/usr/bin/python3"].first { name in
            let program = name.hasPrefix("/") ? name : path(of: name)
            guard let program, FileManager.default.isExecutableFile(atPath: program) else { return false }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = ["-c", "import " + modules.joined(separator: ", ")]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }.map { $0.hasPrefix("/") ? String($0.dropFirst("/usr/bin/".count)) : $0 }
    }
}

/// The publishers' schemas, which are no part of the product: beside the checkout, or where `APPEL_SCHEMAS` says.
enum Schemas {
    static let folder: String? = {
        let beside =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path + "/shared/schemas"
        let candidates = [ProcessInfo.processInfo.environment["APPEL_SCHEMAS"], beside].compactMap { $0 }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/README.md") }
    }()

    static let absent: Comment = "the publishers' schemas are neither in ../shared/schemas nor where APPEL_SCHEMAS points"
    static let canXML = folder != nil && Outside.has("xmllint")
    static let noXML: Comment = "needs xmllint and the publishers' schemas in ../shared/schemas or APPEL_SCHEMAS"
    static let jsonPython = folder == nil ? nil : Outside.python(with: ["jsonschema", "yaml"])
    static let noJSON: Comment = "needs Python's jsonschema and yaml, and the schemas in ../shared/schemas or APPEL_SCHEMAS"

    static func path(_ name: String) throws -> String { try #require(folder) + "/" + name }

    /// What xmllint says against a document; empty when it is valid.
    static func faults(_ bytes: [UInt8], xsd: String) throws -> String {
        try withTemporaryFolder { folder in
            let file = folder + "/document.xml"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let answer = try Outside.run("xmllint", ["--noout", "--nonet", "--schema", try path(xsd), file])
            return answer.status == 0 ? "" : answer.errors
        }
    }

    /// What an XPath 1.0 expression gives on a document.
    static func xpath(_ expression: String, _ file: String) throws -> String {
        let answer = try Outside.run("xmllint", ["--nonet", "--xpath", expression, file])
        try #require(answer.status == 0, "\(expression): \(answer.errors)")
        return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What Python's jsonschema says against a document, one fault a line; empty when it is valid.
    ///
    /// - Parameter each: whether the document is a list whose elements are to be valid.
    static func faults(_ bytes: [UInt8], schema: String, each: Bool = false) throws -> String {
        try withTemporaryFolder { folder in
            let file = folder + "/document.json"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let answer = try Outside.run(
                try #require(jsonPython), ["-W", "ignore", "-c", validator, try path(schema), file, each ? "each" : "whole"])
            try #require(answer.status == 0, "\(answer.errors)")
            return answer.output
        }
    }

    /// References between schemas are resolved within their own folder, whatever address or version they name: nothing is
    /// fetched.
    private static let validator = """
        import datetime, json, os, re, sys, yaml
        from jsonschema import Draft202012Validator, FormatChecker
        schema_path, document_path, mode = sys.argv[1:4]
        folder = os.path.dirname(schema_path)
        def load(name):
            with open(os.path.join(folder, os.path.basename(name)), encoding="utf-8") as file:
                return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)) if name.endswith(".yaml") \\
                    else json.load(file)
        def typed(node):
            # The base loader keeps dates as texts, and makes texts of everything else too.
            if isinstance(node, dict): return {k: (v if k in ("examples", "enum") else typed(v)) for k, v in node.items()}
            if isinstance(node, list): return [typed(v) for v in node]
            return {"true": True, "false": False}.get(node, int(node) if isinstance(node, str) and node.isdigit() else node)
        schema = typed(load(schema_path))
        try:
            from referencing import Registry, Resource
            from referencing.jsonschema import DRAFT202012
            found = lambda uri: Resource(contents=typed(load(uri)), specification=DRAFT202012)
            reference = {"registry": Registry(retrieve=found)}
        except ImportError:
            # Before jsonschema 4.18.
            from jsonschema import RefResolver
            class Local(RefResolver):
                def resolve_remote(self, uri): return typed(load(uri.split("#")[0]))
            reference = {"resolver": Local(schema.get("$id", ""), schema)}
        checker = FormatChecker()
        @checker.checks("date-time", raises=ValueError)
        def is_instant(text):
            # The library checks it only where another one is installed, and 360Giving's dates are "one of" two forms.
            if not isinstance(text, str): return True
            if not re.fullmatch(r"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", text): return False
            return bool(datetime.datetime.fromisoformat(re.sub(r"(\\.\\d+)?(Z|[+-].{5})$", "", text[:19])))
        document = json.load(open(document_path, encoding="utf-8"), parse_float=float)
        validator = Draft202012Validator(schema, format_checker=checker, **reference)
        for index, part in enumerate(document if mode == "each" else [document]):
            for error in validator.iter_errors(part):
                print(index, "/".join(str(p) for p in error.absolute_path), error.message[:300])
        """
}
