import CallModel
import Foundation
import HTTPTypes
import Testing
import Web
import Yams

struct DescriptionTests {
    private static let path = DemoFiles.folder + "/docs/openapi.yaml"
    private static let validator = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/openapi-spec-validator" }.first(where: FileManager.default.isExecutableFile(atPath:))

    @Test func theDescriptionInTheDocumentationIsTheOneThatTheProgramPrints() throws {
        #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == OpenAPI.yaml(), "run: appel api openapi > docs/openapi.yaml")
    }

    @Test func itNamesEveryOperationAndNoOther() throws {
        let document = try #require(try Yams.load(yaml: OpenAPI.yaml()) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let described = Set(paths.flatMap { path, methods in methods.map { "\($0.key) \(path) \($0.value["operationId"] ?? "")" } })
        let done = Set(APIOperation.all.map { "\($0.method.rawValue.lowercased()) \($0.path) \($0.id)" })
        #expect(described == done)
    }

    /// What may be missing still has a type: otherwise a wrong answer would be as described.
    @Test func whatMayBeMissingIsDescribedToo() {
        struct Optionals: Codable {
            let text: String?
            let number: Int?
            let flag: Bool?
            let wide: Int64?
            let day: CalendarDate?
        }
        guard case .object(let properties) = Schema(of: Optionals.self) else {
            Issue.record("no object")
            return
        }
        #expect(properties.map(\.name) == ["text", "number", "flag", "wide", "day"])
        #expect(properties.map(\.schema) == [.text, .integer, .flag, .integer, .formatted("date")])
        #expect(properties.allSatisfy { !$0.isRequired })
    }

    @Test func everyOperationHasARoute() async throws {
        try await withStage(.empty) { stage in
            for operation in APIOperation.all {
                let path = operation.path.replacing(#/\{[a-z]+\}/#, with: "1")
                let answer = try await stage.strangeProgram.send(operation.method, path)
                if operation.access.isOpen { continue }
                #expect(answer.status == .unauthorized, "\(operation.id): \(answer.status)")
            }
        }
    }

    @Test(.enabled(if: validator != nil, "openapi-spec-validator is not installed"))
    func itIsOpenAPI() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.validator))
        process.arguments = [Self.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
