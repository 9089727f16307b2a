import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Somebody of an association, under the hat that he or she wears there.
struct Applicant {
    let session: WebSession
    let hat: Hat
    let organisation: OrganisationID

    init(_ visit: Visit) throws {
        guard case .person(let session) = visit.visitor, let hat = session.hat, let organisation = hat.organisation else {
            throw HTTPError(.forbidden)
        }
        (self.session, self.hat, self.organisation) = (session, hat, organisation)
    }

    var account: AccountID { session.account.id }

    /// Who may write in the name of the association may not always sign for it.
    func requireSignatory(_ visit: Visit) throws {
        guard hat.maySign else { throw Refused(.forbidden, Self.notSignatory) }
    }

    private static var notSignatory: Problem {
        Problem(
            "notSignatory", .notPermitted,
            Message(
                fr: "Seule une personne qui peut signer pour l'association peut faire cela",
                nl: "Alleen wie voor de vereniging mag tekenen, kan dit doen",
                en: "Only somebody who may sign for the association can do this"),
            advice: Message(
                fr: "Demandez-le à cette personne, ou faites adapter vos droits par le secrétariat.",
                nl: "Vraag het aan die persoon, of laat uw rechten aanpassen door het secretariaat.",
                en: "Ask that person, or have the secretariat change your rights."))
    }
}

/// A file that is named in an address: `my/brussels-2027/A-7K3QM2P`.
struct OwnFileVisit {
    let visit: Visit
    let applicant: Applicant
    let code: String
    let reference: String

    init(_ visit: Visit) throws {
        self.visit = visit
        applicant = try Applicant(visit)
        code = try visit.parameter("call")
        reference = try visit.parameter("file")
    }

    /// The file, and a note of who opened it.
    func open(noting question: String? = "file") async throws -> WorkingFile {
        let file = try await visit.site.service.workingFile(reference, of: code, for: applicant.organisation)
        if let question {
            try await visit.site.service.noteAccess(
                by: applicant.account, as: applicant.hat.actor, question, call: code, file: reference,
                request: visit.context.id)
        }
        return file
    }

    /// A page of the file, without the language.
    func path(_ rest: String = "") -> String { Self.path(code, reference, rest) }

    static func path(_ code: String, _ reference: String, _ rest: String = "") -> String {
        "my/\(escaped(code))/\(escaped(reference))" + (rest.isEmpty ? "" : "/\(rest)")
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._"))) ?? ""
    }

    /// What the templates of a file's pages have in common.
    func parts(_ own: Parts = [:]) -> Parts {
        let common: Parts = [
            "file": visit.path(path()), "reference": reference, "maySign": applicant.hat.maySign
        ]
        return common.merging(own) { $1 }
    }
}
