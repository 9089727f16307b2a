import CallModel

// Written out by hand where absence has a meaning: what is not limited is written `null`, so that a problem file always
// shows every key, and a key may be left out where one reading is evident.

extension AllocationProblem: Codable {
    private enum CodingKeys: String, CodingKey {
        case maxAwardsPerApplicant, threshold, bands, lines, applications
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            lines: try values.decode([Line].self, forKey: .lines),
            applications: try values.decode([Application].self, forKey: .applications),
            maxAwardsPerApplicant: try values.decodeIfPresent(Int.self, forKey: .maxAwardsPerApplicant),
            threshold: try values.decodeIfPresent(Int64.self, forKey: .threshold),
            bands: try values.decodeIfPresent(Bands.self, forKey: .bands))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(maxAwardsPerApplicant, forKey: .maxAwardsPerApplicant)
        try values.encode(threshold, forKey: .threshold)
        // Rare: a problem without them is written without them.
        try values.encodeIfPresent(bands, forKey: .bands)
        try values.encode(lines, forKey: .lines)
        try values.encode(applications, forKey: .applications)
    }
}

extension AllocationProblem.Line: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, totalCents, maxAwardCents, maxAwards, minAwards, reserve
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            totalCents: try values.decode(Cents.self, forKey: .totalCents),
            maxAwardCents: try values.decodeIfPresent(Cents.self, forKey: .maxAwardCents),
            maxAwards: try values.decodeIfPresent(Int.self, forKey: .maxAwards),
            minAwards: try values.decodeIfPresent(Int.self, forKey: .minAwards),
            reserve: try values.decodeIfPresent(AllocationProblem.Reserve.self, forKey: .reserve))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(totalCents, forKey: .totalCents)
        try values.encode(maxAwardCents, forKey: .maxAwardCents)
        try values.encode(maxAwards, forKey: .maxAwards)
        // Rare, and unknown to other programs: a line without it is written without it.
        try values.encodeIfPresent(minAwards, forKey: .minAwards)
        try values.encode(reserve, forKey: .reserve)
    }
}

extension AllocationProblem.Application: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, applicant, requestedCents, minimumUsefulCents, score, submittedRank, reserved, lines
    }

    /// Without `minimumUsefulCents` only the whole request is of use; without `reserved` the file is not reserved.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            applicant: try values.decode(String.self, forKey: .applicant),
            requestedCents: try values.decode(Cents.self, forKey: .requestedCents),
            minimumUsefulCents: try values.decodeIfPresent(Cents.self, forKey: .minimumUsefulCents),
            score: try values.decode(Int64.self, forKey: .score),
            submittedRank: try values.decode(Int.self, forKey: .submittedRank),
            reserved: try values.decodeIfPresent(Bool.self, forKey: .reserved) ?? false,
            lines: try values.decode([String].self, forKey: .lines))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(applicant, forKey: .applicant)
        try values.encode(requestedCents, forKey: .requestedCents)
        try values.encode(minimumUsefulCents, forKey: .minimumUsefulCents)
        try values.encode(score, forKey: .score)
        try values.encode(submittedRank, forKey: .submittedRank)
        try values.encode(reserved, forKey: .reserved)
        try values.encode(lines, forKey: .lines)
    }
}
