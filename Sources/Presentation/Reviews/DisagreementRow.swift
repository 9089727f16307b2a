package import CallModel
package import Selection

/// A file on which its reviewers differ.
package struct DisagreementRow: Codable, TableRow {
    package let reference: String
    package let reviews: Int
    package let lowest: Fraction
    package let highest: Fraction
    package let range: Fraction
    package let variance: Fraction

    package init(_ file: Disagreement) {
        (reference, reviews, lowest, highest) = (file.id, file.reviews, file.lowest, file.highest)
        (range, variance) = (file.dispersion.range, file.dispersion.variance)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .number(Words.reviews), .number(CalibrationWords.lowest), .number(CalibrationWords.highest),
        .number(CalibrationWords.range), .number(CalibrationWords.variance)
    ]

    package func cells(in language: Language) -> [String] {
        [reference, "\(reviews)"] + [lowest, highest, range, variance].map { $0.rounded(places: 2) }
    }
}
