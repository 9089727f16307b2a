import Foundation

/// What a password must be: long, and not among the first that anybody would try. Nothing is asked of its composition, and every
/// sign of Unicode counts as one.
enum PasswordRules {
    /// The fewest signs of a password that stands alone, and of one beside a second factor.
    static let shortest = 15
    static let shortestWithSecondFactor = 8
    /// More would be hashed for nothing.
    static let longest = 256

    /// The one form of all spellings that look the same, so that another keyboard gives the same password.
    static func normal(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    static func isLong(_ password: String) -> Bool { normal(password).unicodeScalars.count >= shortest }

    /// - Parameter context: what belongs to the person and the place: address, names.
    static func check(_ password: String, besideSecondFactor: Bool, context: [String]) throws(AccessRefusal) {
        let count = normal(password).unicodeScalars.count
        let minimum = besideSecondFactor ? shortestWithSecondFactor : shortest
        guard count >= minimum else { throw .passwordTooShort(minimum: minimum) }
        guard count <= longest else { throw .passwordTooLong(maximum: longest) }
        guard effort(password, context: context) >= leastEffort else { throw .passwordGuessable }
    }

    /// Fewer parts than this are soon tried.
    private static let leastEffort = 6

    /// Of how many parts that have to be guessed a password is made: a common word, a word of the person's, a row of keys, a year or a
    /// sign that is repeated is one part, and so is every other sign. Letters may be written with the figures that look like them.
    static func effort(_ password: String, context: [String]) -> Int {
        let words = Set(CommonPasswords.words + context.flatMap(parts)).map(Array.init)
        let plain = plain(password)
        return min(effort(plain, words), effort(undisguised(plain), words))
    }

    private static func effort(_ password: [Character], _ words: [[Character]]) -> Int {
        var signs = password
        // What is only repeated is as good as once.
        if let period = (1...max(1, signs.count / 2)).first(where: { length in
            signs.count > length && signs.indices.dropFirst(length).allSatisfy { signs[$0] == signs[$0 - length] }
        }) {
            signs = Array(signs.prefix(period))
        }
        var least = Array(repeating: Int.max, count: signs.count + 1)
        least[0] = 0
        for start in signs.indices {
            let soFar = least[start] + 1
            func reach(_ end: Int) { least[end] = min(least[end], soFar) }
            reach(start + 1)
            for word in words where signs[start...].starts(with: word) { reach(start + word.count) }
            for length in runs(in: signs, at: start) { reach(start + length) }
        }
        return least[signs.count]
    }

    /// The lengths of the rows of keys, of equal signs and of years that begin at a place.
    private static func runs(in signs: [Character], at start: Int) -> [Int] {
        var lengths: [Int] = []
        let rest = signs[start...]
        let equal = rest.prefix { $0 == signs[start] }.count
        if equal >= 2 { lengths.append(equal) }
        for row in CommonPasswords.rows {
            guard let place = row.firstIndex(of: signs[start]) else { continue }
            let along = zip(rest, row[place...]).prefix { $0 == $1 }.count
            if along >= 3 { lengths += Array(3...along) }
        }
        let year = rest.prefix(4)
        if year.count == 4, year.allSatisfy(\.isNumber), year.starts(with: "19") || year.starts(with: "20") { lengths.append(4) }
        return lengths
    }

    /// Lower case, without accents.
    private static func plain(_ text: String) -> [Character] {
        Array(text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil))
    }

    /// With letters in the place of the figures and signs that stand for them within words.
    private static func undisguised(_ signs: [Character]) -> [Character] {
        signs.indices.map { index in
            let neighbours = [index - 1, index + 1].filter(signs.indices.contains).map { signs[$0] }
            guard neighbours.contains(where: \.isLetter) else { return signs[index] }
            return CommonPasswords.disguises[signs[index]] ?? signs[index]
        }
    }

    /// The words of an address or a name.
    private static func parts(_ text: String) -> [String] {
        let whole = plain(text)
        let words = whole.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
        return ([String(whole), String(undisguised(whole))] + words).filter { $0.count >= 3 }
    }
}
