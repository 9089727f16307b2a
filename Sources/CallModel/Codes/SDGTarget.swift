/// The targets of the sustainable development goals: General Assembly resolution 70/1 of 25 September 2015, 17 goals and 169
/// targets.
package enum SDGTarget {
    /// Of each goal, how many targets have a number and how many, the means of implementation, a letter.
    private static let counts: [(numbered: Int, lettered: Int)] = [
        (5, 2), (5, 3), (9, 4), (7, 3), (6, 3), (6, 2), (3, 2), (10, 2), (5, 3), (7, 3), (7, 3), (8, 3), (3, 2), (7, 3), (9, 3),
        (10, 2), (19, 0)
    ]

    package static let goals = 1...counts.count

    /// As they are written: "1.1" to "17.19", with "1.a" after "1.5".
    package static let all: [String] = counts.enumerated().flatMap { index, count in
        (1...count.numbered).map { "\(index + 1).\($0)" } + "abcd".prefix(count.lettered).map { "\(index + 1).\($0)" }
    }

    private static let known = Set(all)

    package static func isKnown(_ text: String) -> Bool { known.contains(text) }
}
