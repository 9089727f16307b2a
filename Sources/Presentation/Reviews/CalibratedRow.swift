package import CallModel
package import Selection

/// What the scores say of a file once the severity of its reviewers is taken into account.
package struct CalibratedRow: TableRow {
    package let estimate: Calibration.Application

    package init(_ estimate: Calibration.Application) { self.estimate = estimate }

    package static let columns: [Column] = [
        .text(Words.reference), .number(CalibrationWords.mean), .number(CalibrationWords.calibrated), .number(CalibrationWords.error),
        .number(CalibrationWords.expectedRank), .number(CalibrationWords.half), .number(CalibrationWords.most),
        .text(CalibrationWords.tieZone)
    ]

    package func cells(in language: Language) -> [String] {
        let rank = estimate.rank
        return [
            estimate.application, estimate.mean.shown, estimate.calibrated.shown, estimate.standardError.shown,
            rank?.expectedRank.shown ?? "–", rank.map { "\($0.rank50[0])–\($0.rank50[1])" } ?? "–",
            rank.map { "\($0.rank90[0])–\($0.rank90[1])" } ?? "–", estimate.tieZone ? Words.yes.text(in: language) : ""
        ]
    }
}

/// How severe a reviewer is.
package struct SeverityRow: TableRow {
    package let estimate: Calibration.Reviewer

    package init(_ estimate: Calibration.Reviewer) { self.estimate = estimate }

    package static let columns: [Column] = [
        .text(Words.member), .number(CalibrationWords.severity), .number(CalibrationWords.error)
    ]

    package func cells(in language: Language) -> [String] {
        [estimate.reviewer, estimate.severity.shown, estimate.standardError.shown]
    }
}
