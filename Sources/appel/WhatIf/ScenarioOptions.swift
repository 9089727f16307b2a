import ArgumentParser
import CallModel
import Selection

extension AllocationProblem.Reserve.Mode: ExpressibleByArgument {}

/// What a scenario has otherwise.
struct ScenarioOptions: ParsableArguments {
    @Option(help: "The line that the reserve and the caps are for. (default: every line)")
    var line: String?

    @Option(parsing: .unconditional, help: "The amount of the reserve.", transform: AmountArgument.read)
    var reserve: Cents?

    @Option(help: "How reserved and open money meet: none, fence, reserveFirst, openFirst or (with optimum) floor.")
    var mode: AllocationProblem.Reserve.Mode?

    @Option(parsing: .unconditional, help: "The most that a file may ask of a line.", transform: AmountArgument.read)
    var maxAward: Cents?

    @Option(help: "The most awards of a line.")
    var maxAwards: Int?

    @Option(help: "The most awards of one applicant.")
    var maxPerApplicant: Int?

    @Option(help: "rankOrder, rankOrderStrict, proportional or optimum.")
    var rule: AllocationRules.Rule?

    @Flag(inversion: .prefixedNo, help: "Whether the first file that does not fit may take what is left.")
    var partial: Bool?

    @Option(help: "What becomes of reserved money that no reserved file takes: keep or spillBack.")
    var unspent: AllocationRules.Unspent?

    @Option(help: "The least score, on 100 for a call.")
    var threshold: Int?

    @Option(help: ArgumentHelp("The weight of a criterion, such as needs=8; as often as needed.", valueName: "id=weight"))
    var weight: [String] = []

    // That nothing is changed is said by the run: an option that does not exist is told first.
    func validate() throws { _ = try read() }

    func changes() throws -> ScenarioChanges {
        let changes = try read()
        guard changes != ScenarioChanges() else { throw ValidationError("Say what is to be otherwise: --reserve, --weight, --rule…") }
        return changes
    }

    private func read() throws -> ScenarioChanges {
        var changes = ScenarioChanges()
        (changes.line, changes.reserve, changes.mode) = (line, reserve, mode)
        (changes.maxAward, changes.maxAwards, changes.maxAwardsPerApplicant) = (maxAward, maxAwards, maxPerApplicant)
        (changes.rule, changes.partial, changes.unspent, changes.threshold) = (rule, partial, unspent, threshold)
        for text in weight {
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let value = Int(parts[1]), value >= 0, changes.weights[String(parts[0])] == nil else {
                throw ValidationError("--weight takes a criterion once and a whole number, such as needs=8, not \(text).")
            }
            changes.weights[String(parts[0])] = value
        }
        return changes
    }
}
