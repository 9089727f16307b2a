package import CallModel
package import Presentation

/// A picture of figures that also stand in the table beside it: who does not see it misses nothing.
package struct Chart {
    let caption: String
    /// What the picture shows in one or two sentences, for whoever has it read out.
    let description: String
    let svg: String
    /// What colours and patterns stand for.
    var legend = ""
    let tableTitle: String
    let table: TableView?

    var parts: Parts {
        [
            "caption": caption, "svg": svg, "hasLegend": !legend.isEmpty, "legend": legend, "tableTitle": tableTitle,
            "hasTable": table != nil, "table": table.map { [$0.parts] } ?? []
        ]
    }
}

/// Writes SVG. Everything that comes from elsewhere is escaped; there are no styles in it, which the pages' own rules forbid.
struct SVG {
    private var body = ""
    private let name: String
    private let width: Int
    private let height: Int
    private let title: String
    private let description: String

    /// - Parameter name: tells it from the other pictures of the page; of letters only.
    init(_ name: String, width: Int, height: Int, title: String, description: String) {
        (self.name, self.width, self.height, self.title, self.description) = (name, width, height, title, description)
    }

    /// Colours with at least 3 to 1 against the paper, apart in lightness as well as in hue; patterns tell them apart once more.
    enum Colour: String {
        case ink = "#1b2430"
        case soft = "#5b6777"
        case grid = "#d9dee5"
        case blue = "#1d4f91"
        case paleBlue = "#6f93c0"
        case green = "#1b7a4a"
        case orange = "#b35900"
        case paper = "#ffffff"
        case shade = "#eef1f5"
    }

    enum Fill {
        case plain(Colour)
        /// Slanted lines of the colour on paper.
        case striped(Colour)
        /// Dots of the colour on paper.
        case dotted(Colour)
    }

    private var patterns: [String: String] = [:]

    mutating func line(
        _ from: (Double, Double), _ to: (Double, Double), _ colour: Colour = .soft, width: Double = 1, isDashed: Bool = false
    ) {
        body +=
            "<line x1=\"\(Self.number(from.0))\" y1=\"\(Self.number(from.1))\" x2=\"\(Self.number(to.0))\" y2=\"\(Self.number(to.1))\""
            + " stroke=\"\(colour.rawValue)\" stroke-width=\"\(Self.number(width))\"" + (isDashed ? " stroke-dasharray=\"6 4\"" : "")
            + "/>\n"
    }

    mutating func path(_ points: [(Double, Double)], _ colour: Colour, width: Double = 2.5) {
        guard !points.isEmpty else { return }
        let text = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(Self.number($1.0)) \(Self.number($1.1))" }.joined()
        body += "<path d=\"\(text)\" fill=\"none\" stroke=\"\(colour.rawValue)\" stroke-width=\"\(Self.number(width))\"/>\n"
    }

    mutating func bar(x: Double, y: Double, width: Double, height: Double, _ fill: Fill, edge: Colour = .ink, tip: String = "") {
        guard width > 0, height > 0 else { return }
        body +=
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
            + " fill=\"\(use(fill))\" stroke=\"\(edge.rawValue)\" stroke-width=\"1\">"
            + (tip.isEmpty ? "" : "<title>\(Self.escaped(tip))</title>") + "</rect>\n"
    }

    mutating func dot(_ x: Double, _ y: Double, radius: Double = 4, _ colour: Colour, isHollow: Bool = false, tip: String = "") {
        let fill = isHollow ? Colour.paper : colour
        body +=
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" fill=\"\(fill.rawValue)\""
            + " stroke=\"\(colour.rawValue)\" stroke-width=\"2\">" + (tip.isEmpty ? "" : "<title>\(Self.escaped(tip))</title>")
            + "</circle>\n"
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, size: Int = 13, _ colour: Colour = .ink) {
        body +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\" font-size=\"\(size)\""
            + " fill=\"\(colour.rawValue)\">\(Self.escaped(text))</text>\n"
    }

    private mutating func use(_ fill: Fill) -> String {
        switch fill {
        case .plain(let colour): return colour.rawValue
        case .striped(let colour):
            let id = "\(name)-s\(colour)"
            patterns[id] =
                "<pattern id=\"\(id)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                + "<rect width=\"6\" height=\"6\" fill=\"#ffffff\"/><rect width=\"3\" height=\"6\" fill=\"\(colour.rawValue)\"/></pattern>"
            return "url(#\(id))"
        case .dotted(let colour):
            let id = "\(name)-d\(colour)"
            patterns[id] =
                "<pattern id=\"\(id)\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">"
                + "<rect width=\"7\" height=\"7\" fill=\"#ffffff\"/><circle cx=\"3.5\" cy=\"3.5\" r=\"1.6\" fill=\"\(colour.rawValue)\"/></pattern>"
            return "url(#\(id))"
        }
    }

    /// The whole picture. Its text has the fonts of the page.
    var written: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" role=\"img\""
            + " aria-labelledby=\"\(name)-title \(name)-text\" font-family=\"inherit\">\n"
            + "<title id=\"\(name)-title\">\(Self.escaped(title))</title><desc id=\"\(name)-text\">\(Self.escaped(description))</desc>\n"
            + (patterns.isEmpty ? "" : "<defs>\(patterns.sorted { $0.key < $1.key }.map(\.value).joined())</defs>\n") + body + "</svg>"
    }

    /// With one decimal at most, the same in every language.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    static func escaped(_ text: String) -> String { EscapedHTML().escapeText(text) }
}

extension Fraction {
    /// Near enough to draw it; nothing is decided by it.
    var drawn: Double { Double(rounded(places: 2)) ?? 0 }
}

/// A row of the table beside a picture, made of texts.
package struct FigureRow: TableRow, Sendable {
    let cells: [String]

    init(_ cells: String...) { self.cells = cells }
    init(_ cells: [String]) { self.cells = cells }

    package static var columns: [Column] { [] }
    package func cells(in language: Language) -> [String] { cells }
}
