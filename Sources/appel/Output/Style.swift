/// How words stand out, where they may.
struct Style: Hashable, Sendable {
    let isColoured: Bool

    static let plain = Style(isColoured: false)

    func strong(_ text: String) -> String { marked(text, "1") }
    func bad(_ text: String) -> String { marked(text, "1;31") }
    func good(_ text: String) -> String { marked(text, "32") }
    func warning(_ text: String) -> String { marked(text, "1;33") }
    func faint(_ text: String) -> String { marked(text, "2") }

    private func marked(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
