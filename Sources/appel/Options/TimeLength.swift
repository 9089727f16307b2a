import ArgumentParser

/// A length of time as it is typed: `3d`, `12h`, `1w2d30m`; at most ten years.
struct TimeLength: Hashable, Sendable {
    let seconds: Int64

    /// Ten years of 366 days: no call lasts as long, and nothing that is reckoned with it overflows.
    static let longest: Int64 = 10 * 366 * 86_400
}

extension TimeLength: ExpressibleByArgument {
    init?(argument: String) {
        var total: Int64 = 0
        var digits = ""
        var units: [Character: Int64] = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1]
        for character in argument {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                // Each unit once, so that a slip of the finger is not added up.
                guard let unit = units.removeValue(forKey: character), digits.count <= 9, let count = Int64(digits) else {
                    return nil
                }
                // Nine digits of weeks stay far below 64 bits, and so does the sum of the five units.
                total += count * unit
                digits = ""
            }
        }
        guard digits.isEmpty, (1...Self.longest).contains(total) else { return nil }
        self.init(seconds: total)
    }
}
