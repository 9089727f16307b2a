package import CallModel

// Records that came out of no file: somebody decided on one thing, on a page or by the API.

extension ImportedMarker {
    package init(settled reference: String, to marker: GenderMarker?, reason: String?) {
        self.init(reference: reference, marker: marker, reason: reason, row: 1)
    }
}

extension ImportedRuling {
    package init(on reference: String, _ ruling: Ruling, reason: String?) {
        self.init(reference: reference, ruling: ruling, reason: reason, row: 1)
    }
}

extension ImportedDecision {
    package init(
        on reference: String, _ outcome: Outcome, amount: Cents?, line: String?, reason: String?, departure: String?
    ) {
        self.init(
            reference: reference, outcome: outcome, amount: amount, line: line, reason: reason, departure: departure, row: 1)
    }
}
