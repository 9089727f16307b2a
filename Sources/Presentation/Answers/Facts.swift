/// Names and values, one pair a line: how one thing is shown to people.
package struct Facts: Hashable, Sendable {
    package struct Pair: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Those that have a value, in their order.
    package let pairs: [Pair]

    /// - Parameter pairs: a pair whose value is empty is left out.
    package init(_ pairs: [(String, String)]) {
        self.pairs = pairs.filter { !$0.1.isEmpty }.map { Pair(name: $0.0, value: $0.1) }
    }
}
