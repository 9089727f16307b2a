/// In the log and in a row a bound is an amount, a code such as `rule.ceiling` or `request`, and an article where there is one.
extension AwardBound: Codable {
    private enum CodingKeys: String, CodingKey {
        case amount, code, article
    }

    /// Nil for a code that no bound has.
    package init?(amount: Cents, code: String, article: String?) {
        let parts = code.split(separator: ".", maxSplits: 1)
        let (name, article) = (parts.count == 2 ? String(parts[1]) : "", article ?? "")
        let source: Source? =
            switch parts.first {
            case "rule": .rule(name, article: article)
            case "envelope": .envelope(line: name, article: article)
            case "share": .share(line: name, article: article)
            case "line": .line(name, article: article)
            case "fence": .fence(line: name, article: article)
            case "number": .number(line: name, article: article)
            case "request": .request
            case "bands": .bands
            case "advice": .advice
            case "decision": .decision
            default: nil
            }
        guard let source else { return nil }
        self.init(source: source, amount: amount)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decode(String.self, forKey: .code)
        let bound = AwardBound(
            amount: try container.decode(Cents.self, forKey: .amount), code: code,
            article: try container.decodeIfPresent(String.self, forKey: .article))
        guard let bound else {
            throw DecodingError.dataCorruptedError(forKey: .code, in: container, debugDescription: "no bound is called \(code)")
        }
        self = bound
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(amount, forKey: .amount)
        try container.encode(code, forKey: .code)
        try container.encodeIfPresent(article, forKey: .article)
    }

    /// The kind of bound, with the rule or the budget line where it is one's: `rule.ceiling`, `line.cooperation`, `request`.
    package var code: String {
        switch source {
        case .rule(let rule, _): "rule.\(rule)"
        case .envelope(let line, _): "envelope.\(line)"
        case .share(let line, _): "share.\(line)"
        case .line(let line, _): "line.\(line)"
        case .fence(let line, _): "fence.\(line)"
        case .number(let line, _): "number.\(line)"
        case .request: "request"
        case .bands: "bands"
        case .advice: "advice"
        case .decision: "decision"
        }
    }

    /// Of the regulation for a rule, of the budget for a line.
    package var article: String? {
        switch source {
        case .rule(_, let article), .envelope(_, let article), .share(_, let article), .line(_, let article),
            .fence(_, let article), .number(_, let article):
            article
        case .request, .bands, .advice, .decision: nil
        }
    }
}
