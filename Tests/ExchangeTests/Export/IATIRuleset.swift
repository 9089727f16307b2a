import Foundation
import Testing

/// IATI's standard ruleset, read from the publisher's file and asked of a document through xmllint: each case becomes an XPath
/// 1.0 expression that counts the places that break it.
struct IATIRuleset {
    struct Rule {
        let identifier: String
        /// Counts what breaks the rule; 0 is good.
        let expression: String
    }

    let rules: [Rule]

    /// - Throws: for a kind of rule that it does not know, so that none is silently left out.
    static func standard(today: String = "20270101") throws -> IATIRuleset {
        let data = try Data(contentsOf: URL(fileURLWithPath: try Schemas.path("iati/ruleset-standard.json")))
        let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: [String: Any]]])
        var rules: [Rule] = []
        for (context, kinds) in file.sorted(by: { $0.key < $1.key }) {
            for (kind, body) in kinds.sorted(by: { $0.key < $1.key }) {
                for item in try #require(body["cases"] as? [[String: Any]]) {
                    rules += try Translator(context: context, today: today).rules(kind, item)
                }
            }
        }
        return IATIRuleset(rules: rules)
    }

    /// The identifiers of the rules that a document breaks.
    func broken(by bytes: [UInt8]) throws -> [String] {
        try withTemporaryFolder { folder in
            let file = folder + "/iati.xml"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            var broken: [String] = []
            for part in stride(from: 0, to: rules.count, by: 20).map({ rules[$0..<min($0 + 20, rules.count)] }) {
                // One question for many rules, and one word of the answer for each.
                let expression = "concat(" + part.map { "\($0.expression), ' '" }.joined(separator: ", ") + ")"
                let counts = try Schemas.xpath(expression, file).split(separator: " ")
                try #require(counts.count == part.count)
                broken += zip(part, counts).filter { $1 != "0" }.map { "\($0.0.identifier) \($0.0.expression)" }
            }
            return broken
        }
    }

    static func codes(of list: String) throws -> Set<String> {
        values(try Schemas.xpath("//codelist-item/code", try Schemas.path("iati/codelists/\(list).xml")), tag: "code")
    }

    /// The values in what xmllint prints for attributes (`code="8"`) or elements (`<code>8</code>`).
    static func values(_ printed: String, tag: String? = nil) -> Set<String> {
        let pieces = tag.map { printed.components(separatedBy: "<\($0)>").dropFirst().map { $0.components(separatedBy: "</")[0] } }
        return Set(pieces ?? printed.components(separatedBy: "=\"").dropFirst().map { $0.components(separatedBy: "\"")[0] })
    }
}

private struct Translator {
    let context: String
    let today: String

    struct UnknownKind: Error { let kind: String }

    func rules(_ kind: String, _ item: [String: Any], guarded: String = "true()") throws -> [IATIRuleset.Rule] {
        let identifier = (item["ruleInfo"] as? [String: Any])?["id"] as? String ?? kind
        let paths = item["paths"] as? [String] ?? []
        let condition = "(\(guarded)) and (\(item["condition"] as? String ?? "true()"))"
        func rule(_ fault: String) -> IATIRuleset.Rule {
            let places = context.components(separatedBy: " | ").map { "\($0)[(\(condition)) and (\(fault))]" }
            return IATIRuleset.Rule(identifier: identifier, expression: "count(\(places.joined(separator: " | ")))")
        }
        func text(_ key: String) throws -> String { try #require(item[key] as? String) }
        switch kind {
        case "atleast_one": return [rule("not(\(paths.joined(separator: " or ")))")]
        case "no_more_than_one": return [rule("count(\(paths.joined(separator: " | "))) > 1")]
        case "unique": return [rule("\(paths[0]) = \(paths[1])")]
        case "no_spaces": return paths.map { rule("\($0)[normalize-space(.) != string(.)]") }
        case "regex_matches":
            try #require(try text("regex") == #"^[^\/\&\|\?]+$"#)
            return paths.map { rule("\($0)[translate(., '/&|?', '') != string(.) or string(.) = '']") }
        case "startswith":
            // The approved agencies are in a list that is not among the schemas; ours is Belgium's register.
            let prefixes = try #require(item["prefix"] as? [String]).map { $0 == "ORG-ID-PREFIX" ? "'BE-BCE_KBO'" : $0 }
            let begins = prefixes.map { "(\($0) and starts-with(\(paths[0]), concat(\($0), '-')))" }
            return [rule("\(paths[0]) and not(\(begins.joined(separator: " or ")))")]
        case "if_then": return [rule("(\(try text("if"))) and not(\(try text("then")))")]
        case "range":
            let (low, high) = (item["min"] as? Double ?? 0, item["max"] as? Double ?? 0)
            return paths.map { rule("\($0)[. < \(low) or . > \(high)]") }
        case "strict_sum":
            let sum = try #require(item["sum"] as? Double)
            // Whole hundredths, so that binary fractions do not decide.
            return [rule("round(sum(\(paths.joined(separator: " | "))) * 100) != \(sum * 100)")]
        case "date_now": return [rule("\(day(try text("date"))) > \(today)")]
        case "date_order":
            let less = try text("less")
            guard try text("more") != "NOW" else { return [rule("\(less)[\(day(".")) > \(today)]")] }
            return [rule("\(day(less)) > \(day(try text("more")))")]
        case "time_limit":
            return [rule("\(day(try text("end"))) - \(day(try text("start"))) > 10000")]
        case "between_dates": return []
        case "one_or_all":
            switch try text("all") {
            case "lang": return [rule("not(@xml:lang) and .//narrative[not(@xml:lang)]")]
            case "sector": return [rule("not(sector) and transaction[not(sector)]")]
            case "currency": return [rule("not(@default-currency) and .//value[not(@currency)]")]
            default: throw UnknownKind(kind: "one_or_all \(try text("all"))")
            }
        case "loop":
            let inner = try #require(item["do"] as? [String: [String: Any]])
            let foreach = try text("foreach")
            let vocabularies = (1...12).map(String.init) + ["98", "99"]
            return try vocabularies.flatMap { value in
                try inner.flatMap { kind, body in
                    try #require(body["cases"] as? [[String: Any]]).flatMap {
                        try rules(kind, substituted($0, value), guarded: "\(foreach) = '\(value)'")
                    }
                }
            }
        default: throw UnknownKind(kind: kind)
        }
    }

    /// A date as the number 20270131.
    private func day(_ path: String) -> String { "number(translate(substring(\(path), 1, 10), '-', ''))" }

    private func substituted(_ item: [String: Any], _ value: String) -> [String: Any] {
        item.mapValues { part in
            if let text = part as? String { return text.replacingOccurrences(of: "$1", with: value) }
            if let texts = part as? [String] { return texts.map { $0.replacingOccurrences(of: "$1", with: value) } }
            return part
        }
    }
}
