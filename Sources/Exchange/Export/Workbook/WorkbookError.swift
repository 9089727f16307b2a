package import CallModel

/// Why a workbook could not be written.
package enum WorkbookError: Error, Hashable, Sendable {
    /// A text is longer than the 32,767 characters that a cell holds (ECMA-376 as Excel limits it).
    case textTooLong(sheet: String, row: Int, column: String)
    /// A sheet holds 1,048,576 rows at most.
    case tooManyRows(sheet: String)
    /// The library's own words about anything else: a full disk, a folder for temporary files that is not there.
    case failed(reason: String)

    package var message: Message {
        switch self {
        case .textTooLong(let sheet, let row, let column):
            Message(
                fr: "Le texte de la feuille « \(sheet) », ligne \(row), colonne \(column), dépasse ce qu'une cellule contient.",
                nl: "De tekst op blad \"\(sheet)\", rij \(row), kolom \(column), is langer dan een cel kan bevatten.",
                en: "The text of sheet \"\(sheet)\", row \(row), column \(column), is longer than a cell can hold.")
        case .tooManyRows(let sheet):
            Message(
                fr: "La feuille « \(sheet) » a plus de lignes qu'un classeur n'en contient. Exportez en CSV.",
                nl: "Blad \"\(sheet)\" telt meer rijen dan een werkmap kan bevatten. Exporteer als CSV.",
                en: "Sheet \"\(sheet)\" has more rows than a workbook can hold. Export as CSV.")
        case .failed(let reason):
            Message(
                fr: "L'écriture du classeur a échoué (\(reason)). Vérifiez la place libre et le dossier temporaire.",
                nl: "De werkmap schrijven is mislukt (\(reason)). Controleer de vrije ruimte en de tijdelijke map.",
                en: "Writing the workbook failed (\(reason)). Check the free space and the folder for temporary files.")
        }
    }
}
