package import CallModel
package import Service
import Workflow

/// The label of a state that is known by name.
package enum StateLabel {
    package static func text(_ machine: String, _ state: String, in language: Language) -> String {
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
package struct StateRow: TableRow {
    package let machine: String
    package let count: StateCount

    package init(_ machine: String, _ count: StateCount) { (self.machine, self.count) = (machine, count) }

    package static let columns: [Column] = [.text(Words.state), .number(Words.count)]

    package func cells(in language: Language) -> [String] {
        [StateLabel.text(machine, count.state, in: language), String(count.count)]
    }
}
