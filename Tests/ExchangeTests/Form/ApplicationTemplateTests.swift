import CallModel
import Exchange
import Foundation
import TestSupport
import Testing

@Suite struct ApplicationTemplateTests {
    /// The form without the questions that need JSON.
    private static func tabular() throws -> CallDefinition {
        let form = FormFile.form.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            !["id: team", "id: logic", "id: dangers", "id: results", "Les résultats"].contains { line.contains($0) }
        }
        // The section of results is gone with its questions, and with it its last line.
        let text = form.joined(separator: "\n")
        let last = try #require(text.ranges(of: "    fields:\n").last)
        return try #require(BrusselsFile.check(FormFile.text(text.replacingCharacters(in: last, with: ""))).definition)
    }

    /// The cells of a file by the names of their columns, as a person would fill them in.
    private static func cells(_ file: SampleFile, _ definition: CallDefinition) -> [String: String] {
        let content = file.content
        var cells = [
            "reference": content.reference, "organisation": file.organisation.reference, "category": content.category,
            "title": content.title, "summary": content.summary, "language": content.language.rawValue,
            "requested": content.requested.decimal, "start": content.period.start.description,
            "end": content.period.end.description, "countries": content.countries.joined(separator: ";"),
            "attachments": content.attachments.joined(separator: ";"), "contact.name": content.contact.name,
            "contact.email": content.contact.email, "sectors": (content.sectors ?? []).joined(separator: ";")
        ]
        for (cost, amount) in content.costs { cells["cost.\(cost.rawValue)"] = amount.decimal }
        for (source, amount) in content.resources { cells["resource.\(source.rawValue)"] = amount.decimal }
        for (index, partner) in content.partners.enumerated() {
            cells["partner\(index + 1).name"] = partner.name
            cells["partner\(index + 1).country"] = partner.country
            cells["partner\(index + 1).role"] = partner.role.rawValue
        }
        for (id, answer) in content.answers { fill(&cells, "answer.\(id)", answer) }
        return cells
    }

    private static func fill(_ cells: inout [String: String], _ name: String, _ answer: AnswerValue) {
        guard case .record(let parts) = answer else {
            cells[name] = answer.text ?? answer.words.joined(separator: ";")
            return
        }
        for (key, part) in parts { fill(&cells, AnswerShape.path(name, key), part) }
    }

    private static func table(_ header: String, _ cells: [String: String]) -> String {
        let names = header.trimmingCharacters(in: .newlines).split(separator: ",").map(String.init)
        return header + names.map { "\"\(cells[$0] ?? "")\"" }.joined(separator: ",") + "\n"
    }

    @Test func `an empty table that is filled in imports, the counts of people in their columns`() throws {
        let definition = try Self.tabular()
        let header = ApplicationTemplate.table(for: definition)
        for name in ["answer.reach.direct.total", "answer.reach.direct.female[12-17]", "answer.pitch", "sectors", "cost.travel"] {
            #expect(header.contains(name))
        }
        for name in ["answer.allies", "answer.money", "answer.papers"] { #expect(!header.contains(name)) }
        let samples = SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 2)
        for file in samples.files(count: 12) {
            let cells = Self.cells(file, definition)
            let text = Self.table(header, cells)
            let unknown = cells.keys.filter { !header.contains($0) }
            #expect(unknown == [])
            let read = try Import.applications(ImportFile(text), for: definition)
            #expect(read.map(\.content.answers) == [file.content.answers])
            #expect(read.map(\.content.costs) == [file.content.costs])
        }
    }

    @Test func `a count that is wrong is found in its own column`() throws {
        let definition = try Self.tabular()
        let header = ApplicationTemplate.table(for: definition)
        let file = SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 2).file(0)
        var cells = Self.cells(file, definition)
        cells["answer.reach.direct.female[12-17]"] = "many"
        let found = faults { () throws(ImportFailure) in
            try Import.applications(ImportFile(Self.table(header, cells)), for: definition)
        }
        #expect(
            found == [
                Found(
                    .row(2), "answer.reach.direct.female[12-17]", nil,
                    .content(ContentFault(.notWhole("many"), field: "answer.reach.direct.female[12-17]")))
            ])
    }

    @Test func `an answer of several items in a table is told to go through JSON`() throws {
        let definition = try FormFile.definition()
        #expect(!ApplicationTemplate.table(for: definition).contains("answer.team"))
        let header = ApplicationTemplate.table(for: definition).replacing("answer.pitch", with: "answer.pitch,answer.team")
        var cells = Self.cells(SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 2).file(0), definition)
        cells = cells.filter { $0.key != "answer.team" }
        cells["answer.team"] = "Awa, coordination"
        let found = faults { () throws(ImportFailure) in
            try Import.applications(ImportFile(Self.table(header, cells)), for: definition)
        }
        #expect(found == [Found(row: 2, "answer.team", "Awa, coordination", .needsJSON)])
        let message = CellFault.needsJSON.message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
    }

    @Test func `an empty JSON file that is filled in imports, and has every key`() throws {
        let definition = try FormFile.definition()
        let text = ApplicationTemplate.json(for: definition)
        let list = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        let empty = try #require(list.first)
        let samples = SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 4)
        for file in samples.files(count: 12) {
            let sample = try SampleFiles.applications([file])
            let objects = try #require(JSONSerialization.jsonObject(with: Data(sample.utf8)) as? [[String: Any]])
            let filled = Self.fill(empty, with: try #require(objects.first))
            let bytes = try JSONSerialization.data(withJSONObject: [filled])
            let read = try Import.applications(ImportFile(name: "filled.json", bytes: Array(bytes)), for: definition)
            #expect(read.map(\.content) == [file.content])
        }
    }

    /// Puts values where the empty file has keys. A key that it does not have would be lost, and the files then differ.
    private static func fill(_ empty: [String: Any], with values: [String: Any]) -> [String: Any] {
        var filled = empty
        for (key, place) in empty {
            guard let value = values[key] else {
                // The person who fills it in takes out what is not used.
                if place is [Any] || place is [String: Any] { filled[key] = nil }
                continue
            }
            if key == "proofs" {
                filled[key] = value
            } else if let inner = place as? [String: Any], let members = value as? [String: Any] {
                filled[key] = fill(inner, with: members)
            } else if let item = (place as? [[String: Any]])?.first, let members = value as? [[String: Any]] {
                filled[key] = members.map { fill(item, with: $0) }
            } else {
                filled[key] = value
            }
        }
        return filled
    }

    @Test func `an empty JSON file has no key that the import does not know`() throws {
        for definition in [try FormFile.definition(), try ShippedCalls.definition("brussels-2027.yaml")] {
            let text = ApplicationTemplate.json(for: definition)
            let found = faults { () throws(ImportFailure) in try Import.applications(ImportFile(text, name: "a.json"), for: definition) }
            #expect(!found.isEmpty)
            for fault in found {
                if case .json(.unknownKey) = fault.problem { Issue.record("\(fault)") }
            }
        }
    }
}
