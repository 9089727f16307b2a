import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The documents that go with a file: uploaded, listed, taken out again.
enum DocumentsPage {
    static let routes: [PageRoute] = [
        .get("my/:call/:file/documents", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            let file = try await own.open()
            guard file.isBeingWritten else { throw HTTPError(.notFound) }
            return try show(own, file)
        },
        PageRoute(method: .post, path: "my/:call/:file/documents/add/:attachment", access: .only(.applicant), limit: 0) { visit in
            try await add(visit)
        },
        .post("my/:call/:file/documents/remove", .only(.applicant)) { visit, fields in
            let own = try OwnFileVisit(visit)
            guard let digest = fields["digest"].flatMap({ Digest(hex: $0) }), let attachment = fields["attachment"] else {
                throw HTTPError(.badRequest)
            }
            _ = try await visit.site.service.removeDocument(
                digest, from: attachment, ofCopy: own.reference, of: own.code, by: own.applicant.account,
                visit.actorCommand(own.applicant))
            return visit.redirect(own.path("documents"), notice: "documentRemoved")
        },
        .get("my/:call/:file/documents/:document", .only(.applicant)) { visit in try await hand(visit) }
    ]

    private static func show(_ own: OwnFileVisit, _ file: WorkingFile, faults: [String: String] = [:]) throws -> Response {
        let visit = own.visit
        let content = file.typed.content
        let wrong = Dictionary(
            content.documentFaults(against: file.definition).map { ($0.field, $0.message.text(in: visit.language)) },
            uniquingKeysWith: { first, _ in first })
        let said = wrong.merging(faults) { $1 }
        let requirements = file.definition.attachments.map { requirement -> Parts in
            let name = ApplicationContent.field(of: requirement.id)
            let isRequired = requirement.isRequired(for: content.category)
            let types = requirement.allowedTypes.map { $0.rawValue.uppercased() }.joined(separator: ", ")
            let help = [
                requirement.help?.text(in: visit.language) ?? "",
                visit.say(
                    "association.documentLimits",
                    [
                        "types": types, "size": "\(requirement.byteLimit >> 20)", "count": "\(requirement.fileLimit)"
                    ])
            ].filter { !$0.isEmpty }.joined(separator: " ")
            let own = content.documents(for: requirement.id)
            return [
                "id": Field.id(of: name), "label": requirement.label.text(in: visit.language), "help": help,
                "isRequired": isRequired, "fault": said[name] ?? "", "isFull": own.count >= requirement.fileLimit,
                "attachment": requirement.id, "hasDocuments": !own.isEmpty,
                "isAnnounced": own.isEmpty && content.attachments.contains(requirement.id),
                "accept": requirement.allowedTypes.flatMap(\.extensions).map { "." + $0 }.joined(separator: ","),
                "action": visit.path(
                    OwnFileVisit.path(file.call.code, file.reference, "documents/add/\(OwnFileVisit.escaped(requirement.id))")),
                "documents": own.map { document -> Parts in
                    [
                        "name": document.name, "size": Self.size(document.size, visit), "digest": document.digest.hex,
                        "attachment": requirement.id
                    ]
                }
            ]
        }
        let summary = file.definition.attachments.compactMap { requirement in
            let name = ApplicationContent.field(of: requirement.id)
            return faults[name].map { FieldFault(field: Field.id(of: name), $0) }
        }
        return try visit.show(
            Page(
                "association/documents", title: visit.say("association.documents"),
                own.parts([
                    "requirements": requirements, "removePath": visit.path(own.path("documents/remove")),
                    "next": visit.path(own.path("answers")), "hasNone": requirements.isEmpty
                ]), faults: summary))
    }

    /// `1,2 Mo`, `12 ko`.
    static func size(_ bytes: Int, _ visit: Visit) -> String {
        if bytes >= 1 << 20 {
            let tenths = bytes * 10 / (1 << 20)
            return visit.formats.decimal("\(tenths / 10).\(tenths % 10)") + "\u{A0}" + visit.say("association.megabytes")
        }
        return "\(max(1, bytes >> 10))\u{A0}" + visit.say("association.kilobytes")
    }

    // MARK: Adding

    private static func add(_ visit: Visit) async throws -> Response {
        let own = try OwnFileVisit(visit)
        let file = try await own.open(noting: nil)
        let id = try visit.parameter("attachment")
        guard file.isBeingWritten, let requirement = file.definition.attachments.first(where: { $0.id == id }) else {
            throw HTTPError(.notFound)
        }
        let name = ApplicationContent.field(of: id)
        func refuse(_ why: String) throws -> Response { try show(own, file, faults: [name: why]) }
        do {
            return try await Upload.read(visit.request, limit: requirement.byteLimit, admit: { try CrossSite.check(visit, $0) }) { upload in
                guard let document = upload.document else { return try refuse(visit.say("association.chooseDocument")) }
                try await UploadLimit.check(visit.visitor, own.code, own.reference, visit.site.service)
                let screened = try await visit.site.screened(document)
                _ = try await visit.site.service.attach(
                    screened[0], as: id, toCopy: own.reference, of: own.code, by: own.applicant.account,
                    visit.actorCommand(own.applicant))
                return visit.redirect(own.path("documents"), notice: "documentAdded")
            }
        } catch let failure as ImportFailure {
            return try refuse(failure.faults.map { $0.message.text(in: visit.language) }.joined(separator: " "))
        } catch ServiceError.faults(let faults) {
            return try refuse(faults.map { $0.message.text(in: visit.language) }.joined(separator: " "))
        } catch let error as HTTPError where error.status == .contentTooLarge {
            let text = visit.say("association.documentTooLarge", ["size": "\(requirement.byteLimit >> 20)"])
            var response = try refuse(text)
            response.status = .contentTooLarge
            return response
        }
    }

    // MARK: Handing out

    /// A document of a file that was handed in, to its own association.
    private static func hand(_ visit: Visit) async throws -> Response {
        let own = try OwnFileVisit(visit)
        let file = try await own.open(noting: "document")
        guard file.file != nil else { throw HTTPError(.notFound) }
        let document = try await visit.site.service.document(
            try visit.parameter("document"), of: own.reference, in: own.code, for: own.applicant.hat.actor)
        let service = visit.site.service
        let pieces = Collected()
        try await service.handOver(document) { pieces.add($0) }
        let name = OwnFileVisit.escaped(document.document.name)
        return Response(
            status: .ok,
            headers: [
                .contentType: document.document.type.mediaType, .contentDisposition: "attachment; filename*=UTF-8''\(name)",
                .contentSecurityPolicy: "default-src 'none'; sandbox"
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: pieces.bytes)))
    }
}

/// A document that is small enough to be held: none is longer than 25 MiB.
private final class Collected {
    private(set) var bytes: [UInt8] = []
    func add(_ piece: [UInt8]) { bytes += piece }
}
