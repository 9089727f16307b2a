import ArgumentParser
import CallModel
import Exchange
import Presentation
import Selection
import Service
import Store

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
            changes: another one needs another name. One on a problem file needs no database and is not kept: with --output it is a \
            file of its own, whose SHA-256 is the stamp. With --weight and --threshold as on the call, a file that `appel explain \
            --save-problem` wrote is needed: a problem of bare scores knows no criteria, and its threshold is on its own scale.

            EXAMPLE
              appel whatif run brussels-2027 more-reserve --reserve 45000 --mode reserveFirst
              appel whatif run brussels-2027 needs-first --weight needs=8 --threshold 55 --as college
              appel whatif run --problem problem.json strict --rule rankOrderStrict --output strict.json
            """)

    @Argument(
        help: ArgumentHelp("The code of the call and the name of the scenario; with --problem the name alone.", valueName: "call name"))
    var words: [String]

    @Option(
        help: ArgumentHelp(
            "A JSON file with lines and applications, or a certificate with its own rules; - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Also writes the scenario with all that it rests on, to compare or run again.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    @OptionGroup var changes: ScenarioOptions
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    // Asked by the run: an option that does not exist leaves its value among the words, and is told first.
    private func checkWords() throws {
        guard words.count == (problem == nil ? 2 : 1), words.allSatisfy({ !$0.isEmpty && $0.count <= 100 }) else {
            throw ValidationError("Name the call and the scenario; with --problem the scenario alone.")
        }
    }

    func run() async throws {
        try checkWords()
        let changes = try changes.changes()
        if let problem {
            let file = try ProblemFile.read(problem)
            do {
                let named = try NamedScenario(words[0], try file.scenario(changes))
                try write(named.text)
                try show(ScenarioReceipt(named, against: try file.allocation()), options.reading.printing.printer)
            } catch let fault as ScenarioFault {
                throw Failure(.faultyInput, fault.message.text(in: language))
            }
        } else {
            try await options.atDesk { desk, request in
                let receipt = try await desk.service.runScenario(words[1], of: words[0], changes, request)
                // A dry run keeps none that could be written.
                try write(request.isDryRun ? "" : try await desk.service.scenarioDocument(words[1], of: words[0]))
                try show(receipt, desk.printer)
            }
        }
    }

    private func write(_ text: String) throws {
        guard let output else { return }
        guard !options.isDryRun else { return try AtomicFile.check(output) }
        try AtomicFile.write(to: output) { file throws(FileWriteError) in try file.append(Array(text.utf8)) }
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
            On a call, by the names of its scenarios; one alone is set beside the call's own rules. On a problem file, by the files \
            that `appel whatif run --output` wrote, without any database; each is checked again first.

            EXAMPLE
              appel whatif compare brussels-2027 more-reserve no-fence
              appel whatif compare brussels-2027 more-reserve
              appel whatif compare --problem problem.json strict.json open.json
            """)

    @Argument(
        help: ArgumentHelp(
            "The code of the call and the names of one or two scenarios; with --problem one or two files of scenarios.",
            valueName: "call scenario"))
    var words: [String]

    @Option(
        help: ArgumentHelp(
            "A JSON file with lines and applications, or a certificate with its own rules; - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (problem == nil ? 2...3 : 1...2).contains(words.count) else {
            throw ValidationError("Name the call and one or two of its scenarios; with --problem one or two files of scenarios.")
        }
    }

    func run() async throws {
        if let problem {
            let file = try ProblemFile.read(problem)
            let own = words.count == 1 ? [try file.allocation()] : []
            let found = own + (try words.map { try scenario($0).result })
            try show(ScenarioComparison(found[0], found[1]), options.printing.printer)
        } else {
            try await options.atDesk { desk in
                let first = words.count == 3 ? words[1] : nil
                try show(try await desk.service.compareScenarios(of: words[0], first, words.last), desk.printer)
            }
        }
    }

    private func show(_ found: ScenarioComparison, _ printer: Printer) throws {
        try printer.show("comparison", found) { ScenarioText(found, printer).text($0) }
    }

    private func scenario(_ path: String) throws -> Scenario {
        do {
            return try NamedScenario(path, reading: String(decoding: try InputFile.bytes(path), as: UTF8.self)).scenario
        } catch is StoreError {
            let wrong = Message(
                fr: "\(path) n'est pas un scénario, ou n'est plus ce que ses règles donnent",
                nl: "\(path) is geen scenario, of is niet meer wat zijn regels geven",
                en: "\(path) is no scenario, or no longer what its rules make")
            throw Failure(.faultyInput, wrong.text(in: language), next: "name a file that `appel whatif run --output` wrote")
        }
    }
}
