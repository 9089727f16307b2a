import ArgumentParser
import CallModel
import Exchange
import Service
import Workflow

/// How the payments leave.
enum PaymentFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, json, xlsx, pain001
}

struct ExportPayments: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments", abstract: "The payments that were ordered: a list for finance, or a day's file for the bank.",
        discussion: """
            A file for the bank (pain001) holds the payments that were ordered on one day that is over. Each payment is of one \
            day, and the same day gives the same message and the same end-to-end identifiers: a file sent twice is a duplicate \
            to the bank. Amounts of zero, cancelled and suspended grants stay out.

            EXAMPLE
              appel export payments brussels-2027 --output out/payments.xlsx
              appel export payments brussels-2027 --format pain001 --day 2027-09-15 --execute 2027-09-17 --account "BE68 5390 0754 7034" \
            --output out/payments.xml
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "csv, json, xlsx or pain001. (default: xlsx for a file of that name, else csv)")
    var format: PaymentFormat?

    @OptionGroup var bank: BankOptions
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let view = try await desk.service.finance(of: call.code, in: language)
            let isRehearsal = desk.printer.isRehearsal == true
            let payments = bank.day.map { view.orders(of: $0) } ?? view.payments
            try target.deliver(try ready(payments, of: view, isRehearsal: isRehearsal), desk.printer)
        }
    }

    private func ready(_ payments: [FinancePayment], of view: FinanceView, isRehearsal: Bool) throws -> ReadyExport {
        switch chosenFormat {
        case .csv: return ReadyExport(.payments(payments, of: view), as: .csv, isRehearsal: isRehearsal)
        case .json: return ReadyExport(.payments(payments, of: view), as: .json, isRehearsal: isRehearsal)
        case .xlsx:
            let workbook = view.workbook(in: language, isRehearsal: isRehearsal)
            return ReadyExport("xlsx", rows: payments.count) { path in
                try workbook.write(payments: payments, to: path)
                return nil
            }
        case .pain001:
            let batch = try bank.batch(of: view, isRehearsal: isRehearsal, in: language)
            return ReadyExport("pain001", rows: batch.transfers.count, bytes: { batch.encoded().bytes }) { path in
                ReadyExport.Details(
                    message: batch.messageID, total: batch.total.decimal,
                    leftOut: batch.leftOut.map(\.reference), sha256: try batch.write(to: path).hex)
            }
        }
    }

    private var chosenFormat: PaymentFormat {
        if let format { return format }
        if target.isNamed(".xlsx") { return .xlsx }
        return target.isNamed(".json") || target.path == nil && target.json ? .json : .csv
    }
}

/// What a batch for the bank is made of.
struct BankOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day on which the payments were ordered, such as 2027-09-15.", valueName: "date"))
    var day: CalendarDate?

    @Option(help: ArgumentHelp("The day on which the bank is to pay. (default: the day after --day)", valueName: "date"))
    var execute: CalendarDate?

    @Option(help: ArgumentHelp("The municipality's account, for pain001.", valueName: "iban"))
    var account: String?

    func batch(of view: FinanceView, isRehearsal: Bool, in language: Language) throws -> PaymentBatch {
        guard !isRehearsal else {
            let why = Message(
                fr: "une répétition ne paie rien", nl: "een repetitie betaalt niets", en: "a rehearsal pays nothing")
            let next = Message(
                fr: "exportez en csv ou en xlsx, qui disent qu'ils viennent d'une répétition",
                nl: "exporteer als csv of xlsx, die zeggen dat ze van een repetitie komen",
                en: "export csv or xlsx, which say that they are a rehearsal's")
            throw Failure(.refused, why.text(in: language), next: next.text(in: language))
        }
        guard let day else { throw missing("--day", fr: "un jour", nl: "een dag", en: "a day", in: language) }
        guard let account else {
            throw missing("--account", fr: "le compte qui paie", nl: "de rekening die betaalt", en: "the account that pays", in: language)
        }
        guard let today = view.today, day < today else {
            let why = Message(
                fr: "le \(day) n'est pas terminé : d'autres paiements peuvent encore s'y ajouter",
                nl: "\(day) is niet voorbij: er kunnen nog betalingen bij komen",
                en: "\(day) is not over: more payments may still be added")
            let next = Message(
                fr: "exportez ce fichier demain", nl: "exporteer dit bestand morgen", en: "export this file tomorrow")
            throw Failure(.refused, why.text(in: language), next: next.text(in: language))
        }
        let payments = view.orders(of: day)
        let authority = view.definition.authority
        return try PaymentBatch(
            payments.map(\.order),
            from: PaymentDebtor(
                name: authority.name.text(in: language), account: account, enterpriseNumber: authority.enterpriseNumber),
            on: execute ?? day.adding(days: 1), createdAt: payments.map(\.orderedAt).max() ?? view.now)
    }

    private func missing(_ option: String, fr: String, nl: String, en: String, in language: Language) -> Failure {
        let why = Message(
            fr: "le fichier pour la banque demande \(fr)", nl: "het bestand voor de bank vraagt \(nl)",
            en: "the file for the bank needs \(en)")
        let next = Message(fr: "répétez avec \(option)", nl: "herhaal met \(option)", en: "repeat with \(option)")
        return Failure(.usage, why.text(in: language), next: next.text(in: language))
    }
}

extension ExportTable {
    fileprivate static func payments(_ payments: [FinancePayment], of view: FinanceView) -> ExportTable {
        var table = ExportTable(columns: [
            "call", "reference", "organisation", "account", "instalment", "orderedOn", "amount", "currency", "line",
            "article", "commitment", "communication", "endToEndId", "standing"
        ])
        let articles = Dictionary(view.lines.map { ($0.id, $0.article) }, uniquingKeysWith: { first, _ in first })
        for payment in payments {
            let order = payment.order
            table.add([
                .text(view.call.code), .text(order.reference), .text(order.payee), .text(order.account),
                .text("\(order.identifier.instalment)"), .date(payment.orderedOn), .amount(order.amount),
                .text(view.definition.currency.rawValue), payment.line.map { .text($0) } ?? .empty,
                payment.line.flatMap { articles[$0] }.map { .text($0) } ?? .empty,
                payment.commitment.map { .text($0) } ?? .empty,
                order.communication.map { .text($0.digits) } ?? .empty, .text(order.identifier.description),
                .text("\(order.standing)")
            ])
        }
        return table
    }
}
