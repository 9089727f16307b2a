package import CallModel

/// What went wrong, as every face tells it: what, and where.
///
/// What to do next is a face's own: the command line names commands, a page links. `advice` holds what is the same in all of them.
package struct Problem: Error, Hashable, Sendable {
    /// A name that stays the same from one release to the next, for programs.
    package let code: String
    package let category: Category
    package let title: Message
    /// The places at fault, each with what is wrong there.
    package var details: [Detail]
    package var advice: Message?

    package init(_ code: String, _ category: Category, _ title: Message, _ details: [Detail] = [], advice: Message? = nil) {
        (self.code, self.category, self.title, self.details, self.advice) = (code, category, title, details, advice)
    }

    /// A message whose sentences after the first say what to do.
    package init(_ code: String, _ category: Category, sentences: Message) {
        let parts = [Language.french, .dutch, .english].map { sentences.text(in: $0).firstSentence }
        let (first, rest) = (parts.map(\.0), parts.map(\.1))
        let advice = Message(fr: rest[0] ?? "", nl: rest[1] ?? "", en: rest[2] ?? "")
        self.init(code, category, Message(fr: first[0], nl: first[1], en: first[2]), advice: rest == [nil, nil, nil] ? nil : advice)
    }

    /// Of which kind a problem is: what the exit status of a command and the status of an HTTP answer are derived from.
    package enum Category: String, CaseIterable, Codable, Sendable {
        /// What was handed over does not fit; the details say where.
        case faultyInput
        /// Nothing has the name that was asked for.
        case notFound
        /// What was to be made is there already.
        case exists
        /// It was changed by someone else since it was read.
        case conflict
        /// The rules of the call do not allow it.
        case refused
        /// This role may not do that.
        case notPermitted
        /// A file that was handed over cannot be read.
        case fileMissing
        /// It took too long, or was interrupted: try again.
        case busy
        /// The database cannot be reached.
        case unavailable
        /// The database or its contents are not as the program needs them.
        case unfit
        /// Something could not be written, or a disk is full.
        case inputOutput
        /// A fault of the program itself.
        case unexpected
    }

    /// One place that is at fault.
    package struct Detail: Hashable, Sendable {
        /// What it is about: the reference of a file, a place in a document.
        package var subject: String?
        /// Which of the lists that were handed over, where there were several.
        package var list: String?
        /// The row of the list, 1 first.
        package var row: Int?
        package var field: String?
        package let message: Message?

        package init(_ message: Message?, subject: String? = nil, list: String? = nil, row: Int? = nil, field: String? = nil) {
            (self.message, self.subject, self.list, self.row, self.field) = (message, subject, list, row, field)
        }

        /// On one line, the place first. The list is left to the face, which knows what its user calls it.
        package func text(in language: Language) -> String {
            [subject, row.map(String.init), field, message?.text(in: language)].compactMap { $0 }.filter { !$0.isEmpty }
                .joined(separator: ": ")
        }
    }
}

extension Message {
    /// A text that is the same in every language: a name, or what another program said.
    init(verbatim text: String) { self.init(fr: text, nl: text, en: text) }
}

extension String {
    /// The part before the first full stop that another sentence follows, and that other sentence.
    package var firstSentence: (String, String?) {
        guard let stop = ranges(of: ". ").first else { return (self, nil) }
        return (String(self[..<stop.lowerBound]), String(self[stop.upperBound...]))
    }
}
