/// A document that is to come in, and what the virus scanner said of it.
package struct ScreenedDocument: Sendable {
    package let document: IncomingDocument
    package let verdict: ScanVerdict

    package init(_ document: IncomingDocument, _ verdict: ScanVerdict) { (self.document, self.verdict) = (document, verdict) }
}

extension Import {
    /// Asks the virus scanner about every document. What it cannot say anything of comes in unscanned; an infected one keeps
    /// everything out.
    ///
    /// - Parameter scanner: nil where none is configured.
    package static func screened(
        _ documents: [IncomingDocument], by scanner: Clamd?
    ) throws(ImportFailure) -> [ScreenedDocument] {
        var screened: [ScreenedDocument] = []
        var faults: [ImportFault] = []
        // A scanner that is not there, or hangs, is not asked two thousand times.
        var absence: ScanFailure? = scanner == nil ? .noScanner : nil
        for document in documents {
            var verdict = ScanVerdict.unscanned(absence ?? .noScanner)
            if let scanner, absence == nil {
                do {
                    verdict = try scanner.scan(document)
                } catch {
                    faults.append(document.unreadable(error))
                    continue
                }
            }
            switch verdict {
            case .infected(let virus): faults.append(document.infected(with: virus))
            case .unscanned(.unreachable), .unscanned(.timedOut):
                if case .unscanned(let failure) = verdict { absence = failure }
            case .clean, .unscanned: break
            }
            screened.append(ScreenedDocument(document, verdict))
        }
        guard faults.isEmpty else { throw ImportFailure(faults: faults, total: faults.count) }
        return screened
    }
}
