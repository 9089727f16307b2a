import ArgumentParser
import CallModel
import Exchange
import Presentation
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

    func validate() throws {
        guard target.path == nil || target.isNamed(".xlsx") else {
            throw ValidationError("This export is a workbook: give --output a name that ends in .xlsx.")
        }
    }

    func run() async throws {
        let language = language
        try await target.atDesk { desk in
            let isRehearsal = desk.printer.isRehearsal == true
            let (path, isDryRun) = (try target.requirePath("xlsx"), target.trial.isDryRun)
            let rows = try await desk.service.financeAwards(of: call.code, in: language) { head, awards in
                guard !isDryRun else { return try head.count(awards, path) }
                return try head.workbook(in: language, isRehearsal: isRehearsal).write(awards: awards, to: path)
            }
            try target.tell("xlsx", rows: rows, desk.printer)
        }
    }
}

extension FinanceHead {
    /// What a dry run of a workbook tells: that it could be written, and how many rows it would have.
    func count<Record>(_ records: FinanceRecords<Record>, _ path: String) throws -> Int {
        try AtomicFile.check(path)
        var count = 0
        try records(.all) { _ in count += 1 }
        return count
    }
}
