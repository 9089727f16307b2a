import ArgumentParser
import CallModel
import Exchange
import Presentation
import Selection
import Service
import Store

extension AllocationRules.Rule: ExpressibleByArgument {}
extension AllocationRules.Unspent: ExpressibleByArgument {}

struct AllocateCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Gives the money of the budget lines to the ranked files, and says why the others get none.",
        discussion: """
            For a call, by its own rules: a proposal, which changes nothing. For a problem file, by the rules that are given, \
            and without any database; what is not given is --rule rankOrder, no --partial, --unspent keep, --round-to 0.01, \
            whatever the rules of the call that it came from. Its keys, with amounts in cents and null for what is not limited:
              maxAwardsPerApplicant, threshold, bands, lines, applications
              bands: fullScore (the score that is 100 points), nothingUpTo and wholeFrom in points, minimumCents
              a line: id, totalCents, maxAwardCents, maxAwards, minAwards, reserve (cents, mode)
              a mode: none, fence, reserveFirst, openFirst; with the rule optimum also floor
              an application: id, applicant, requestedCents, minimumUsefulCents, score, submittedRank, reserved, lines
            A certificate is such a file too: it holds the problem with its rules. So is what `appel explain --save-problem` \
            writes: the reviews of a call with its regulation, from which the scores are worked out first.

            EXAMPLE
              appel allocate brussels-2027
              appel allocate --problem problem.json --rule rankOrder --unspent spillBack --json
              appel allocate brussels-2027 --certificate brussels-2027.certificate.json
              appel allocate brussels-2027 --freed
              appel allocate --problem problem.json --rule optimum --certificate optimum.certificate.json
            """)

    @Argument(help: ArgumentHelp("The code of the call.", valueName: "call"))
    var call: String?

    @Option(
        help: ArgumentHelp("A JSON file with lines and applications, or a certificate; - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @Option(
        help: """
            rankOrder; rankOrderStrict: the first refusal for lack of money closes the line to its class; proportional: a line \
            with too little for all gives each the same share; optimum: the greatest sum of scores within every limit. \
            (default: rankOrder)
            """)
    var rule: AllocationRules.Rule?

    @Flag(help: "The first file that does not fit may take what is left.")
    var partial = false

    @Option(help: "What becomes of reserved money that no reserved file takes: keep or spillBack. (default: keep)")
    var unspent: AllocationRules.Unspent?

    @Option(
        parsing: .unconditional, help: "Partial awards are whole multiples of this amount. (default: 0.01)", transform: AmountArgument.read)
    var roundTo: Cents?

    @Option(
        help: ArgumentHelp(
            "Also writes the document with which others check the allocation: see `appel verify certificate`.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var certificate: String?

    @Flag(help: "After the decision: only the reserve list, in its order, with the money that came free. Every award stays as it is.")
    var freed = false

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (call == nil) != (problem == nil) else {
            throw ValidationError("Name a call, or give a problem file with --problem.")
        }
        guard call == nil || (rule == nil && !partial && unspent == nil && roundTo == nil) else {
            throw ValidationError("The rules of a call are those of its definition; options for them go with --problem.")
        }
        if certificate != nil, call != nil, options.asker.reader.isMember {
            throw ValidationError(
                "A member may not see every file: the certificate of a call is written for the secretariat, not --as a member.")
        }
        guard !freed || call != nil else { throw ValidationError("--freed goes with a call: its awards say what is left.") }
    }

    func run() async throws {
        if let problem {
            let file = try ProblemFile.read(problem)
            try allocate(problem: file.problem, own: file.rules ?? AllocationRules())
        } else if let call {
            try await options.atDesk { desk in
                let view = try await freed ? desk.service.freedProposal(of: call) : desk.service.proposal(of: call)
                _ = try certified(view.problem, by: view.rules)
                try desk.printer.show("allocation", view.allocation) { style in
                    AllocationText(view.allocation, view.problem, desk.printer).text(style) + written
                }
            }
        }
    }

    /// - Parameter own: the rules of the file, which options replace.
    private func allocate(problem: AllocationProblem, own: AllocationRules) throws {
        let rules = AllocationRules(
            rule: rule ?? own.rule, partial: partial || own.partial, unspent: unspent ?? own.unspent,
            roundingUnit: roundTo ?? own.roundingUnit)
        let allocation = try certified(problem, by: rules)
        let printer = options.printing.printer
        // The document is the allocation itself, in the form that other programs exchange.
        guard !printer.isJSON else { return try Terminal.output.write(try JSONText.text(allocation)) }
        let style = Terminal.output.style
        try Terminal.output.write(AllocationText(allocation, problem, printer).text(style) + written)
    }

    /// Where the certificate was written.
    private var written: String {
        guard let certificate, !trial.isDryRun else { return "" }
        return "\n" + AllocationWords.written(certificate).text(in: language) + "\n"
    }

    /// The allocation, whose certificate is written where one is wanted.
    private func certified(_ problem: AllocationProblem, by rules: AllocationRules) throws -> Allocation {
        guard let certificate else { return try problem.allocate(by: rules) }
        let certified = try problem.certified(by: rules, sha256: CallModel.Digest.sha256)
        if trial.isDryRun {
            try AtomicFile.check(certificate)
        } else {
            try AtomicFile.write(to: certificate) { file throws(FileWriteError) in try file.append(certified.text) }
        }
        return certified.allocation
    }
}
