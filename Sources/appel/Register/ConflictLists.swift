import ArgumentParser
import CallModel
import Selection
import Service

struct ListConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the conflicts of a call: who declared each, what was ruled, and whether it is in force.",
        discussion: "EXAMPLE\n  appel conflict list brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("conflicts", try await desk.service.conflicts(of: call.code).map(ConflictRow.init))
        }
    }
}

private struct ConflictRow: Encodable, TableRow {
    struct Declaration: Encodable {
        let ground: String
        let by: String
        let at: Instant
        let note: Bool
    }

    struct Pin: Encodable {
        let ruling: ConflictRuling
        let by: String
        let at: Instant
        let reason: Bool
    }

    let member: String
    let reference: String
    let inForce: Bool
    let declarations: [Declaration]
    let pin: Pin?

    init(_ view: ConflictView) {
        (member, reference, inForce) = (view.member, view.reference, view.isInForce)
        declarations = view.declarations.map { Declaration(ground: $0.ground.rawValue, by: $0.by, at: $0.at, note: $0.hasNote) }
        pin = view.pin.map { Pin(ruling: $0.ruling, by: $0.by, at: $0.at, reason: $0.hasReason) }
    }

    static let columns: [Column] = [
        .text(Words.member), .text(Words.reference), .text(ConflictWords.inForce), .text(Words.ground), .flexible(ConflictWords.declaredBy),
        .text(ConflictWords.pinned), .text(Words.reason)
    ]

    func cells(in language: Language) -> [String] {
        let yes = Words.yes.text(in: language)
        return [
            member, reference, inForce ? yes : "", Set(declarations.map(\.ground)).sorted().joined(separator: ", "),
            declarations.map(\.by).joined(separator: ", "), pin.map { ConflictWords.ruling($0.ruling).text(in: language) } ?? "",
            pin?.reason == true ? yes : ""
        ]
    }
}

struct SuggestConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Shows what members and files have in common, until somebody declares or pins it.",
        discussion: """
            From the boards of the organisations, the ties of the members, contacts, partners and what the file says. A suggestion is \
            no conflict: nothing follows from it before somebody has ruled.

            EXAMPLE
              appel conflict suggest brussels-2027
              appel conflict suggest brussels-2027 --strong --json
            """)

    @OptionGroup var call: CallArgument

    @Flag(help: "Leave out those for which only a postcode speaks.")
    var strong = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let found = try await desk.service.conflictSuggestions(of: call.code).filter { $0.isStrong || !strong }
            try desk.printer.show("suggestions", found) { style in
                let rows = found.flatMap { suggestion in suggestion.evidence.map { EvidenceRow(suggestion, $0) } }
                return rows.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: rows, style)
            }
        }
    }
}

private struct EvidenceRow: TableRow {
    let suggestion: ConflictSuggestion
    let evidence: ConflictEvidence

    init(_ suggestion: ConflictSuggestion, _ evidence: ConflictEvidence) { (self.suggestion, self.evidence) = (suggestion, evidence) }

    static let columns: [Column] = [
        .text(Words.member), .text(Words.reference), .text(ConflictWords.evidence), .flexible(ConflictWords.ofMember),
        .flexible(ConflictWords.inFile)
    ]

    func cells(in language: Language) -> [String] {
        [
            suggestion.member, suggestion.reference, ConflictWords.evidence(evidence.kind).text(in: language), evidence.ofMember,
            evidence.inFile
        ]
    }
}
