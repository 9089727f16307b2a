import CallModel

/// Flat: `{"application": …, "reason": "skippedShort", "line": …, "shortCents": …}`.
extension Allocation.Unfunded: Codable {
    private enum Name: String, Codable {
        case belowThreshold, earnsNothing, notEligible, lineExhausted, skippedShort, fence, lineClosed, awardCap, tooFewAwards, applicantCap
    }

    private enum CodingKeys: String, CodingKey {
        case application, reason, line, rank, shortCents, reserveCents, limit, awards, minimum, score, threshold, highestCeilingCents
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func line() throws -> String { try values.decode(String.self, forKey: .line) }
        func number(_ key: CodingKeys) throws -> Int { try values.decode(Int.self, forKey: key) }
        func cents(_ key: CodingKeys) throws -> Cents { try values.decode(Cents.self, forKey: key) }

        application = try values.decode(String.self, forKey: .application)
        reason =
            switch try values.decode(Name.self, forKey: .reason) {
            case .belowThreshold:
                .belowThreshold(
                    score: try values.decode(Int64.self, forKey: .score),
                    threshold: try values.decode(Int64.self, forKey: .threshold))
            case .earnsNothing: .earnsNothing(score: try values.decode(Int64.self, forKey: .score))
            case .notEligible:
                .notEligible(highestCeiling: try values.decodeIfPresent(Cents.self, forKey: .highestCeilingCents))
            case .lineExhausted: .lineExhausted(line: try line(), rank: try number(.rank))
            case .skippedShort: .skippedShort(line: try line(), by: try cents(.shortCents))
            case .fence:
                .fence(line: try line(), by: try cents(.shortCents), reserve: try cents(.reserveCents))
            case .lineClosed: .lineClosed(line: try line(), rank: try number(.rank))
            case .awardCap: .awardCap(line: try line(), limit: try number(.limit))
            case .tooFewAwards:
                .tooFewAwards(line: try line(), awards: try number(.awards), minimum: try number(.minimum))
            case .applicantCap: .applicantCap(limit: try number(.limit))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        func name(_ name: Name, on line: String? = nil) throws {
            try values.encode(application, forKey: .application)
            try values.encode(name, forKey: .reason)
            try values.encodeIfPresent(line, forKey: .line)
        }

        switch reason {
        case .belowThreshold(let score, let threshold):
            try name(.belowThreshold)
            try values.encode(score, forKey: .score)
            try values.encode(threshold, forKey: .threshold)
        case .earnsNothing(let score):
            try name(.earnsNothing)
            try values.encode(score, forKey: .score)
        case .notEligible(let ceiling):
            try name(.notEligible)
            try values.encodeIfPresent(ceiling, forKey: .highestCeilingCents)
        case .lineExhausted(let line, let rank):
            try name(.lineExhausted, on: line)
            try values.encode(rank, forKey: .rank)
        case .skippedShort(let line, let short):
            try name(.skippedShort, on: line)
            try values.encode(short, forKey: .shortCents)
        case .fence(let line, let short, let reserve):
            try name(.fence, on: line)
            try values.encode(short, forKey: .shortCents)
            try values.encode(reserve, forKey: .reserveCents)
        case .lineClosed(let line, let rank):
            try name(.lineClosed, on: line)
            try values.encode(rank, forKey: .rank)
        case .awardCap(let line, let limit):
            try name(.awardCap, on: line)
            try values.encode(limit, forKey: .limit)
        case .tooFewAwards(let line, let awards, let minimum):
            try name(.tooFewAwards, on: line)
            try values.encode(awards, forKey: .awards)
            try values.encode(minimum, forKey: .minimum)
        case .applicantCap(let limit):
            try name(.applicantCap)
            try values.encode(limit, forKey: .limit)
        }
    }
}
