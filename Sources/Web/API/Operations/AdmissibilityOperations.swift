import CallModel
import Exchange
import HTTPTypes
import Presentation
import Service
import Workflow

extension Operation {
    private static let chapter = "Admissibility"

    static let admissibility: [Operation] = [
        .list(
            "getAdmissibilityReport", "/calls/{call}/admissibility", in: chapter, "What the rules say of every file.", .asking(.findings),
            [.flag("failing", "Only files that fail a rule.")], key: \.reference
        ) { visit -> [FindingsAnswer] in
            let failing = try visit.flag("failing")
            let language = visit.language
            return try await visit.service.admissibilityReport(of: try visit.parameter("call"))
                .filter { !failing || !$0.failures.isEmpty }.map { FindingsAnswer($0, in: language) }
        }
        .noting("findings"),
        .command(
            "decideAdmissibility", "/calls/{call}/admissibility/decide", in: chapter, "Decides on every file at once.",
            .taking(ApplicationAction.declareAdmissible)
        ) { (visit, input: AdmissibilityInput) -> BulkReceipt in
            try await visit.site.service.decideAdmissibility(
                of: try visit.parameter("call"), rulings: try input.ruled(), markers: try MarkerInput.ruled(input.markers ?? []),
                try visit.command())
        },
        .command(
            "settleMarkers", "/calls/{call}/admissibility/settle-markers", in: chapter, "Has the last word on gender markers.",
            .taking(ApplicationAction.settleMarker)
        ) { (visit, input: MarkersInput) -> BulkReceipt in
            try await visit.site.service.settleMarkers(
                of: try visit.parameter("call"), try MarkerInput.ruled(input.markers), try visit.command())
        }
    ]
}

struct RulingInput: Codable {
    let reference: String
    /// `admissible` or `inadmissible`.
    let ruling: String
    let reason: String?
}

struct MarkerInput: Codable {
    let reference: String
    /// `0`, `1`, `2` or `none`.
    let marker: String
    let reason: String?

    /// As the import of a table reads them, with the same faults.
    static func ruled(_ markers: [MarkerInput]) throws -> [ImportedMarker] {
        guard !markers.isEmpty else { return [] }
        return try Import.markers(
            TypedTable.file("markers", ["reference", "marker", "reason"], markers.map { [$0.reference, $0.marker, $0.reason ?? ""] }))
    }
}

struct MarkersInput: Codable {
    let markers: [MarkerInput]
}

struct AdmissibilityInput: Codable {
    let rulings: [RulingInput]?
    let markers: [MarkerInput]?

    func ruled() throws -> [ImportedRuling] {
        guard let rulings, !rulings.isEmpty else { return [] }
        return try Import.rulings(
            TypedTable.file(
                "rulings", ["reference", "ruling", "reason"], rulings.map { [$0.reference, $0.ruling, $0.reason ?? ""] }))
    }
}

/// Rows that came in another shape, as the table that the imports read.
enum TypedTable {
    static func file(_ name: String, _ columns: [String], _ rows: [[String]]) -> ImportFile {
        let lines = ([columns] + rows).map { $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") }
        return ImportFile(name: name + ".csv", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}
