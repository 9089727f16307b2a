import ArgumentParser
import CallModel
import Exchange
import Presentation
import Selection
import Service
import Workflow

extension ExplanationAudience: ExpressibleByArgument {}

struct ExplainCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says in plain sentences what became of a file and why, and what would have been enough.",
        discussion: """
            The rank, the scores against what had to be reached, the reason that binds, the smallest own score and the largest own \
            request that would have been funded, and what the reserve did; for a file that is inadmissible, every rule that it \
            fails. For the municipality also how firm the whole list is: the interval of each weight in which it stays the \
            same, and the files whose outcome hangs on one reviewer. The version for the applicant says nothing of any other \
            applicant, and gives no single reviewer's score.

            With --json every fact has its figures, exact, and where each comes from: the number of an event in the log, or a \
            place in the regulation. A file of a problem file is explained without any database. --save-problem writes the call one \
            step before its scores, regulation and reviews: on that file, `appel explain` and `appel whatif` say what they say on \
            the call, but for what was decided and the events of the log. It has every reviewer's scores.

            EXAMPLE
              appel explain BXL27-004 --for applicant --lang fr
              appel explain BXL27-001 --as applicant:1990.905.006
              appel explain A7 --problem problem.json --rule rankOrder --unspent spillBack --json
              appel explain BXL27-026 --save-problem scored.json
              appel explain BXL27-026 --problem scored.json --for applicant
            """)

    @Argument(help: ArgumentHelp("The reference of the file, such as BXL27-004.", valueName: "application"))
    var application: String

    @Option(help: "The code of the call, where the reference does not tell it.")
    var call: String?

    @Option(name: .customLong("for"), help: "For whom: applicant or municipality. (default: who asks)")
    var audience: ExplanationAudience?

    @Option(
        help: ArgumentHelp(
            "Also writes the whole call one step before its scores, for --problem; for the secretariat.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var saveProblem: String?

    @OptionGroup var source: ProblemOptions
    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: OpenAskingOptions

    var language: Language { options.language }

    func validate() throws {
        if source.problem != nil {
            guard call == nil, saveProblem == nil, options.asker.reader == .secretariat else {
                throw ValidationError("A problem file knows no call and nobody who asks: leave --call, --save-problem and --as out.")
            }
        }
        try source.requireProblem()
    }

    func run() async throws {
        if let path = source.problem {
            let file = try ProblemFile.read(path)
            guard let facts = try facts(of: file) else {
                let unknown = Message(
                    fr: "Le problème ne contient pas de dossier \(application).", nl: "Het probleem bevat geen dossier \(application).",
                    en: "The problem has no file \(application).")
                throw Failure(.faultyInput, unknown.text(in: language))
            }
            let answer = ExplanationAnswer(facts, of: application, for: audience(of: file), in: language)
            try options.printing.printer.show("explanation", answer) { text(facts, $0) }
        } else {
            try await options.atDesk { desk, actor in
                let audience = audience ?? (actor.organisation == nil ? .municipality : .applicant)
                let view = try await desk.service.explain(application, of: call, for: audience, as: actor)
                if let saveProblem { try save(try await desk.service.scoredProblem(of: view.call, as: actor), saveProblem) }
                let answer = ExplanationAnswer(view, in: language)
                try desk.printer.show("explanation", answer) { text(view.facts, $0) }
            }
        }
    }

    /// Nil for a problem of bare scores, of which there is one version.
    private func audience(of file: ProblemFile) -> ExplanationAudience? {
        if case .scored = file { audience ?? .municipality } else { nil }
    }

    private func facts(of file: ProblemFile) throws -> [Fact]? {
        switch file {
        case .bare(let problem, let rules):
            guard audience == nil else {
                throw ValidationError("A problem of bare scores has one version for all: leave --for out.")
            }
            return try problem.explanation(of: application, by: source.rules(over: rules))
        case .scored(let call):
            guard !source.hasRules else {
                throw ValidationError("This file has the regulation of its call with it: what other rules would make, `appel whatif` says.")
            }
            return try call.explanation(of: application, for: audience ?? .municipality)
        }
    }

    private func save(_ problem: ScoredProblem, _ path: String) throws {
        guard !trial.isDryRun else { return try AtomicFile.check(path) }
        let bytes = Array(try JSONText.text(problem).utf8)
        try AtomicFile.write(to: path) { file throws(FileWriteError) in try file.append(bytes) }
    }

    private func text(_ facts: [Fact], _ style: Style) -> String {
        style.strong(application) + "\n" + facts.map { "  " + $0.sentence(in: language).onOneLine + "\n" }.joined()
    }
}
