import CallModel
import Presentation

/// What went wrong, as the user of a terminal is told: what, where, and what to do next. Most of it is a `Problem`.
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

    /// What every face tells, with the exit status.
    ///
    /// - Parameter next: the commands that help; by default what the problem itself advises.
    init(_ problem: Problem, next: String? = nil, in language: Language) {
        let advice = problem.advice?.text(in: language)
        self.init(
            CommandStatus(problem.category), problem.title.text(in: language), at: problem.details.map { $0.text(in: language) },
            next: next ?? (advice == "" ? nil : advice))
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
