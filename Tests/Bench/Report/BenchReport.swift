import Foundation

/// `docs/benchmarks.md`: a section for each subject, each with the moment and the commit at which it was measured, so that one subject
/// can be measured anew without the others.
struct BenchReport {
    private let path: String
    private let head: String
    private var sections: [(title: String, text: String)] = []

    /// - Parameters:
    ///   - checkout: the folder of the project.
    ///   - keeping: whether what the file says of other subjects stays.
    init(checkout: String, host: String, keeping: Bool) throws {
        path = "\(checkout)/docs/benchmarks.md"
        head = """
            # Benchmarks

            Written by `make bench`; with `scripts/bench.sh SUBJECT…` only those subjects are measured anew. Contenders take turns on the \
            same server in the same run; what counts are the ratios of their medians. Other machines give other figures, and other ratios.

            \(host)
            """
        guard keeping, FileManager.default.fileExists(atPath: path) else { return }
        let old = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n## ").dropFirst()
        sections = old.map { section in
            (String(section.prefix { $0 != "\n" }), "## " + section.trimmingCharacters(in: .newlines))
        }
    }

    /// Puts a subject in the place of what was said of it before, and writes the file.
    mutating func put(_ subject: Subject, measured: String) throws {
        let text = subject.markdown + "\n\n" + measured
        if let place = sections.firstIndex(where: { $0.title == subject.title }) {
            sections[place].text = text
        } else {
            sections.append((subject.title, text))
        }
        try ([head] + sections.map(\.text)).joined(separator: "\n\n").appending("\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
    }
}
