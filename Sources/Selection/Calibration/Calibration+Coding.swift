extension Calibration: Encodable {
    private enum Keys: String, CodingKey { case grandMean, variances, reviewers, applications, connected, components }

    /// `connected` and `components` are there only where there are several parts.
    package func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: Keys.self)
        try keys.encode(grandMean, forKey: .grandMean)
        try keys.encode(variances, forKey: .variances)
        try keys.encode(reviewers, forKey: .reviewers)
        try keys.encode(applications.map(FlatApplication.init), forKey: .applications)
        guard !isConnected else { return }
        try keys.encode(false, forKey: .connected)
        try keys.encode(components, forKey: .components)
    }

    /// An application with its ranks beside its scores; null where it has none.
    private struct FlatApplication: Encodable {
        let estimate: Calibration.Application

        private enum Keys: String, CodingKey {
            case application, mean, calibrated, standardError, expectedRank, rank50, rank90, tieZone
        }

        func encode(to encoder: any Encoder) throws {
            var keys = encoder.container(keyedBy: Keys.self)
            try keys.encode(estimate.application, forKey: .application)
            try keys.encode(estimate.mean, forKey: .mean)
            try keys.encode(estimate.calibrated, forKey: .calibrated)
            try keys.encode(estimate.standardError, forKey: .standardError)
            try keys.encode(estimate.rank?.expectedRank, forKey: .expectedRank)
            try keys.encode(estimate.rank?.rank50, forKey: .rank50)
            try keys.encode(estimate.rank?.rank90, forKey: .rank90)
            try keys.encode(estimate.tieZone, forKey: .tieZone)
        }
    }
}
