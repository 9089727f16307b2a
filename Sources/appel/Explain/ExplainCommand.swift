import ArgumentParser
import CallModel
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
            place in the regulation. A file of a problem file is explained without any database.

            EXAMPLE
              appel explain BXL27-004 --for applicant --lang fr
              appel explain BXL27-001 --as applicant:1990.905.006
              appel explain A7 --problem problem.json --rule rankOrder --unspent spillBack --json
            """)

    @Argument(help: ArgumentHelp("The reference of the file, such as BXL27-004.", valueName: "application"))
    var application: String

    @Option(help: "The code of the call, where the reference does not tell it.")
    var call: String?

    @Option(name: .customLong("for"), help: "For whom: applicant or municipality. (default: who asks)")
    var audience: ExplanationAudience?

    @OptionGroup var source: ProblemOptions
    @OptionGroup var options: OpenAskingOptions

    var language: Language { options.language }

    func validate() throws {
        if source.problem != nil {
            guard call == nil, audience == nil, options.asker.reader == .secretariat else {
                throw ValidationError("A problem file knows no call and nobody who asks: leave --call, --for and --as out.")
            }
        }
        try source.requireProblem()
    }

    func run() async throws {
        if let path = source.problem {
            let (problem, rules) = try ProblemFile.readWithRules(path)
            let facts = try problem.explanation(of: application, by: source.rules(over: rules))
            guard let facts else {
                let unknown = Message(
                    fr: "Le problème ne contient pas de dossier \(application).", nl: "Het probleem bevat geen dossier \(application).",
                    en: "The problem has no file \(application).")
                throw Failure(.faultyInput, unknown.text(in: language))
            }
            try options.printing.printer.show("explanation", ExplanationAnswer(facts, of: application, in: language)) { text(facts, $0) }
        } else {
            try await options.atDesk { desk, actor in
                let audience = audience ?? (actor.organisation == nil ? .municipality : .applicant)
                let view = try await desk.service.explain(application, of: call, for: audience, as: actor)
                let answer = ExplanationAnswer(view, in: language)
                try desk.printer.show("explanation", answer) { text(view.facts, $0) }
            }
        }
    }

    private func text(_ facts: [Fact], _ style: Style) -> String {
        style.strong(application) + "\n" + facts.map { "  " + $0.sentence(in: language).onOneLine + "\n" }.joined()
    }
}
