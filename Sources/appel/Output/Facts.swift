import Presentation

extension Facts {
    /// The facts on a terminal: values under each other.
    var text: String {
        let width = pairs.map(\.name.displayWidth).max() ?? 0
        return pairs.map { $0.name.padded(to: width) + "  " + $0.value.onOneLine + "\n" }.joined()
    }
}
