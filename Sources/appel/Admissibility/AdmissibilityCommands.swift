import ArgumentParser
import CallModel
import Exchange
import Service
import Workflow

struct AdmissibilityCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admissibility", abstract: "Whether each file may take part: first examined, then decided.",
        discussion: """
            EXAMPLE
              appel admissibility report brussels-2027
              appel admissibility decide brussels-2027 --rulings config/demo/rulings.csv --markers config/demo/markers.csv
              appel admissibility settle-markers brussels-2027 final-markers.csv
            """,
        subcommands: [ReportAdmissibility.self, DecideAdmissibility.self, SettleMarkers.self])
}

struct ReportAdmissibility: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Shows every rule that a file fails, with the article and the values.",
        discussion: """
            Changes nothing.

            EXAMPLE
              appel admissibility report brussels-2027 --all
            """)

    @OptionGroup var call: CallArgument

    @Flag(help: "Also the files that pass every rule.")
    var all = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let findings = try await desk.service.admissibilityReport(of: call.code)
            let failing = findings.count { !$0.failures.isEmpty }
            let summary = Message(
                fr: "\(findings.count) dossier(s) examiné(s), \(failing) en défaut.",
                nl: "\(findings.count) dossier(s) onderzocht, \(failing) in gebreke.",
                en: "\(findings.count) file(s) examined, \(failing) failing.")
            let shown = findings.filter { all || !$0.failures.isEmpty }
            let rows = shown.flatMap { FindingRow.rows(of: $0, withBound: all, in: language) }
            try desk.printer.show("files", shown.map { Answer($0, in: language) }) { style in
                (rows.isEmpty ? "" : desk.printer.text(of: rows, style)) + summary.text(in: language) + "\n"
            }
        }
    }

    private struct Answer: Encodable {
        struct Failure: Encodable {
            let rule: String
            let article: String
            let message: String
        }

        let reference: String
        let organisation: String
        let state: String
        let admissible: Bool
        let failures: [Failure]
        /// What limits the award most; absent for an erased file.
        let bound: Bound?

        struct Bound: Encodable {
            let amountCents: Cents
            let code: String
            /// Absent when no rule is the limit, but the request itself or what is left of the money.
            let rule: String?
            let article: String?
        }

        init(_ findings: FileFindings, in language: Language) {
            reference = findings.file.reference
            organisation = findings.organisation.name
            state = findings.file.state.name
            admissible = findings.failures.isEmpty
            failures = findings.failures.map {
                Failure(rule: $0.rule, article: $0.article, message: $0.failure?.message.text(in: language) ?? "")
            }
            bound = findings.bounds.first.map { bound in
                guard case .rule(let rule, let article) = bound.source else {
                    return Bound(amountCents: bound.amount, code: bound.code, rule: nil, article: bound.article)
                }
                return Bound(amountCents: bound.amount, code: bound.code, rule: rule, article: article)
            }
        }
    }
}

/// A rule that a file fails, or the fact that it fails none.
private struct FindingRow: TableRow {
    let reference: String
    let organisation: String
    let article: String
    let sentence: String

    /// - Parameter withBound: also what limits the file's award most.
    static func rows(of findings: FileFindings, withBound: Bool, in language: Language) -> [FindingRow] {
        let (reference, organisation) = (findings.file.reference, findings.organisation.name)
        let bound = withBound ? findings.bounds.first : nil
        return outcomes(of: findings, in: language)
            + (bound.map { bound in
                [
                    FindingRow(
                        reference: reference, organisation: organisation, article: "",
                        sentence: bound.message.text(in: language))
                ]
            } ?? [])
    }

    private static func outcomes(of findings: FileFindings, in language: Language) -> [FindingRow] {
        let (reference, organisation) = (findings.file.reference, findings.organisation.name)
        guard !findings.failures.isEmpty else {
            let passes = Words.passes.text(in: language)
            return [FindingRow(reference: reference, organisation: organisation, article: "", sentence: passes)]
        }
        return findings.failures.map {
            FindingRow(
                reference: reference, organisation: organisation, article: $0.article,
                sentence: $0.failure?.message.text(in: language) ?? "")
        }
    }

    static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.article), .flexible(Words.reason)
    ]

    func cells(in language: Language) -> [String] { [reference, organisation, article, sentence] }
}

struct DecideAdmissibility: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decides on every file that awaits it: what fails a rule is inadmissible.",
        discussion: """
            The rules that fail are the reason. Rulings by hand, each with its reason, are for what no rule can see. Markers \
            are gender markers that the secretariat verified otherwise than declared.

            EXAMPLE
              appel admissibility decide brussels-2027 --rulings config/demo/rulings.csv --markers config/demo/markers.csv
            """)

    @OptionGroup var call: CallArgument

    @Option(
        help: ArgumentHelp("A CSV file of rulings by hand.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var rulings: String?

    @Option(
        help: ArgumentHelp("A CSV file of verified gender markers.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var markers: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let rulings = try desk.read(rulings) { (file) throws(ImportFailure) in try Import.rulings(file) }
            let markers = try desk.read(markers) { (file) throws(ImportFailure) in try Import.markers(file) }
            let lists = ["rulings": self.rulings, "markers": self.markers].compactMapValues { $0 }
            let receipt = try await desk.handing(lists: lists, nil, "Deciding on admissibility") {
                try await desk.service.decideAdmissibility(of: call.code, rulings: rulings, markers: markers, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
