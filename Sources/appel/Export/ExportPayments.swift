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
              appel export payments brussels-2027 --format pain001 --day 2027-09-15 --execute 2027-09-17 --account \
            "BE68 5390 0754 7034" --output out/payments.xml
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
            let payments = bank.day.map { view.orders(of: $0.date) } ?? view.payments
            switch chosenFormat {
            case .csv: try target.write(.payments(payments, of: view), as: .csv, isRehearsal: isRehearsal)
            case .json: try target.write(.payments(payments, of: view), as: .json, isRehearsal: isRehearsal)
            case .xlsx:
                let path = try target.named("a workbook")
                try view.workbook(in: language, isRehearsal: isRehearsal).write(payments: payments, to: path)
            case .pain001:
                let batch = try bank.batch(of: view, isRehearsal: isRehearsal, in: language)
                if let output = target.output {
                    let digest = try batch.write(to: output)
                    try Terminal.error.write(batch.told(digest, in: language))
                } else {
                    try Terminal.output.write(String(decoding: batch.encoded().bytes, as: UTF8.self))
                }
            }
        }
    }

    private var chosenFormat: PaymentFormat {
        if let format { return format }
        let name = target.output?.lowercased() ?? ""
        return name.hasSuffix(".xlsx") ? .xlsx : name.hasSuffix(".json") ? .json : .csv
    }
}

/// What a batch for the bank is made of.
struct BankOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day on which the payments were ordered, such as 2027-09-15.", valueName: "date"))
    var day: DayArgument?

    @Option(help: ArgumentHelp("The day on which the bank is to pay. (default: the day after --day)", valueName: "date"))
    var execute: DayArgument?

    @Option(help: ArgumentHelp("The municipality's account, for pain001.", valueName: "iban"))
    var account: String?

    func batch(of view: FinanceView, isRehearsal: Bool, in language: Language) throws -> PaymentBatch {
        guard !isRehearsal else {
            let why = Message(
                fr: "une répétition ne paie rien", nl: "een repetitie betaalt niets", en: "a rehearsal pays nothing")
            throw Failure(.refused, why.text(in: language), next: "export csv or xlsx, which say that they are a rehearsal's")
        }
        guard let day = day?.date else { throw Failure(.usage, "pain001 is the file of one day", next: "repeat with --day DATE") }
        guard let account else {
            throw Failure(.usage, "pain001 needs the account that pays", next: "repeat with --account IBAN")
        }
        guard let today = view.today, day < today else {
            let why = Message(
                fr: "le \(day) n'est pas terminé : d'autres paiements peuvent encore s'y ajouter",
                nl: "\(day) is niet voorbij: er kunnen nog betalingen bij komen",
                en: "\(day) is not over: more payments may still be added")
            throw Failure(.refused, why.text(in: language), next: "export this file tomorrow")
        }
        let payments = view.orders(of: day)
        let authority = view.definition.authority
        return try PaymentBatch(
            payments.map(\.order),
            from: PaymentDebtor(
                name: authority.name.text(in: language), account: account, enterpriseNumber: authority.enterpriseNumber),
            on: execute?.date ?? day.adding(days: 1), createdAt: payments.map(\.orderedAt).max() ?? view.now)
    }
}

extension PaymentBatch {
    /// A line for whoever sends the file.
    fileprivate func told(_ digest: Digest, in language: Language) -> String {
        let text = Message(
            fr: "\(transfers.count) paiement(s), \(total.decimal) EUR, \(leftOut.count) écarté(s)",
            nl: "\(transfers.count) betaling(en), \(total.decimal) EUR, \(leftOut.count) weggelaten",
            en: "\(transfers.count) payment(s), \(total.decimal) EUR, \(leftOut.count) left out")
        return "\(text.text(in: language)); \(messageID); SHA-256 \(digest.hex)\n"
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
