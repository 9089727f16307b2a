import Exchange
import Service

extension Site {
    /// Looks for viruses in a document, on a thread of its own: a scanner that hangs holds up nobody else.
    func screened(_ document: IncomingDocument) async throws -> [ScreenedDocument] {
        let scanner = settings.scanner
        return try await WorkGate.scanning.run {
            do throws(ImportFailure) {
                return Result<[ScreenedDocument], ImportFailure>.success(try Import.screened([document], by: scanner))
            } catch {
                return .failure(error)
            }
        }
        .get()
    }
}
