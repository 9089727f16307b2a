import CallModel
package import Presentation

/// One part of a page under its own heading: what is told, figures to look at, lists, and where to go from there. Drawn by the
/// template `blocks`, one after the other.
package struct Block {
    /// A link, or a button that leads to a page where something is reviewed and then done.
    package struct Link {
        let path: String
        let text: String

        package init(_ path: String, _ text: String) { (self.path, self.text) = (path, text) }

        var parts: Parts { ["path": path, "text": text] }
    }

    /// A number to see at a glance, with what it counts.
    package struct Tile {
        let figure: String
        let label: String
        let path: String

        package init(_ figure: String, _ label: String, path: String = "") {
            (self.figure, self.label, self.path) = (figure, label, path)
        }

        var parts: Parts { ["figure": figure, "label": label, "path": path] }
    }

    package var heading: String
    package var texts: [String] = []
    /// What should not be overlooked.
    package var inset = ""
    package var facts: Facts?
    package var tiles: [Tile] = []
    package var chart: Chart?
    package var tables: [TableView] = []
    /// A list in words.
    package var items: [String] = []
    /// Lines of a file, as they stand there.
    package var lines: [String] = []
    package var links: [Link] = []
    /// Steps that change something, each on a page of its own.
    package var steps: [Link] = []

    package init(_ heading: String = "") { self.heading = heading }

    var parts: Parts {
        [
            "heading": heading, "texts": texts, "inset": inset, "hasFacts": facts != nil, "facts": facts?.parts ?? [],
            "hasTiles": !tiles.isEmpty, "tiles": tiles.map(\.parts), "chart": chart.map { [$0.parts] } ?? [],
            "tables": tables.map(\.parts), "hasItems": !items.isEmpty, "items": items,
            "hasLines": !lines.isEmpty, "lines": lines, "hasLinks": !links.isEmpty,
            "links": links.map(\.parts), "hasSteps": !steps.isEmpty, "steps": steps.map(\.parts)
        ] as Parts
    }
}

extension Block {
    /// With its amounts and moments as the language of the page writes them.
    func written(_ visit: Visit) -> Block {
        var block = self
        block.facts = facts?.written(visit)
        block.items = items.map(visit.formats.prose)
        return block
    }
}

/// Other pages around the same thing, in a line above the content.
package struct Neighbours {
    private let links: [(path: String, text: String)]
    private let current: String

    /// - Parameters:
    ///   - links: with paths without the language.
    ///   - current: the path of the one that is open.
    package init(_ links: [(path: String, text: String)], current: String) { (self.links, self.current) = (links, current) }

    func parts(_ visit: Visit) -> [Parts] {
        links.map { ["path": visit.path($0.path), "text": $0.text, "isCurrent": $0.path == current] }
    }
}

extension Page {
    /// A page that is made of blocks.
    package static func blocks(
        _ title: String, _ blocks: [Block], around neighbours: Neighbours? = nil, _ visit: Visit, more: Parts = [:]
    ) -> Page {
        var parts: Parts = [
            "blocks": blocks.map { $0.written(visit).parts }, "hasNeighbours": neighbours != nil,
            "neighbours": neighbours?.parts(visit) ?? []
        ]
        parts.merge(more) { $1 }
        return Page("blocks", title: title, parts)
    }
}
