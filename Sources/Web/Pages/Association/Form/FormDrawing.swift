import CallModel
import Foundation
import Service

/// Draws the questions of one page of the form as a row of pieces, which `association/pieces` lays out: fields, headings, groups that
/// open and close, tables, and buttons for one more row.
struct FormDrawing {
    let visit: Visit
    let file: WorkingFile
    /// What the fields show: what is saved, or what was typed just now.
    let fields: TypedFields
    /// By field, what is wrong with it; empty where nobody asked yet.
    let faults: [String: [ContentFault]]
    /// What was saved in the meantime by somebody else, by field.
    let others: [String: [String]]
    /// The list that gets one more row.
    let adding: String?
    private(set) var pieces: [Parts] = []

    init(
        _ visit: Visit, _ file: WorkingFile, _ fields: TypedFields, faults: [ContentFault] = [], others: [String: [String]] = [:],
        adding: String? = nil
    ) {
        (self.visit, self.file, self.fields, self.others, self.adding) = (visit, file, fields, others, adding)
        self.faults = Dictionary(grouping: faults, by: \.field)
    }

    var language: Language { visit.language }

    static func pieces(of part: FormPart, _ drawing: FormDrawing) -> [Parts] {
        var drawing = drawing
        for item in part.items { drawing.draw(item, in: part) }
        return drawing.pieces
    }

    /// Where a fault leads: to a field itself, and where it is of a group, to the first field within.
    static func control(of id: String, in pieces: [Parts]) -> String {
        guard let opening = pieces.firstIndex(where: { $0["isOpening"] as? Bool == true && $0["id"] as? String == id }) else { return id }
        let first = pieces[opening...].first { $0["isField"] as? Bool == true || $0["isClosing"] as? Bool == true }
        return (first?["field"] as? Parts)?["id"] as? String ?? id
    }

    /// The names of the fields, in the order of the page.
    static func names(in pieces: [Parts]) -> [String] {
        func name(_ parts: Parts?) -> [String] { (parts?["name"] as? String).map { [$0] } ?? [] }
        return pieces.flatMap { piece -> [String] in
            if piece["isBudget"] as? Bool == true {
                let (costs, resources) = (piece["costs"] as? [Parts] ?? [], piece["resources"] as? [Parts] ?? [])
                return costs.flatMap { name($0) } + costs.flatMap { name($0["eligible"] as? Parts) } + resources.flatMap { name($0) }
            }
            return name(piece["field"] as? Parts)
        }
    }

    // MARK: Pieces

    /// Every name that a template asks for, so that it does not look for one in what is around the piece.
    private static var blank: Parts {
        [
            "isField": false, "isOpening": false, "isClosing": false, "isNote": false, "isAdd": false, "isBudget": false,
            "isCondition": false, "isConditionEnd": false, "isLink": false
        ]
    }

    mutating func add(_ kind: String, _ parts: Parts = [:]) {
        pieces.append(Self.blank.merging(parts) { $1 }.merging([kind: true]) { $1 })
    }

    mutating func open(_ legend: String, _ name: String, help: String = "") {
        let fault = faultText(name)
        add(
            "isOpening",
            [
                "legend": legend, "id": Field.id(of: name), "help": help, "fault": fault ?? ""
            ])
    }

    mutating func close() { add("isClosing") }

    mutating func note(_ text: String) { add("isNote", ["text": text]) }

    mutating func field(_ field: Field) {
        var field = field
        field.fault = faultText(field.name)
        if let note = otherText(field.name, field.label) { self.note(note) }
        add("isField", ["field": field.parts])
    }

    /// What somebody else saved in a field in the meantime, in words.
    func otherText(_ name: String, _ label: String) -> String? {
        guard let other = others[name] else { return nil }
        let text = other.filter { !$0.isEmpty }.joined(separator: ", ")
        guard !text.isEmpty else { return visit.say("association.otherEmpty", ["field": label]) }
        return visit.say("association.otherSaved", ["field": label, "text": text])
    }

    mutating func addButton(_ list: String, _ label: String) { add("isAdd", ["list": list, "label": label]) }

    func faultText(_ name: String) -> String? {
        guard let found = faults[name], !found.isEmpty else { return nil }
        return found.map { AnswerLabels(definition: file.definition, visit: visit).told($0) }.joined(separator: " ")
    }

    // MARK: Fields

    func label(_ text: String, required: Bool) -> String { required ? text : text + " " + visit.say("association.optional") }

    mutating func line(
        _ name: String, _ label: String, _ kind: Field.Kind = .line(), help: String = "", required: Bool = true
    ) {
        field(Field(name, self.label(label, required: required), kind, values: fields[name], help: help))
    }

    mutating func select(
        _ name: String, _ label: String, _ choices: [Field.Choice], help: String = "", required: Bool = true
    ) {
        let none = Field.Choice("", visit.say("association.choose"))
        line(name, label, .select([none] + choices), help: help, required: required)
    }

    static let number = Field.Kind.line(className: "number", mode: "decimal")
    static let whole = Field.Kind.line(className: "number", mode: "numeric")
    static let day = Field.Kind.line(type: "date", className: "short")

    /// The countries in the language of the page, in its order.
    static func countries(in language: Language) -> [Field.Choice] {
        let locale = Locale(identifier: language.rawValue + "_BE")
        return CountryCode.all.map { code in Field.Choice(code, locale.localizedString(forRegionCode: code) ?? code) }
            .sorted { $0.label.compare($1.label, locale: locale) == .orderedAscending }
    }

    mutating func countryList(_ name: String, _ label: String, help: String, required: Bool, most: Int?) {
        open(self.label(label, required: required), name, help: help)
        let all = [Field.Choice("", visit.say("association.choose"))] + Self.countries(in: language)
        let chosen = fields[name]
        let count = min(most ?? 40, max(1, chosen.count + (adding == name ? 1 : 0)))
        for place in 0..<count {
            // What is wrong with the list is said at its head.
            var parts = Field(
                name, visit.say("association.countryNumber", ["n": "\(place + 1)"]), .select(all),
                values: place < chosen.count ? [chosen[place]] : []
            ).parts
            parts["id"] = Field.id(of: name) + "-\(place)"
            add("isField", ["field": parts])
        }
        if count < most ?? 40 { addButton(name, visit.say("association.addCountry")) }
        close()
    }
}
