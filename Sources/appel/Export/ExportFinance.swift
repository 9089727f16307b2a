import ArgumentParser
import CallModel
import Exchange
import Service

struct ExportFinance: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "finance", abstract: "The award list as a workbook for finance: a sheet for each budget line.",
        discussion: """
            Amounts and dates are real ones, totals are formulas. With the commitments, what was paid and what is left.

            EXAMPLE
              appel export finance brussels-2027 --output out/awards.xlsx
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let view = try await desk.service.finance(of: call.code, in: language)
            let workbook = view.workbook(in: language, isRehearsal: desk.printer.isRehearsal == true)
            let ready = ReadyExport("xlsx", rows: view.awards.count) { path in
                try workbook.write(awards: view.awards, to: path)
            }
            try target.deliver(ready, desk.printer)
        }
    }
}

extension FinanceView {
    func workbook(in language: Language, isRehearsal: Bool) -> FinanceWorkbook {
        FinanceWorkbook(
            title: definition.title.text(in: language), lines: lines, language: language, created: now,
            isRehearsal: isRehearsal)
    }
}
