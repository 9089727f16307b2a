import CallModel
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Service

/// A part of a page that goes on while one looks at it. The page asks for it anew every few seconds, and gets it only when it
/// changed; without scripts, one loads the page again.
struct LivePart {
    /// The end of the address of every such part.
    static let ending = "/part"

    let template: String
    /// In one sentence how things stand: what is read out when it changes.
    let said: String
    /// Whether nothing more will change.
    var isOver = false
    let parts: Parts

    /// What the page needs to show the part and to keep it up to date.
    ///
    /// - Parameter path: the page's own, without the language.
    func around(_ path: String) -> Parts { parts.merging(["said": said, "livePath": path, "isOver": isOver]) { $1 } }

    /// The part alone, with its digest as its tag.
    func answer(to visit: Visit) throws -> Response {
        let text = try visit.text(template, parts.merging(["said": said, "isOver": isOver]) { $1 })
        let digest = SHA256.hash(data: Data(text.utf8)).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let tag = "\"\(digest)\""
        guard visit.request.headers[.ifNoneMatch] != tag else { return Response(status: .notModified, headers: [.eTag: tag]) }
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: visit.language.rawValue, .eTag: tag],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Visit {
    /// A piece of a page by itself.
    fileprivate func text(_ template: String, _ parts: Parts) throws -> String {
        var parts = parts
        parts["w"] = site.vocabulary.areas(in: language)
        parts["root"] = "/\(language.rawValue)"
        if case .person(let session) = visitor { parts["csrf"] = session.csrf }
        guard let text = site.templates.text(template, parts) else { throw HTTPError(.internalServerError) }
        return text
    }
}
