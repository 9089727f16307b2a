import ArgumentParser
import CallModel
import Exchange
import Presentation
import Selection
import Service

extension AssignmentProblem.Objective: ExpressibleByArgument {}

struct AssignCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives files the reviewers who suit them best, within loads and conflicts, and says why.",
        discussion: """
            For a call: all files under review, affinity out of what members know and prefer, all in one step or not at all; who has \
            a file keeps it. For a problem file: the answer alone, without any database. Its keys:
              call (what ties are broken by, with the ids), reviewsPerApplication, objective (sum or fair), reviewers, applications
              a reviewer: id, minLoad, maxLoad (null for no limit)
              an application: id, affinity (0 to 100 by reviewer, absent 0, -1 for a conflict), assigned (ids of those who have it)

            EXAMPLE
              appel assign brussels-2027 --dry-run
              appel assign brussels-2027 --objective fair --per-file 3 --max-load 12
              appel assign brussels-2027 --save-problem problem.json
              appel assign --problem problem.json --json
            """)

    @Argument(help: ArgumentHelp("The code of the call.", valueName: "call"))
    var call: String?

    @Option(
        help: ArgumentHelp("A JSON file with reviewers and applications, or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @Option(help: "sum: the greatest total affinity; fair: first the greatest affinity of the worst file. (default: sum)")
    var objective: AssignmentProblem.Objective?

    @Option(help: "How many reviewers a file gets. (default: as the rules of the call say)")
    var perFile: Int?

    @Option(help: "The fewest files of a member. (default: 0)")
    var minLoad: Int?

    @Option(help: "The most files of a member. (default: one more than the even share)")
    var maxLoad: Int?

    @Option(name: .customLong("member"), help: "A member who takes part; may be repeated. (default: all)")
    var members: [String] = []

    @Option(
        help: ArgumentHelp("Also writes the problem, as it stands before the assignment: for --problem.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var saveProblem: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (call == nil) != (problem == nil) else {
            throw ValidationError("Name a call, or give a problem file with --problem.")
        }
        guard call == nil || (1...1_000).contains(perFile ?? 1) else { throw ValidationError("--per-file is a number from 1 to 1000.") }
        guard call == nil || (minLoad ?? 0 >= 0 && maxLoad ?? .max >= minLoad ?? 0) else {
            throw ValidationError("--min-load is at least 0, and --max-load at least that.")
        }
        guard max(maxLoad ?? 0, minLoad ?? 0) <= 1_000_000 else {
            throw ValidationError("--min-load and --max-load are numbers of files: at most 1000000.")
        }
        guard problem == nil || (perFile == nil && minLoad == nil && maxLoad == nil && members.isEmpty) else {
            throw ValidationError("A problem file says itself how many reviewers and files there are; --objective may replace its own.")
        }
        guard saveProblem == nil || call != nil else { throw ValidationError("--save-problem goes with a call.") }
    }

    func run() async throws {
        if let path = problem {
            var problem = try AssignmentProblem.read(Array(try InputFile.bytes(path)))
            if let objective { problem.objective = objective }
            let plan = try problem.assign()
            let printer = options.reading.printing.printer
            // The document is the assignment itself, in the form that other programs exchange.
            guard !printer.isJSON else { return try Terminal.output.write(try JSONText.text(plan)) }
            return try Terminal.output.write(AssignmentText(plan, [], printer).text(Terminal.output.style))
        }
        guard let call else { return }
        let rules = AssigningRules(
            objective: objective ?? .sum, perFile: perFile, minLoad: minLoad ?? 0, maxLoad: maxLoad,
            members: members.isEmpty ? nil : members)
        try await options.atDesk { desk, request in
            if let saveProblem {
                let text = try await desk.service.assignmentProblem(of: call, by: rules, as: request.actor)
                if request.isDryRun {
                    try AtomicFile.check(saveProblem)
                } else {
                    try AtomicFile.write(to: saveProblem) { file throws(FileWriteError) in try file.append(Array(text.utf8)) }
                }
            }
            let assigned = try await desk.service.assignReviewers(of: call, by: rules, request)
            try desk.printer.show("assignment", assigned) { style in
                AssignmentText(assigned.plan, assigned.affinities, desk.printer).text(style)
                    + assigned.sentence.text(in: language) + "\n"
            }
        }
    }
}
