package import CallModel
import Foundation
import HTTPTypes
package import Hummingbird
package import Service
package import Workflow

/// One request for a page, with all that its answer is made from.
package struct Visit: Sendable {
    package let site: Site
    package let request: Request
    package let context: WebContext

    package var language: Language { context.language }
    package var visitor: Visitor { context.visitor }
    package var formats: Formats { Formats(language) }

    /// The part of the path that the route calls `name`, decoded.
    package func parameter(_ name: String) throws -> String {
        let raw = try context.parameters.require(name)
        guard let text = raw.removingPercentEncoding else { throw HTTPError(.badRequest) }
        return text
    }

    package func query(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map { String($0).removingPercentEncoding ?? String($0) }
    }

    /// A text of the vocabulary, with its figures.
    package func say(_ name: String, _ figures: [String: String] = [:]) -> String {
        site.vocabulary.text(name, figures, in: language)
    }

    package func say(_ name: String, count: Int) -> String { site.vocabulary.text(name, count: count, in: language) }

    /// The service as it answers the questions of whoever asks.
    package func service() throws -> Service {
        guard let actor = visitor.actor else { throw HTTPError(.forbidden) }
        return site.service.asked(by: actor)
    }

    /// Whoever asks. A page that is open to all asks nobody.
    package func actor() throws(ServiceError) -> Actor {
        guard let actor = visitor.actor else { throw .access(.sessionEnded) }
        return actor
    }

    /// A command of whoever asks.
    ///
    /// - Parameter key: as the form has it; keys are each account's own.
    package func command(
        key: String? = nil, expectedVersion: Int64? = nil, isDryRun: Bool = false
    ) throws(ServiceError) -> Service.Command {
        let owner = visitor.account.map { "\($0)" } ?? ""
        return Service.Command(
            actor: try actor(), key: key.map { "web \(owner) \($0.prefix(100))" }, expectedVersion: expectedVersion, isDryRun: isDryRun)
    }

    /// What is wrong with a field, with its name: in a summary, « Ce champ est obligatoire » alone tells nothing.
    package func fault(_ text: String, of label: String) -> String {
        let second = text.dropFirst().first
        let isSentence = second.map { $0.isLowercase || $0 == " " || $0 == "'" || $0 == "’" } ?? false
        return "\(label)\(say("common.colon")) " + (isSentence ? text.prefix(1).lowercased() + text.dropFirst() : text)
    }

    /// The path of a page in the language of this one.
    package func path(_ path: String) -> String { "/\(language.rawValue)/\(path)" }

    /// Lays out a page.
    package func show(_ page: Page) throws -> Response {
        var parts = page.parts
        parts.merge(frame(of: page)) { own, _ in own }
        guard let text = site.templates.text(page.template, parts) else { throw HTTPError(.internalServerError) }
        return Response(
            status: page.status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Sends the browser on to another page, by a GET whatever came before.
    package func redirect(_ path: String, notice: String? = nil) -> Response {
        let mark = notice.map { (path.contains("?") ? "&" : "?") + "notice=\($0)" } ?? ""
        return Response(status: .seeOther, headers: [.location: self.path(path) + mark])
    }

    /// What every page has around it.
    private func frame(of page: Page) -> Parts {
        var parts: Parts = [
            "w": site.vocabulary.tree(in: language), "lang": language.rawValue, "title": page.title, "root": "/\(language.rawValue)",
            "hasFaults": !page.faults.isEmpty, "faults": page.faults.map(\.parts),
            "windowTitle": (page.faults.isEmpty ? "" : say("common.errorPrefix") + " ") + page.title + " – " + say("common.site"),
            "languages": Language.allCases.map { other -> Parts in
                [
                    "code": other.rawValue, "name": site.vocabulary.text("common.ownName", in: other),
                    "path": "/\(other.rawValue)" + pathWithoutLanguage, "isCurrent": other == language
                ]
            },
            "assets": site.assets.version, "isRehearsal": site.isRehearsal
        ]
        if let notice = query("notice"), let text = site.vocabulary.areas(in: language)["notices"]?[notice] { parts["notice"] = text }
        if case .person(let session) = visitor {
            parts["account"] =
                [
                    "name": session.account.name, "hat": session.hat?.title ?? "", "csrf": session.csrf,
                    "hasHats": session.account.hats.count > 1
                ] as Parts
            parts["csrf"] = session.csrf
        }
        parts["navigation"] = Navigation.entries(for: visitor.role).map { entry -> Parts in
            [
                "path": self.path(entry.path), "text": say("navigation.\(entry.word)"),
                "isCurrent": pathWithoutLanguage == "/" + entry.path
            ]
        }
        return parts
    }

    /// `/calls/x` of `/fr/calls/x`, with what follows the question mark, but for a notice that was seen.
    private var pathWithoutLanguage: String {
        let path = request.uri.path
        guard path.dropFirst().prefix(2) == language.rawValue else { return "/" }
        return String(path.dropFirst(3))
    }
}
