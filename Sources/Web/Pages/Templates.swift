import Foundation
import Mustache

/// The templates of the pages, read once. A page inherits from `page` and fills its block `main`.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    package init(folder: String) throws {
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        var templates: [String: MustacheTemplate] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.hasSuffix(Self.ending) {
            let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
            templates[String(path.dropLast(Self.ending.count))] = try MustacheTemplate(string: EscapedHTML.mark + text)
        }
        library = MustacheLibrary(templates: templates)
    }

    private static let ending = ".mustache"

    /// - Returns: nil where there is no such template.
    func text(_ template: String, _ parts: Parts) -> String? { library.render(Self.plain(parts), withTemplate: template) }

    /// An empty text is no text: a section that depends on it is left out.
    private static func plain(_ parts: Parts) -> Parts { parts.mapValues(plain) }

    private static func plain(_ value: Any) -> Any {
        switch value {
        case let text as String: text.isEmpty ? NoText() as Any : text
        case let parts as Parts: plain(parts)
        case let list as [Parts]: list.map { plain($0) as Parts }
        default: value
        }
    }
}

/// Escapes sign by sign. The library's own way goes by what a reader takes for one letter, and lets a `<` through to which something
/// was joined, such as an accent.
struct EscapedHTML: MustacheContentType {
    static let name = "ESCAPED"
    /// What a template begins with, so that what it shows is escaped this way.
    static let mark = "{{% CONTENT_TYPE: \(name)}}"

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

/// What a template shows nothing for, and takes for no.
private struct NoText: MustacheCustomRenderable {
    let renderText = ""
    let isNull = true
}
