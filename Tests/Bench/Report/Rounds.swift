/// How often everything is measured: the contenders take turns, so that what slows the machine slows them all.
enum Rounds {
    static let count = 5
}

/// Why there is no figure.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
