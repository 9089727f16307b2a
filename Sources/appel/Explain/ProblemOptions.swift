import ArgumentParser
import CallModel
import Selection

/// A problem file with the rules for it, for commands that work without a database.
struct ProblemOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A JSON file with lines and applications, or a certificate with its own rules; - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String?

    @Option(help: "With --problem: rankOrder, rankOrderStrict, proportional or optimum. (default: rankOrder)")
    var rule: AllocationRules.Rule?

    @Flag(help: "With --problem: the first file that does not fit may take what is left.")
    var partial = false

    @Option(help: "With --problem: what becomes of reserved money that no reserved file takes, keep or spillBack.")
    var unspent: AllocationRules.Unspent?

    @Option(
        parsing: .unconditional, help: "With --problem: partial awards are whole multiples of this amount. (default: 0.01)",
        transform: AmountArgument.read)
    var roundTo: Cents?

    /// - Parameter own: the rules that stand in the file, if any do.
    func rules(over own: AllocationRules?) -> AllocationRules {
        let own = own ?? AllocationRules()
        return AllocationRules(
            rule: rule ?? own.rule, partial: partial || own.partial, unspent: unspent ?? own.unspent,
            roundingUnit: roundTo ?? own.roundingUnit)
    }

    /// Whether any rule is given.
    var hasRules: Bool { rule != nil || partial || unspent != nil || roundTo != nil }

    /// Refuses rules without the problem that they are for.
    func requireProblem() throws {
        guard problem != nil || !hasRules else {
            throw ValidationError("The rules of a call are those of its definition; options for them go with --problem.")
        }
    }
}
