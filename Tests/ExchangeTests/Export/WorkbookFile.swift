import Foundation
import Testing

/// An XLSX file as a program that is not ours reads it: Python's zipfile and ElementTree.
struct WorkbookFile: Decodable {
    struct Sheet: Decodable {
        let name: String
        /// Rows that stay in sight.
        let frozen: Int
        let cells: [String: Cell]
    }

    struct Cell: Decodable, Equatable {
        /// `n` for a number, `s` for a text, `b` for a boolean.
        let type: String
        let value: String?
        let formula: String?
        /// The number format.
        let format: String
    }

    let sheets: [Sheet]

    static let canRead = Outside.has("python3")
    static let cannot: Comment = "needs Python 3, which reads the workbook back"

    init(path: String) throws {
        let answer = try Outside.run("python3", ["-c", Self.script, path])
        try #require(answer.status == 0, "\(answer.errors)")
        self = try JSONDecoder().decode(WorkbookFile.self, from: Data(answer.output.utf8))
    }

    subscript(sheet: String) -> Sheet? { sheets.first { $0.name == sheet } }

    private static let script = """
        import json, sys, zipfile, xml.etree.ElementTree as tree
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        rel = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        book = zipfile.ZipFile(sys.argv[1])
        assert book.testzip() is None
        read = lambda name: tree.fromstring(book.read(name))
        styles = read("xl/styles.xml")
        known = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(main + "numFmt")}
        formats = [known.get(x.get("numFmtId"), x.get("numFmtId")) for x in styles.find(main + "cellXfs")]
        targets = {r.get("Id"): r.get("Target") for r in read("xl/_rels/workbook.xml.rels")}
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(t.text or "" for t in si.iter(main + "t")) for si in read("xl/sharedStrings.xml")]
        sheets = []
        for sheet in read("xl/workbook.xml").iter(main + "sheet"):
            root = read("xl/" + targets[sheet.get(rel + "id")])
            pane = next(root.iter(main + "pane"), None)
            frozen = int(pane.get("ySplit")) if pane is not None and pane.get("state") == "frozen" else 0
            cells = {}
            for c in root.iter(main + "c"):
                kind, v, f = c.get("t", "n"), c.find(main + "v"), c.find(main + "f")
                value = v.text if v is not None else None
                if kind == "inlineStr": kind, value = "s", "".join(t.text or "" for t in c.iter(main + "t"))
                elif kind == "s": value = shared[int(value)]
                cells[c.get("r")] = {"type": kind, "value": value, "formula": f.text if f is not None else None,
                                     "format": formats[int(c.get("s", "0"))]}
            sheets.append({"name": sheet.get("name"), "frozen": frozen, "cells": cells})
        print(json.dumps({"sheets": sheets}))
        """
}
