import CallModel
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Grants"

    /// From the agreement to the closing.
    static let grants: [Operation] = [
        .list(
            "listGrants", "/calls/{call}/grants", in: chapter, "The grants of a call; an organisation sees its own.", .asking(.grants),
            key: \.key
        ) {
            visit -> [GrantRow] in try await visit.service.grants(of: try visit.parameter("call")).map(GrantRow.init)
        }
        .noting("grants"),
        .read(
            "getGrant", "/calls/{call}/grants/{file}", in: chapter, "The grants of a file with their history.", .asking(.grants)
        ) { visit -> [GrantAnswer] in
            let (service, reference) = (visit.service, try visit.parameter("file"))
            let views = try await service.grants(of: try visit.parameter("call")).filter { $0.reference == reference }
            guard !views.isEmpty else { throw StoreError.notFound(kind: "grant", name: reference) }
            var answers: [GrantAnswer] = []
            for view in views {
                let events = try await service.history(of: view.grant)
                answers.append(GrantAnswer(grant: GrantRow(view), history: try await service.historyRows(events)))
            }
            return answers
        }
        .noting("grant"),
        step("sendAgreement", "send", "Sends the agreement.", .send) { (_: NoInput) in .send },
        step("signAgreement", "sign", "Records that the agreement was signed.", .sign) { (_: NoInput) in .sign },
        step("commitGrant", "commit", "Records the commitment.", .commit) { (input: CommitmentInput) in .commit(number: input.commitment) },
        step("payFirst", "pay-first", "Orders the first instalment.", .payFirst) { (input: AmountInput) in .payFirst(input.amountCents) },
        step("reportGrant", "report", "Records the report.", .report) { (input: AmountInput) in .report(input.amountCents) },
        step("acceptReport", "accept", "Accepts the report.", .accept) { (_: NoInput) in .accept },
        step("acceptReportPartly", "accept-partly", "Accepts a part.", .acceptPartly) { (input: PartInput) in
            .acceptPartly(input.amountCents)
        },
        step("rejectReport", "reject", "Rejects the report.", .reject) { (_: NeededReason) in .reject },
        step("payBalance", "pay-balance", "Orders the balance.", .payBalance) { (input: PerhapsAmountInput) in
            .payBalance(input.amountCents)
        },
        step("claimRecovery", "claim", "Claims what was paid too much.", .claimRecovery) { (input: PerhapsAmountInput) in
            .claimRecovery(input.amountCents)
        },
        step("recordRecovery", "recover", "Records what came back.", .recordRecovery) { (input: PerhapsAmountInput) in
            .recordRecovery(input.amountCents)
        },
        step("writeOff", "write-off", "Writes a claim off.", .writeOff) { (_: NeededReason) in .writeOff },
        step("closeGrant", "close", "Closes the grant.", .close) { (_: NoInput) in .close },
        step("lapseGrant", "lapse", "Records that the agreement lapsed.", .lapse) { (_: NoInput) in .lapse },
        step("cancelGrant", "cancel", "Calls the grant off.", .cancel) { (_: NeededReason) in .cancel },
        step("suspendGrant", "suspend", "Holds the grant.", .suspend) { (_: NeededReason) in .suspend },
        step("resumeGrant", "resume", "Goes on with it.", .resume) { (_: NoInput) in .resume }
    ]

    private static func step<Input: Codable & Sendable>(
        _ id: String, _ path: String, _ summary: String, _ action: GrantAction,
        _ make: @escaping @Sendable (Input) -> GrantStep
    ) -> Operation {
        .command(
            id, "/calls/{call}/grants/{file}/\(path)", in: chapter, summary, .taking(action),
            version: { (receipt: Receipt) in receipt.version }
        ) {
            (visit, input: Input) -> Receipt in
            try visit.requireSignature()
            return try await visit.site.service.grant(
                of: try visit.parameter("file"), in: try visit.parameter("call"), make(input), reason: (input as? any Reasoned)?.why,
                try visit.command())
        }
    }
}

struct AmountInput: Codable {
    let amountCents: Cents
}

struct PerhapsAmountInput: Codable {
    let amountCents: Cents?
}

struct PartInput: Codable, Reasoned {
    let amountCents: Cents
    let reason: String

    var why: String? { reason }
}

struct CommitmentInput: Codable {
    let commitment: String
}

extension GrantRow {
    /// Two grants of one file are told apart by when they began.
    var key: String { "\(reference) \(sentAt?.iso8601 ?? "")" }
}
