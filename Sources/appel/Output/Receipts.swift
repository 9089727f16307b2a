import CallModel
import Service
import Workflow

/// The label of a state that is known by name.
enum StateLabel {
    static func text(_ machine: String, _ state: String, in language: Language) -> String {
        let label: Message? =
            switch MachineKind(name: machine) {
            case .call: CallState(name: state)?.label
            case .application: ApplicationState(name: state)?.label
            case .review: ReviewState(name: state)?.label
            case .grant: GrantState(name: state)?.label
            case nil: nil
            }
        return label?.text(in: language) ?? state
    }
}

/// How many things are in a state.
struct StateRow: TableRow {
    let machine: String
    let count: StateCount

    init(_ machine: String, _ count: StateCount) { (self.machine, self.count) = (machine, count) }

    static let columns: [Column] = [.text(Words.state), .number(Words.count)]

    func cells(in language: Language) -> [String] {
        [StateLabel.text(machine, count.state, in: language), String(count.count)]
    }
}

extension Printer {
    /// One thing went from a state to another.
    func show(_ receipt: Receipt) throws {
        try show("receipt", receipt) { style in
            let to = StateLabel.text(receipt.machine, receipt.state, in: language)
            let from = StateLabel.text(receipt.machine, receipt.from, in: language)
            let change = receipt.from == receipt.state || receipt.from == "absent" ? to : "\(from) → \(to)"
            return "\(style.strong(receipt.name)): \(change)  \(style.faint(Moment.text(receipt.at)))\n"
        }
    }

    /// Many things were treated at once.
    ///
    /// - Parameter machine: whose states the receipt counts.
    func show(_ receipt: BulkReceipt, machine: String = "application") throws {
        try show("receipt", receipt) { style in
            let done = Words.treated(changed: receipt.changed, unchanged: receipt.unchanged).text(in: language) + "\n"
            guard !receipt.states.isEmpty else { return done }
            return done + text(of: receipt.states.map { StateRow(machine, $0) }, style)
        }
    }
}
