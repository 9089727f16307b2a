package import CallModel
package import Exchange
package import Service

extension FinanceHead {
    /// The workbook of a call for finance, without its rows.
    package func workbook(in language: Language, isRehearsal: Bool) -> FinanceWorkbook {
        FinanceWorkbook(
            title: definition.title.text(in: language), lines: lines, language: language, created: now,
            isRehearsal: isRehearsal)
    }
}
