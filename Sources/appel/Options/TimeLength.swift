import ArgumentParser

/// A length of time as it is typed: `3d`, `12h`, `1w2d30m`.
struct TimeLength: Hashable, Sendable {
    let seconds: Int64
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
                total += count * unit
                digits = ""
            }
        }
        guard digits.isEmpty, total > 0 else { return nil }
        self.init(seconds: total)
    }
}
