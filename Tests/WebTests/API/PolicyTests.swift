import CallModel
import Foundation
import HTTPTypes
import Testing
import Web
import Workflow

/// Who may do what over HTTP, each cell of a table that was written by hand tried on a running call: `Tests/WebTests/policy.csv`.
///
/// `yes` admits the role; `own` an organisation with its own file and nobody with another's; `free` a member of the council with a
/// file of no conflict of interest; a dot refuses.
struct PolicyTests {
    private struct Row {
        let operation: String
        let cells: [String: String]
    }

    private static func table() throws -> [Row] {
        let text = try String(contentsOfFile: DemoFiles.folder + "/Tests/WebTests/policy.csv", encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        return lines.dropFirst().map { line in
            Row(operation: line[0], cells: Dictionary(uniqueKeysWithValues: zip(lines[0].dropFirst(), line.dropFirst())))
        }
    }

    /// At the stage of the reviews: who asks, and which file.
    private struct Visitor {
        let column: String
        let program: Program
        /// The relation to the file, by the file.
        let files: [(reference: String, relation: Relation)]
    }

    private enum Relation: String {
        case own, other, assigned, conflicted, unassigned, none
    }

    @Test func theTableNamesEveryOperationOnce() throws {
        let named = try Self.table().map(\.operation)
        #expect(Set(named).count == named.count)
        #expect(Set(named) == Set(APIOperation.all.map(\.id)))
        #expect(Set(APIOperation.all.map(\.id)).count == APIOperation.all.count)
    }

    @Test func everyRoleGetsWhatTheTableSaysAndNoMore() async throws {
        try await withStage(.review) { stage in
            let rows = Dictionary(uniqueKeysWithValues: try Self.table().map { ($0.operation, $0.cells) })
            for visitor in try await Self.visitors(stage) {
                for operation in APIOperation.all {
                    let cell = try #require(rows[operation.id]?[visitor.column])
                    let files = operation.parameters.contains("file") ? visitor.files : [visitor.files[0]]
                    for (file, relation) in files {
                        let answer = try await Self.ask(operation, about: file, visitor.program, stage)
                        let what = "\(operation.id) as \(visitor.column), \(relation.rawValue)"
                        Self.expect(answer, cell, relation, what)
                        guard cell == "own", relation == .other else { continue }
                        // Nothing tells a file of somebody else from one that is not there.
                        let none = try await Self.ask(operation, about: Self.unknown, visitor.program, stage)
                        #expect(answer.status == none.status, "\(what)")
                        #expect(answer.text.replacing(file, with: Self.unknown) == none.text, "\(what)")
                    }
                }
            }
        }
    }

    private static func visitors(_ stage: Stage) async throws -> [Visitor] {
        let (first, second, third) = ("BXL27-001", "BXL27-002", "BXL27-003")
        let panel: [(reference: String, relation: Relation)] = [(first, .assigned), (second, .conflicted), (third, .unassigned)]
        var all = [
            Visitor(
                column: "applicant", program: try await stage.program(try await stage.applicant(of: first)),
                files: [(first, .own), (second, .other)]),
            Visitor(column: "reviewer", program: try await stage.program(.reviewer("M03")), files: panel),
            Visitor(column: "chair", program: try await stage.program(.chair("M03")), files: panel),
            Visitor(column: "nobody", program: stage.strangeProgram, files: [(first, .none)])
        ]
        let offices: [(String, Person)] = [
            ("secretariat", .secretariat), ("college", .college), ("alderman", .alderman), ("budgetHolder", .budgetHolder),
            ("finance", .finance), ("auditor", .auditor), ("administrator", .administrator)
        ]
        for (column, person) in offices {
            all.append(Visitor(column: column, program: try await stage.program(person), files: [(first, .none)]))
        }
        return all
    }

    /// No file has it.
    private static let unknown = "BXL27-999"

    /// Asks with everything that any operation needs; commands are only tried out.
    private static func ask(_ operation: APIOperation, about file: String, _ program: Program, _ stage: Stage) async throws -> Answered {
        let organisation = try await stage.applicant(of: file == unknown ? "BXL27-001" : file)
        guard case .applicant(let reference) = organisation else { throw FixtureError("no organisation") }
        let parts = [
            "call": demoCall, "file": file, "organisation": reference, "member": "M03", "meeting": "2027-06-08", "lottery": "1",
            "batch": "1", "document": "statutes", "attachment": "statutes", "scenario": "trial", "account": Person.finance.email,
            "key": "none"
        ]
        let path = operation.parameters.reduce(operation.path) {
            $0.replacingOccurrences(of: "{\($1)}", with: parts[$1] ?? "none")
        }
        switch operation.body {
        case .none: return try await program.get(path)
        case .json: return try await program.send(operation.method, path + "?dryRun=true", everything)
        case .file(let types):
            return try await program.upload(
                operation.method, path + "?dryRun=true&name=statutes.pdf", Array("reference\n".utf8), type: types[0])
        }
    }

    private static let everything = """
        {"reason":"r","to":"2028-01-01T00:00:00Z","due":"2028-01-01T00:00:00Z","line":"solidarity","amountCents":100,"sitting":"s",\
        "rank":1,"commitment":"c","markers":[],"rulings":[],"references":["BXL27-001"],"meeting":"m","score":"80","ruling":"clear",\
        "ground":"other","member":"M03","account":"finance@example.org","purpose":"ties","sources":["s"],\
        "entropyFrom":"2028-01-01T00:00:00Z","entropy":[],"hats":[],"email":"n@example.org","name":"n","language":"fr","hat":0,\
        "scopes":["read"],"days":1,"threshold":50,"message":"m","step":"rest"}
        """

    private static func expect(_ answer: Answered, _ cell: String, _ relation: Relation, _ what: String) {
        let status = answer.status.code
        #expect(status < 500, "\(what): \(status) \(answer.text)")
        switch (cell, relation) {
        case (".", _):
            let shut = status == 401 || status == 403
            #expect(shut, "\(what): \(status) where the table refuses")
        case ("own", .other):
            #expect(status == 404, "\(what): \(status) for a file of somebody else")
        case ("free", .conflicted):
            let hidden = status == 403 || status == 404
            #expect(hidden, "\(what): \(status) in spite of the conflict of interest")
        default:
            #expect(status != 401, "\(what): \(status) where the table admits")
            if status == 403 {
                // The door is open; what is behind may be refused for what it is: then the answer says which rule.
                #expect(!answer.text.contains("urn:appel:problem:http403"), "\(what): \(answer.text)")
                #expect(!answer.text.contains("urn:appel:problem:notPermitted"), "\(what): \(answer.text)")
            }
        }
    }
}
