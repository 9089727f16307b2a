import ArgumentParser
import CallModel
import Presentation
import Selection
import Service

struct WhatIfCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif", abstract: "Scenarios: what other rules would have made of the same files. No award changes by them.",
        discussion: """
            EXAMPLE
              appel whatif run brussels-2027 more-reserve --reserve 45000
              appel whatif list brussels-2027
              appel whatif compare brussels-2027 more-reserve no-fence
            """,
        subcommands: [RunScenario.self, ListScenarios.self, CompareScenarios.self])
}

struct RunScenario: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a scenario and keeps it under a name, stamped with the SHA-256 of all that it rests on.",
        discussion: """
            Says which files enter and leave, and what each line gives, beside the call's own rules. A scenario that is kept never \
            changes: another one needs another name. One on a problem file needs no database and is not kept.

            EXAMPLE
              appel whatif run brussels-2027 more-reserve --reserve 45000 --mode reserveFirst
              appel whatif run brussels-2027 needs-first --weight needs=8 --threshold 55 --as college
              appel whatif run --problem problem.json strict --rule rankOrderStrict --json
            """)

    @Argument(
        help: ArgumentHelp("The code of the call and the name of the scenario; with --problem the name alone.", valueName: "call name"))
    var words: [String]

    @Option(
        help: ArgumentHelp("A JSON file with lines and applications, or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @OptionGroup var changes: ScenarioOptions
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard words.count == (problem == nil ? 2 : 1), words.allSatisfy({ !$0.isEmpty && $0.count <= 100 }) else {
            throw ValidationError("Name the call and the scenario; with --problem the scenario alone.")
        }
    }

    func run() async throws {
        let changes = try changes.changes()
        if let problem {
            let (file, rules) = (try ProblemFile.read(problem), AllocationRules())
            do {
                let named = try NamedScenario(words[0], try file.scenario(changes, by: rules))
                try show(ScenarioReceipt(named, against: try file.allocate(by: rules)), options.reading.printing.printer)
            } catch let fault as ScenarioFault {
                throw Failure(.faultyInput, fault.message.text(in: language))
            }
        } else {
            try await options.atDesk { desk, request in
                try show(try await desk.service.runScenario(words[1], of: words[0], changes, request), desk.printer)
            }
        }
    }

    private func show(_ receipt: ScenarioReceipt, _ printer: Printer) throws {
        try printer.show("scenario", receipt) { style in
            "\(style.strong(receipt.name))  \(style.faint(receipt.stamp))\n\n" + ScenarioText(receipt.comparison, printer).text(style)
        }
    }
}

struct ListScenarios: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the scenarios of a call, oldest first, each checked against its stamp.",
        discussion: "EXAMPLE\n  appel whatif list brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("scenarios", try await desk.service.scenarios(of: call.code).map(KeptScenarioRow.init))
        }
    }
}

struct CompareScenarios: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Shows two scenarios side by side: who enters, who leaves, and the money of each line.",
        discussion: """
            EXAMPLE
              appel whatif compare brussels-2027 more-reserve no-fence
              appel whatif compare brussels-2027 more-reserve
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: ArgumentHelp("The name of the first scenario.", valueName: "first"))
    var first: String

    @Argument(help: ArgumentHelp("The name of the second; without it the first is set beside the call's own rules.", valueName: "second"))
    var second: String?

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let (from, to) = second.map { (first, $0) } ?? (nil, first)
            let found = try await desk.service.compareScenarios(of: call.code, from, to)
            try desk.printer.show("comparison", found) { ScenarioText(found, desk.printer).text($0) }
        }
    }
}
