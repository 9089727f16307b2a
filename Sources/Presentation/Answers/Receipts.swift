package import CallModel
package import Service

extension Receipt {
    /// From which state to which; the state alone where the thing is new or stayed where it was.
    package func change(in language: Language) -> String {
        let to = StateLabel.text(machine, state, in: language)
        return from == state || from == "absent" ? to : "\(StateLabel.text(machine, from, in: language)) → \(to)"
    }
}

extension BulkReceipt {
    /// How many things were treated.
    package var sentence: Message { Words.treated(changed: changed, unchanged: unchanged) }

    /// How many things are in each state.
    ///
    /// - Parameter machine: whose states they are.
    package func rows(of machine: String = "application") -> [StateRow] { states.map { StateRow(machine, $0) } }
}
