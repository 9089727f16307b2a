/// What went wrong, as the user is told: what, where, and what to do next.
struct Failure: Error, Hashable {
    let status: CommandStatus
    let what: String
    /// The places at fault, one a line.
    var places: [String] = []
    /// What the user can do.
    var next: String?

    init(_ status: CommandStatus, _ what: String, at places: [String] = [], next: String? = nil) {
        (self.status, self.what, self.places, self.next) = (status, what, places, next)
    }

    /// A description whose sentences after the first say what to do.
    init(_ status: CommandStatus, sentences: String) {
        let (first, rest) = sentences.firstSentence
        self.init(status, first, next: rest)
    }

    /// The lines for standard error.
    func text(style: Style) -> String {
        var lines = [style.bad("error:") + " " + what]
        lines += places.prefix(Self.mostPlaces).map { "  " + $0 }
        if places.count > Self.mostPlaces { lines.append("  … and \(places.count - Self.mostPlaces) more") }
        if let next { lines.append(style.strong("next:") + " " + next) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// More would push what matters off the screen.
    private static let mostPlaces = 200

    func tell() {
        // Where standard error itself is broken there is nobody left to tell.
        try? Terminal.error.write(text(style: Terminal.error.style))
    }
}

extension String {
    /// The part before the first full stop that another sentence follows, and that other sentence.
    fileprivate var firstSentence: (String, String?) {
        guard let stop = firstRange(of: ". ") else { return (self, nil) }
        return (String(self[..<stop.lowerBound]), String(self[stop.upperBound...]))
    }

    private func firstRange(of needle: String) -> Range<String.Index>? { ranges(of: needle).first }
}
