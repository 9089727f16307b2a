package import CallModel
package import Selection

/// One thing that a member and a file have in common.
package struct SuggestionRow: TableRow {
    package let suggestion: ConflictSuggestion
    package let evidence: ConflictEvidence

    package init(_ suggestion: ConflictSuggestion, _ evidence: ConflictEvidence) {
        (self.suggestion, self.evidence) = (suggestion, evidence)
    }

    package static let columns: [Column] = [
        .text(Words.member), .text(Words.reference), .text(ConflictWords.evidence), .flexible(ConflictWords.ofMember),
        .flexible(ConflictWords.inFile)
    ]

    package func cells(in language: Language) -> [String] {
        [
            suggestion.member, suggestion.reference, ConflictWords.evidence(evidence.kind).text(in: language), evidence.ofMember,
            evidence.inFile
        ]
    }
}

extension ConflictSuggestion {
    /// One row for each thing that speaks for it.
    package var rows: [SuggestionRow] { evidence.map { SuggestionRow(self, $0) } }
}
