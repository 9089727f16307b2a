/// Names of sheets as Excel accepts them: 1 to 31 UTF-16 units, without `[]:*?/\`, no apostrophe at an end, each once whatever
/// the case.
struct SheetNames {
    private var taken: Set<String> = []

    /// The name itself where it is acceptable, else the nearest one that is.
    mutating func name(for wanted: String) -> String {
        let cleaned = String(wanted.map { "[]:*?/\\".contains($0) || $0.isNewline ? "-" : $0 })
        let base = Self.trimmed(cleaned, to: Self.longest)
        var name = base
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let suffix = " (\(number))"
            name = Self.trimmed(base, to: Self.longest - suffix.utf16.count) + suffix
            number += 1
        }
        return name
    }

    /// A reference to a sheet in a formula.
    static func quoted(_ name: String) -> String {
        "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static let longest = 31

    private static func trimmed(_ text: String, to length: Int) -> String {
        var units = 0
        var name = ""
        for character in text {
            units += character.utf16.count
            guard units <= length else { break }
            name.append(character)
        }
        let unwanted: (Character) -> Bool = { $0 == "'" || $0 == " " }
        name = String(name.drop(while: unwanted).reversed().drop(while: unwanted).reversed())
        return name.isEmpty ? "-" : name
    }
}
