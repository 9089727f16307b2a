import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation
import Service
import Store
import Workflow

/// One file with everything that is known of it. Whoever opens it is written down.
enum FilePages {
    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("office/:call/files/:file", .only(.office)) { visit in try await show(visit, area: "office") },
            .get("office/:call/files/:file/documents/:document", .only(.office)) { visit in try await document(visit) },
            .get("office/:call/files/:file/receipt.json", .only(.office)) { visit in try await receipt(visit) },
            .get("college/:call/files/:file", .only([.college, .alderman])) { visit in try await show(visit, area: "college") },
            .get("college/:call/files/:file/documents/:document", .only(.college)) { visit in try await document(visit) }
        ],
        PageRoute.plan("office/:call/files/:file/do/:step", .only(.office)) { visit, fields in
            try await FileStepPlan.plan(visit, fields, area: "office")
        },
        PageRoute.plan("office/:call/files/:file/marker", .only(.office)) { visit, fields in try await MarkerPlan.plan(visit, fields) },
        PageRoute.plan("college/:call/files/:file/do/:step", .only([.college, .alderman])) { visit, fields in
            try await FileStepPlan.plan(visit, fields, area: "college")
        })

    private static func show(_ visit: Visit, area: String) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let service = try visit.service()
        let detail = try await service.file(reference, of: code)
        try await visit.noteAccess("file", call: code, file: reference)
        let view = try await service.call(code)
        let base = "\(area)/\(code)/files/\(reference)"
        var blocks = [head(detail, view.definition, base, area, visit)]
        if let failing = try await findings(detail, code, visit) { blocks.append(failing) }
        if let content = detail.content { blocks += FileContent.blocks(content, view.definition, visit) }
        blocks.append(try await documents(reference, code, base, visit))
        blocks += try await reviews(reference, code, area, visit)
        blocks += try await past(detail, visit)
        let title = [reference, detail.view.title].filter { !$0.isEmpty }.joined(separator: " – ")
        let around = area == "office" ? OfficeCall.neighbours(code, visit, current: "files") : nil
        return try visit.show(.blocks(title, blocks, around: around, visit))
    }

    private static func head(
        _ detail: FileDetail, _ definition: CallDefinition, _ base: String, _ area: String, _ visit: Visit
    ) -> Block {
        var block = Block()
        block.facts = detail.told(definition, visit, hasContent: detail.content != nil)
        let actions = NextSteps.actions(ApplicationMachine.self, from: detail.view.file.state, for: visit.visitor.role ?? .secretariat)
        // What is done to an urgent award has no place where none was made, nor a signature's correction where nobody signs.
        let isUrgent = detail.view.file.urgentAt != nil
        let isSigned = detail.call.terms?.approvals != nil
        block.steps = actions.filter { action in
            guard FileStepPlan.Kind(action) != nil else { return false }
            return action == .amend ? isSigned : isUrgent || ![.ratify, .annul].contains(action)
        }.map { action in
            Block.Link(visit.path("\(base)/do/\(action.name)"), action.label.text(in: visit.language).capitalizedFirst)
        }
        if area == "office", actions.contains(.settleMarker) {
            block.steps.append(
                Block.Link(visit.path("\(base)/marker"), ApplicationAction.settleMarker.label.text(in: visit.language).capitalizedFirst))
        }
        if area == "office", detail.view.file.submittedAt != nil {
            block.links = [
                Block.Link(visit.path("office/\(detail.call.code)/letters/\(detail.view.file.reference)"), visit.say("office.letter")),
                Block.Link(visit.path("\(base)/receipt.json"), visit.say("association.receiptProof"))
            ]
        }
        if area == "office" {
            block.links.append(
                Block.Link(
                    visit.path("office/\(detail.call.code)/messages/\(detail.view.file.reference)"), visit.say("office.messages")))
        }
        return block
    }

    private static func findings(_ detail: FileDetail, _ code: String, _ visit: Visit) async throws -> Block? {
        guard detail.view.file.submittedAt != nil, detail.view.file.state != .withdrawn else { return nil }
        guard let own = try await visit.service().findings(on: detail.view.file.reference, of: code) else { return nil }
        var block = Block(visit.say("office.findings"))
        block.items = FindingRow.rows(of: own, withBound: true, in: visit.language).map { row in
            [row.article, row.sentence].filter { !$0.isEmpty }.joined(separator: " : ")
        }
        return block
    }

    private static func documents(_ reference: String, _ code: String, _ base: String, _ visit: Visit) async throws -> Block {
        var block = Block(visit.say("office.documents"))
        let documents = try await visit.service().documents(of: reference, in: code)
        block.tables = [
            TableView(visit.say("office.documents"), documents.map(DocumentRow.init), visit, isPaged: false) {
                visit.path("\(base)/documents/\($0.id)")
            }
        ]
        return block
    }

    private static func reviews(_ reference: String, _ code: String, _ area: String, _ visit: Visit) async throws -> [Block] {
        let service = try visit.service()
        let reviews = try await service.reviewProgress(of: code, file: reference)
        let conflicts = try await service.conflicts(of: code, file: reference)
        var given = Block(visit.say("office.reviews"))
        given.tables = [
            TableView(visit.say("office.reviews"), reviews.map(ReviewRow.init), visit, isPaged: false) { row in
                area == "office" ? visit.path("office/\(code)/reviews/\(row.reference)/\(row.member)") : nil
            }
        ]
        var declared = Block(visit.say("office.conflicts"))
        declared.tables = [TableView(visit.say("office.conflicts"), conflicts.map(ConflictRow.init), visit, isPaged: false)]
        return [given, declared]
    }

    private static func past(_ detail: FileDetail, _ visit: Visit) async throws -> [Block] {
        var history = Block(visit.say("office.history"))
        history.tables = [
            TableView(visit.say("office.history"), try await visit.service().historyRows(detail.history), visit, isPaged: false)
        ]
        guard !detail.reasons.isEmpty else { return [history] }
        var reasons = Block(visit.say("office.reasons"))
        reasons.items = detail.reasons
        return [reasons, history]
    }

    /// The proof of what was filed, for its association to keep.
    private static func receipt(_ visit: Visit) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let receipt = try await visit.site.service.filingReceipt(of: reference, in: code, try visit.command())
        try await visit.noteAccess("receipt", call: code, file: reference)
        return visit.download(
            ByteBuffer(string: LogJSON.text(receipt) ?? "{}"), named: "receipt-\(reference).json", type: "application/json")
    }

    /// Hands a document over, whole: one that is not what was handed in never leaves.
    private static func document(_ visit: Visit) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        guard let actor = visit.visitor.actor else { throw HTTPError(.forbidden) }
        let service = try visit.service()
        let found = try await service.document(try visit.parameter("document"), of: reference, in: code, for: actor)
        try await visit.noteAccess("document", call: code, file: reference)
        var buffer = ByteBuffer()
        try await service.handOver(found) { buffer.writeBytes($0) }
        return visit.download(buffer, named: found.document.name, type: found.document.type.mediaType)
    }
}

extension Visit {
    /// Writes down that somebody looked at something.
    func noteAccess(_ question: String, call: String, file: String? = nil) async throws {
        guard let actor = visitor.actor else { return }
        try await site.service.noteAccess(by: visitor.account, as: actor, question, call: call, file: file, request: context.id)
    }

    /// A file to keep, never shown in the page's own window.
    func download(_ bytes: ByteBuffer, named name: String, type: String) -> Response {
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? String(plain)
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store", .contentSecurityPolicy: Response.foreignPolicy,
                .contentDisposition: "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(encoded)"
            ],
            body: ResponseBody(byteBuffer: bytes))
    }
}

extension Visitor {
    /// Whose account asks.
    var account: AccountID? {
        switch self {
        case .nobody: nil
        case .person(let session): session.account.id
        case .machine(let holder): holder.account.id
        }
    }
}
