import Foundation
import Postgres
import Testing

extension WholeCallTests {
    private static let account = "BE68539007547034"

    /// The first two awards with their first instalments ordered, then their way to the bank and back.
    func pay(_ appel: Program, call: String, awards: [[String: Any]]) async throws {
        let files = awards.prefix(2).compactMap { $0["reference"] as? String }
        try #require(files.count == 2)
        for file in files {
            try await appel.succeed("grant", "send", call, file)
            try await appel.succeed("grant", "sign", call, file)
            try await appel.succeed("grant", "commit", call, file, "--commitment", "2027-0842", "--as", "finance")
            try await appel.succeed("grant", "pay-first", call, file, "--amount", "1000.50", "--as", "finance")
        }
        try await appel.makeReal()
        let order = [
            "export", "payments", call, "--format", "pain001", "--account", Self.account, "--as", "finance", "--json", "--output"
        ]
        let path = "\(appel.folder)/payments.xml"
        let tried = try await appel.succeed(order + [path, "--dry-run"]).json()
        #expect(tried["dryRun"] as? Bool == true && !FileManager.default.fileExists(atPath: path))
        // A file that cannot be written makes no batch.
        #expect(try await appel(order + [appel.folder]).status == 74)
        let made = try await appel.succeed(order + [path]).json()
        let batch = try #require((made["export"] as? [String: Any])?["batch"] as? [String: Any])
        #expect(batch["payments"] as? Int == 2 && batch["totalCents"] as? Int == 200_100)
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(String(decoding: file, as: UTF8.self).contains("<CtrlSum>2001.00</CtrlSum>"))
        let number = try #require(batch["batch"] as? Int)
        let refused = try await appel(order + [path])
        #expect(refused.status == 2 && files.allSatisfy(refused.error.contains), "\(refused.error)")
        let again = "\(appel.folder)/again.xml"
        try await appel.succeed("export", "payments", call, "--batch", "\(number)", "--output", again)
        #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == file)
        try await reconcile(appel, call, number, file, files)
        try await workbook(appel, call, awards)
    }

    /// One is booked and one rejected: it may go again, the other may not.
    private func reconcile(_ appel: Program, _ call: String, _ batch: Int, _ file: Data, _ files: [String]) async throws {
        let names = String(decoding: file, as: UTF8.self).components(separatedBy: "<EndToEndId>").dropFirst()
            .map { String($0.prefix { $0 != "<" }) }
        let report = try appel.file("bank.csv", Array("endToEndId;status;reason\n\(names[0]);ACSC;\n\(names[1]);RJCT;AC04\n".utf8))
        let words = ["export", "payment-status", call, "--report", report, "--batch", "\(batch)"]
        #expect(try await appel(words).status == 77)
        let told = try await appel.succeed(words + ["--as", "finance"]).output.split(whereSeparator: \.isNewline)
        #expect(told.dropFirst().map { String($0.split(separator: ",")[5]) } == ["settled", "rejected"])
        let batches = try await appel.succeed("export", "batches", call, "--json").json()
        let row = try #require((batches["batches"] as? [[String: Any]])?.first)
        #expect(row["settled"] as? Int == 1 && row["rejected"] as? Int == 1)
        let unknown = try appel.file("other.csv", Array("endToEndId;status\nNOBODY;ACSC\n".utf8))
        let faulty = try await appel("export", "payment-status", call, "--report", unknown, "--batch", "\(batch)", "--as", "finance")
        #expect(faulty.status == 65 && faulty.error.contains("NOBODY"))
        let next = try await appel.succeed(
            "export", "payments", call, "--format", "pain001", "--account", Self.account, "--as", "finance"
        ).output
        #expect(next.contains("<NbOfTxs>1</NbOfTxs>") && next.contains(names[1]) && !next.contains(names[0]))
        try await appel.succeed("export", "withdraw-batch", call, "--batch", "\(batch + 1)", "--reason", "Non envoyé", "--as", "finance")
        let withdrawn = try await appel("export", "payments", call, "--batch", "\(batch + 1)")
        #expect(withdrawn.status == 65 && withdrawn.output.isEmpty)
    }

    /// What a spreadsheet calculates from the workbook is what the database says.
    private func workbook(_ appel: Program, _ call: String, _ awards: [[String: Any]]) async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
        let path = "\(appel.folder)/finance.xlsx"
        try await appel.succeed("export", "finance", call, "--output", path, "--lang", "en")
        let script = try appel.file("read.py", Array(Self.script.utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [script, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let found = try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
        func sum(_ key: String) -> Int { awards.compactMap { $0[key] as? Int }.reduce(0, +) }
        #expect(found["Awarded"] as? Int == sum("awardedCents"))
        #expect(found["Requested"] as? Int == sum("requestedCents"))
        // Ordered twice, whatever the bank made of it.
        #expect(found["Paid"] as? Int == 200_100)
        #expect(found["Left to pay"] as? Int == sum("awardedCents") - 200_100)
        #expect(found["rows"] as? Int == awards.count)
        let references = try #require(found["Bank reference"] as? [String])
        // The one that was booked; the other waits.
        #expect(references.count == 1 && references[0].hasSuffix("-1"))
    }

    /// Adds up every column that has a total, on the lines' sheets and through the overview's formulas.
    private static let script = """
        import json, re, sys, zipfile, xml.etree.ElementTree as tree
        m = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        book = zipfile.ZipFile(sys.argv[1])
        names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(m + "sheet")]
        sheets = {}
        for i, name in enumerate(names):
            cells = sheets[name] = {}
            for c in tree.fromstring(book.read("xl/worksheets/sheet%d.xml" % (i + 1))).iter(m + "c"):
                f, v = c.find(m + "f"), c.find(m + "v")
                text = "".join(t.text or "" for t in c.iter(m + "t"))
                cells[c.get("r")] = (f.text if f is not None else None, text or (v.text if v is not None else None))
        def value(sheet, place):
            formula, shown = sheets[sheet].get(place, (None, None))
            if formula is None: return round(float(shown or 0) * 100)
            other = re.fullmatch(r"'(.*)'!([A-Z]+[0-9]+)", formula)
            if other: return value(other[1].replace("''", "'"), other[2])
            column, first, last = re.fullmatch(r"SUM\\(([A-Z]+)([0-9]+):[A-Z]+([0-9]+)\\)", formula).groups()
            total = sum(value(sheet, column + str(r)) for r in range(int(first), int(last) + 1))
            assert total == round(float(shown) * 100), (sheet, place)
            return total
        overview = names[0]
        last = max(int(re.sub("[A-Z]", "", p)) for p in sheets[overview])
        found = {"rows": 0, "Bank reference": []}
        for place, (formula, shown) in sheets[overview].items():
            if place.endswith("1") and len(place) == 2 and place[0] + str(last) in sheets[overview]:
                if sheets[overview][place[0] + str(last)][0]: found[shown] = value(overview, place[0] + str(last))
        for name in names[1:]:
            head = {shown: p[:-1] for p, (_, shown) in sheets[name].items() if re.fullmatch("[A-Z]+1", p)}
            for needed in ["Budget article", "Commitment", "Bank reference", "Awarded"]: assert needed in head
            rows = [int(p[1:]) for p, (f, s) in sheets[name].items() if re.fullmatch("A[0-9]+", p) and s][1:-1]
            found["rows"] += len(rows)
            for row in rows:
                assert sheets[name][head["Budget article"] + str(row)][1]
                reference = sheets[name].get(head["Bank reference"] + str(row), (None, None))[1]
                if reference: found["Bank reference"].append(reference)
        print(json.dumps(found))
        """
}
