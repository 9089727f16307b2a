import CallModel
import Exchange
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Decisions"

    /// What the College decides, who signs, and what is made known.
    static let decisions: [Operation] = [
        .upload(
            "decide", "/calls/{call}/decisions", in: chapter,
            "Follows the council's advice on every file, save for the departures of the table.", .taking(CallAction.decide), ["text/csv"]
        ) { visit, file -> BulkReceipt in
            try await visit.site.service.decide(
                of: try visit.parameter("call"), departures: file.bytes.isEmpty ? [] : try Import.decisions(file.records),
                try visit.command())
        },
        .command(
            "releaseDecisions", "/calls/{call}/decisions/release", in: chapter, "Makes all decisions known at once.",
            .taking(CallAction.publish)
        ) { (visit, _: NoInput) -> BulkReceipt in
            try await visit.site.service.release(of: try visit.parameter("call"), try visit.command())
        },
        .read(
            "getResults", "/calls/{call}/decisions", in: chapter, "Budget lines, awards, reserve list and refusals, made known or not.",
            .asking(.results)
        ) { visit -> ResultsAnswer in ResultsAnswer(try await visit.service.results(of: try visit.parameter("call"))) }
        .noting("results"),
        .list(
            "listSignatures", "/calls/{call}/signatures", in: chapter, "The signatures that awards have or need.", .asking(.signatures),
            [.flag("missing", "Only those that are missing.")], key: \.key
        ) { visit -> [SignatureRow] in
            let missing = try visit.flag("missing")
            return try await visit.service.signatures(of: try visit.parameter("call")).filter { !missing || $0.isMissing }
                .map(SignatureRow.init)
        }
        .noting("signatures"),
        .command("signAwards", "/calls/{call}/signatures", in: chapter, "Signs awards.", .taking(ApplicationAction.approve)) {
            (visit, input: SigningInput) -> BulkReceipt in
            try await visit.site.service.sign(
                of: try visit.parameter("call"), references: input.references, upTo: input.upToCents, try visit.command())
        }
    ]
}

struct SigningInput: Codable {
    /// All that await it, where none are named.
    let references: [String]?
    let upToCents: Cents?
}

extension SignatureRow {
    var key: String { "\(reference) \(step)" }
}
