import CallModel
import Presentation
import Service
import Store
import Workflow

/// What an association is told in writing, in its own language: the secretariat reads beforehand what the mail will say.
struct Letter {
    let language: Language
    let authority: String
    let name: String
    let address: String
    let subject: String
    let intro: String
    var sentences: [String] = []
    var notes: [String] = []

    /// Everything that letters say of a file.
    struct Subject {
        let file: FileDetail
        let call: CallView
        let organisation: Organisation?
        /// The address of the service.
        let site: String

        var language: Language { organisation?.language.language ?? .french }
    }

    private init(_ name: String, on subject: Subject, _ words: Vocabulary, _ figures: [String: String] = [:]) {
        let (file, call) = (subject.file.view.file, subject.call)
        language = subject.language
        authority = call.definition.authority.name.text(in: language)
        (self.name, address) = (subject.file.view.organisation, subject.organisation?.email ?? "")
        let all = figures.merging(
            ["file": file.reference, "title": subject.file.view.title, "call": call.definition.title.text(in: language)]
        ) { own, _ in own }
        self.subject = words.text("letters.\(name)Subject", all, in: language)
        intro = words.text("letters.\(name)Intro", all, in: language)
    }

    /// What was decided and why, and what can be done against it.
    static func decision(on subject: Subject, _ explanation: Explanation, _ words: Vocabulary) -> Letter {
        var letter = Letter("decision", on: subject, words)
        letter.sentences = ExplanationAnswer(explanation, in: letter.language).sentences.map(Formats(letter.language).prose)
        letter.notes = [
            words.text(
                "letters.decisionRemedies", ["days": "\(subject.call.definition.calendar.appealDays)"], in: letter.language),
            subject.page(words)
        ]
        return letter
    }

    /// That a file arrived: when, and the digest of what.
    static func receipt(on subject: Subject, _ words: Vocabulary) -> Letter {
        let (file, language) = (subject.file.view.file, subject.language)
        let at = file.submittedAt.map { Formats(language).moment($0) + " (\($0.iso8601))" } ?? ""
        var letter = Letter("receipt", on: subject, words, ["at": at])
        letter.notes =
            (file.summary.map { [words.text("letters.receiptDigest", ["digest": $0.content.hex], in: language)] } ?? [])
            + [subject.page(words)]
        return letter
    }

    /// What is missing, and until when.
    static func complement(on subject: Subject, _ words: Vocabulary) -> Letter {
        var letter = Letter("complement", on: subject, words)
        letter.sentences = subject.file.reasons.suffix(1).map(\.self)
        letter.notes =
            (subject.file.view.file.complementDue.map { due in
                [words.text("letters.complementDue", ["at": Formats(letter.language).deadline(due)], in: letter.language)]
            } ?? []) + [subject.page(words)]
        return letter
    }

    /// That an agreement is there to be signed.
    static func agreement(on subject: Subject, _ words: Vocabulary) -> Letter {
        var letter = Letter("agreement", on: subject, words)
        letter.notes = [subject.page(words)]
        return letter
    }

    func greeting(_ words: Vocabulary) -> String { words.text("letters.greeting", in: language) }
    func closing(_ words: Vocabulary) -> String { words.text("letters.closing", in: language) }

    /// As a mail, one paragraph after the other.
    func mail(of kind: EffectKind, _ words: Vocabulary) -> NewMail {
        let list = sentences.isEmpty ? [] : [sentences.map { "- \($0)" }.joined(separator: "\n")]
        let paragraphs = [greeting(words), intro] + list + notes + [closing(words) + "\n" + authority]
        return NewMail(
            kind: kind.rawValue, language: language, to: address, subject: subject.onOneLine,
            body: paragraphs.joined(separator: "\n\n") + "\n")
    }
}

extension Letter.Subject {
    /// Where the file is found.
    fileprivate func page(_ words: Vocabulary) -> String {
        let address = "\(site)/\(language.rawValue)/my/\(call.call.code)/\(file.view.file.reference)"
        return words.text("letters.page", ["address": address], in: language)
    }
}

extension String {
    /// A title may hold what a header may not.
    fileprivate var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
