/// Names and values, one pair a line: how one thing is shown to people.
struct Facts {
    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(String, String)]) { self.pairs = pairs.map { (name: $0.0, value: $0.1) } }

    var text: String {
        let shown = pairs.filter { !$0.value.isEmpty }
        let width = shown.map(\.name.displayWidth).max() ?? 0
        return shown.map { $0.name.padded(to: width) + "  " + $0.value.onOneLine + "\n" }.joined()
    }
}
