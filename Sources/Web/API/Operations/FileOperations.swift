import Audit
import CallModel
import Exchange
import HTTPTypes
import Presentation
import Selection
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Files"

    /// The applications.
    static let files: [Operation] = [
        .list(
            "listFiles", "/calls/{call}/files", in: chapter, "The files of a call; an applicant sees its own.", .asking(.files),
            [
                .choice("state", "Only files in this state.", ApplicationState.names.filter { $0 != "absent" }),
                .text("category", "Only files of this category."), .text("text", "Looked for in reference, title and organisation.")
            ], key: \.reference,
            part: { visit, after, limit -> (rows: [FileRow], hasMore: Bool) in
                let state = try visit.query("state").map { text in
                    guard let state = ApplicationState(name: text) else { throw visit.badQuery("state") }
                    return state
                }
                let filter = FileFilter(
                    states: Set([state].compactMap(\.self)), category: visit.query("category"), text: visit.query("text"))
                let part = try await visit.service.files(of: try visit.parameter("call"), filter, after: after, most: limit)
                return (part.files.map(FileRow.init), part.hasMore)
            }
        )
        .noting("files"),
        .read(
            "getFile", "/calls/{call}/files/{file}", in: chapter, "A file with its content, reasons and history.", .asking(.files),
            version: { (answer: FileAnswer) in answer.file.version }
        ) { visit -> FileAnswer in
            let detail = try await visit.service.file(try visit.parameter("file"), of: try visit.parameter("call"))
            return FileAnswer(detail, history: try await visit.service.historyRows(detail.history))
        }
        .noting("file"),
        .upload(
            "importFiles", "/calls/{call}/files/import", in: chapter, "Brings files in as drafts: all, or none.",
            .taking(ApplicationAction.create), listTypes, [.flag("submit", "File them too.")]
        ) { visit, file -> BulkReceipt in
            let definition = try await visit.site.service.call(try visit.parameter("call")).definition
            let submits = try visit.flag("submit")
            try visit.requireSignature(if: submits)
            let records = try Import.applications(file.records, for: definition)
            try await visit.requireOwn(records.map(\.organisation))
            return try await visit.site.service.importApplications(
                to: try visit.parameter("call"), records, submitting: submits, try visit.command())
        },
        replace("editFile", .put, "/calls/{call}/files/{file}", "Replaces the content of a draft.", .taking(ApplicationAction.edit)) {
            try await $0.edit($1, of: $2, $3)
        },
        replace(
            "complementFile", .put, "/calls/{call}/files/{file}/complement", "Hands in what was missing.",
            .taking(ApplicationAction.complement)
        ) { try await $0.complement($1, of: $2, $3) }
        .signing,
        .command(
            "submitFiles", "/calls/{call}/files/submit", in: chapter, "Files drafts: those that are named, or all.",
            .taking(ApplicationAction.submit)
        ) { (visit, input: ReferencesInput) -> BulkReceipt in
            try await visit.site.service.submit(
                of: try visit.parameter("call"), references: input.references, try visit.command())
        }
        .signing,
        .read(
            "explainFile", "/calls/{call}/files/{file}/explanation", in: chapter, "What became of the file and why.",
            .asking(.explanation), [.choice("for", "For whom.", ExplanationAudience.allCases.map(\.rawValue))]
        ) { visit -> ExplanationAnswer in
            let actor = try visit.actor()
            let audience = try visit.query("for").map { text in
                guard let audience = ExplanationAudience(rawValue: text) else { throw visit.badQuery("for") }
                return audience
            }
            let explanation = try await visit.service.explain(
                try visit.parameter("file"), of: try visit.parameter("call"),
                for: audience ?? (actor.organisation == nil ? .municipality : .applicant), as: actor)
            return ExplanationAnswer(explanation, in: visit.language)
        }
        .noting("explanation"),
        .list(
            "listThreads", "/calls/{call}/messages", in: chapter,
            "What associations and the secretariat write to each other, file by file.", .only(.office), key: \.reference
        ) { visit -> [MessageThread] in try await visit.service.threads(of: try visit.parameter("call"), as: try visit.actor()) }
        .noting("messages"),
        .list(
            "listMessages", "/calls/{call}/files/{file}/messages", in: chapter, "The messages about a file.",
            .only([.secretariat, .applicant]), key: \.key
        ) { visit -> [FileMessage] in
            try await visit.site.service.messages(
                on: try visit.parameter("file"), of: try visit.parameter("call"), as: try visit.actor())
        }
        .noting("messages"),
        .command(
            "writeMessage", "/calls/{call}/files/{file}/messages", in: chapter, "Writes about a file.", .only([.secretariat, .applicant])
        ) { (visit, input: MessageInput) -> BulkReceipt in
            guard let holder = visit.holder else { throw Refused(.forbidden) }
            let command = try visit.command()
            _ = try await visit.site.service.messages(
                on: try visit.parameter("file"), of: try visit.parameter("call"), as: try visit.actor())
            if !command.isDryRun {
                try await visit.site.service.write(
                    message: input.message, on: try visit.parameter("file"), of: try visit.parameter("call"), by: holder.account.name,
                    holder.account.id, command)
            }
            return BulkReceipt(action: "writeMessage", changed: 1)
        },
        .read(
            "takeReceipt", "/calls/{call}/files/{file}/receipt", in: chapter, "The proof of what was filed.", .doing(.takeReceipt)
        ) { visit -> FilingReceipt in
            try await visit.site.service.filingReceipt(
                of: try visit.parameter("file"), in: try visit.parameter("call"), try visit.command())
        }
        .noting("receipt")
    ]

    private static func replace(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ access: Access,
        _ body: @escaping @Sendable (Service, ImportedApplication, String, Service.Command) async throws -> Receipt
    ) -> Operation {
        .upload(id, method, path, in: chapter, summary, access, listTypes) { visit, file in
            let (call, reference) = (try visit.parameter("call"), try visit.parameter("file"))
            let definition = try await visit.site.service.call(call).definition
            let records = try Import.applications(file.records, for: definition)
            guard let record = records.first, records.count == 1, record.content.reference == reference else {
                throw Refused(.unprocessableContent, code: "oneFile", Self.oneFile, at: reference)
            }
            return try await body(visit.site.service, record, call, try visit.command())
        }
    }

    private static let oneFile = Message(
        fr: "le corps contient exactement le dossier que l'adresse nomme", nl: "de inhoud bevat precies het dossier dat het adres noemt",
        en: "the body holds exactly the file that the address names")

    /// The steps of single files; who may is in the transition table.
    static let fileSteps: [Operation] = [
        step("submitFile", "submit", "Files a draft.", .submit) { (_: NoInput) in .submit }.signing,
        step("withdrawFile", "withdraw", "Withdraws the file.", .withdraw) { (_: ReasonInput) in .withdraw }.signing,
        step("reinstateFile", "reinstate", "Takes a withdrawal back.", .reinstate) { (_: NoInput) in .reinstate }.signing,
        step("requestComplement", "request-complement", "Asks for what is missing.", .requestComplement) {
            (input: ComplementInput) in .requestComplement(due: input.due)
        },
        step("beginFileReview", "begin-review", "Puts a file of a standing call under review.", .beginReview) { (_: NoInput) in .beginReview
        },
        step("returnToReview", "return-to-review", "Sends a file back to its reviewers.", .returnToReview) {
            (_: ReasonInput) in .returnToReview
        },
        step("appealDecision", "appeal", "Contests the decision.", .appeal) { (_: ReasonInput) in .appeal }.signing,
        step("upholdDecision", "uphold", "Upholds the decision.", .uphold) { (_: ReasonInput) in .uphold },
        step("overturnDecision", "overturn", "Annuls the decision on appeal.", .overturn) { (_: ReasonInput) in .overturn },
        step("dismissFile", "dismiss", "Ends a file without decision.", .dismiss) { (_: ReasonInput) in .dismiss },
        step("awardFile", "award", "Awards from the reserve list, or anew.", .award) { (input: AwardInput) in
            .award(line: input.line, amount: input.amountCents, departure: input.reason)
        },
        step("awardUrgently", "award-urgently", "Decides in urgency.", .awardUrgently) { (input: UrgentInput) in
            .awardUrgently(line: input.line, amount: input.amountCents)
        },
        step("amendAward", "amend", "Changes an award that is being signed off.", .amend) { (input: AmendInput) in
            .amend(line: input.line, amount: input.amountCents)
        },
        step("ratifyAward", "ratify", "Records that the College ratified an urgent award.", .ratify) { (input: SittingInput) in
            .ratify(sitting: input.sitting)
        },
        step("annulAward", "annul", "Annuls an urgent award.", .annul) { (_: ReasonInput) in .annul },
        step("reserveFile", "reserve", "Puts the file on the reserve list.", .reserve) { (input: ReserveInput) in
            .reserve(rank: input.rank, departure: input.departure)
        },
        step("refuseFile", "refuse", "Refuses the file.", .refuse) { (input: RefuseInput) in
            .refuse(departure: input.departure)
        }
    ]

    private static func step<Input: Codable & Sendable>(
        _ id: String, _ path: String, _ summary: String, _ action: ApplicationAction,
        _ make: @escaping @Sendable (Input) -> FileStep
    ) -> Operation {
        .command(
            id, "/calls/{call}/files/{file}/\(path)", in: chapter, summary, .taking(action),
            version: { (receipt: Receipt) in receipt.version }
        ) {
            (visit, input: Input) -> Receipt in
            try await visit.site.service.act(
                on: try visit.parameter("file"), of: try visit.parameter("call"), make(input), reason: (input as? any Reasoned)?.why,
                try visit.command())
        }
    }
}

struct ReferencesInput: Codable {
    /// All that are ready, where none are named.
    let references: [String]?
}

struct ComplementInput: Codable, Reasoned {
    let due: Instant?
    let reason: String

    var why: String? { reason }
}

struct AwardInput: Codable, Reasoned {
    let line: String
    let amountCents: Cents
    let reason: String?

    var why: String? { reason }
}

struct UrgentInput: Codable {
    let line: String
    let amountCents: Cents
}

struct AmendInput: Codable, Reasoned {
    let line: String?
    let amountCents: Cents
    let reason: String

    var why: String? { reason }
}

struct SittingInput: Codable {
    let sitting: String
}

struct ReserveInput: Codable {
    let rank: Int32
    let departure: String?
}

struct RefuseInput: Codable, Reasoned {
    let reason: String
    let departure: String?

    var why: String? { reason }
}

struct MessageInput: Codable {
    let message: String
}

extension FileMessage {
    /// Keeps them in the order in which they were written.
    var key: String { String(repeating: "0", count: max(0, 20 - "\(id)".count)) + "\(id)" }
}
