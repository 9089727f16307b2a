/// Text made safe for SQL that cannot take parameters: `CREATE`, `ALTER`, `GRANT`, `COPY`.
public enum Quoting {
    /// An identifier between double quotes: `my "table"` becomes `"my ""table"""`.
    public static func identifier(_ name: String) -> String {
        "\"" + doubling("\"", in: name) + "\""
    }

    /// A qualified identifier, each part quoted and joined by points.
    public static func identifier(_ parts: [String]) -> String {
        parts.map { identifier($0) }.joined(separator: ".")
    }

    /// A text literal between single quotes. Right whatever `standard_conforming_strings` says: a backslash makes it an `E''`
    /// literal with doubled backslashes.
    public static func literal(_ text: String) -> String {
        let quoted = "'" + doubling("\\", in: doubling("'", in: text)) + "'"
        return text.contains("\\") ? "E" + quoted : quoted
    }

    private static func doubling(_ mark: Character, in text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(scalar)
            if Character(scalar) == mark { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
