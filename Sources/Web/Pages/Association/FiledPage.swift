import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// A file that was handed in: where it stands, what was decided and why, and what can still be done about it.
enum FiledPage {
    static let routes: [PageRoute] = [
        .get("my/:call/:file/receipt", .only(.applicant)) { visit in try await receipt(visit) },
        .get("my/:call/:file/receipt.pdf", .only(.applicant)) { visit in try await pdf(visit) },
        .get("my/:call/:file/receipt.json", .only(.applicant)) { visit in try await proof(visit) }
    ]

    static func show(_ own: OwnFileVisit, _ file: WorkingFile) async throws -> Response {
        let visit = own.visit
        guard let application = file.file else { throw HTTPError(.notFound) }
        let isKnown = application.notifiedAt != nil
        var facts = [
            (visit.say("association.call"), file.definition.title.text(in: visit.language)),
            (visit.say("association.reference"), file.reference),
            (visit.say("association.state"), application.state.label.text(in: visit.language))
        ]
        if let at = application.submittedAt { facts.append((visit.say("association.filedAt"), visit.formats.moment(at))) }
        if let requested = application.summary?.requested {
            facts.append((visit.say("association.requested"), visit.formats.amount(requested)))
        }
        if isKnown, let awarded = application.awarded {
            facts.append((visit.say("association.awarded"), visit.formats.amount(awarded)))
        }
        if isKnown, application.state == .reserveListed, let place = application.reserveRank {
            facts.append((visit.say("association.reservePlace"), "\(place)"))
        }
        let appealDue = application.appealDue(in: file)
        let remedy = appealDue.map { visit.say("association.appealUntil", ["date": visit.formats.deadline($0)]) } ?? ""
        return try visit.show(
            Page(
                "association/filed", title: file.content?.title ?? file.reference,
                own.parts([
                    "facts": Facts(facts).parts, "isKnown": isKnown, "sentences": try await sentences(own, isKnown: isKnown),
                    "remedy": remedy,
                    "canAppeal": own.applicant.hat.maySign && appealDue.map { $0 > file.now } == true
                        && application.can(.appeal, own, file),
                    "canWithdraw": own.applicant.hat.maySign && application.can(.withdraw, own, file),
                    "canReinstate": own.applicant.hat.maySign && application.can(.reinstate, own, file),
                    "wasFiled": application.submittedAt != nil, "isWithdrawn": application.state == .withdrawn
                ])))
    }

    /// Why the file got what it got, in sentences; nothing before it was made known.
    private static func sentences(_ own: OwnFileVisit, isKnown: Bool) async throws -> [String] {
        guard isKnown else { return [] }
        let explanation = try await own.visit.site.service.explain(
            own.reference, of: own.code, for: .applicant, as: own.applicant.hat.actor)
        return ExplanationAnswer(explanation, in: own.visit.language).sentences.map(own.visit.formats.prose)
    }

    // MARK: The receipt

    private static func filed(_ visit: Visit) async throws -> (OwnFileVisit, WorkingFile, facts: [(String, String)], digest: String) {
        let own = try OwnFileVisit(visit)
        let file = try await own.open(noting: "receipt")
        guard let application = file.file, let at = application.submittedAt, let digest = application.summary?.content.hex else {
            throw HTTPError(.notFound)
        }
        return (
            own, file,
            [
                (visit.say("association.call"), file.definition.title.text(in: visit.language) + " (\(file.call.code))"),
                (visit.say("association.reference"), file.reference),
                (visit.say("association.organisation"), file.organisation.name),
                (visit.say("association.projectTitle"), file.content?.title ?? ""),
                (visit.say("association.requested"), application.summary.map { visit.formats.amount($0.requested) } ?? ""),
                (visit.say("association.filedAt"), visit.formats.moment(at) + " (\(at.iso8601))")
            ], digest
        )
    }

    private static func receipt(_ visit: Visit) async throws -> Response {
        let (own, _, facts, digest) = try await filed(visit)
        return try visit.show(
            Page(
                "association/receipt", title: visit.say("association.receipt"),
                own.parts(["facts": Facts(facts).parts, "digest": digest])))
    }

    private static func pdf(_ visit: Visit) async throws -> Response {
        let (own, _, facts, digest) = try await filed(visit)
        var document = PDFDocument(title: visit.say("association.receipt") + " " + own.reference, language: visit.language.rawValue)
        document.add(.title, visit.say("association.receipt"))
        if visit.site.isRehearsal { document.add(.heading, visit.say("common.rehearsal")) }
        for (name, value) in facts {
            document.add(.heading, name)
            document.add(.text, value)
        }
        document.add(.heading, visit.say("association.digest"))
        document.add(.code, digest)
        document.add(.text, " ")
        document.add(.text, visit.say("association.digestHelp"))
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf",
                .contentDisposition: "attachment; filename*=UTF-8''\(OwnFileVisit.escaped("receipt-\(own.reference).pdf"))"
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }

    /// What anybody can check without us: the content with its salt, the lines of the log, and the path in the tree.
    private static func proof(_ visit: Visit) async throws -> Response {
        let own = try OwnFileVisit(visit)
        _ = try await own.open(noting: "receipt")
        let receipt = try await visit.site.service.filingReceipt(
            of: own.reference, in: own.code, visit.actorCommand(own.applicant))
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json",
                .contentDisposition: "attachment; filename*=UTF-8''\(OwnFileVisit.escaped("receipt-\(own.reference).json"))"
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: LogJSON.text(receipt) ?? "{}")))
    }
}
