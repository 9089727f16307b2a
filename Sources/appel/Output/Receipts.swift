import CallModel
import Presentation
import Service

extension Printer {
    /// One thing went from a state to another.
    func show(_ receipt: Receipt) throws {
        try show("receipt", receipt) { style in
            "\(style.strong(receipt.name)): \(receipt.change(in: language))  \(style.faint(Moment.text(receipt.at)))\n"
        }
    }

    /// Many things were treated at once.
    ///
    /// - Parameter machine: whose states the receipt counts.
    func show(_ receipt: BulkReceipt, machine: String = "application") throws {
        try show("receipt", receipt) { style in
            let done = receipt.sentence.text(in: language) + "\n"
            guard !receipt.states.isEmpty else { return done }
            return done + text(of: receipt.rows(of: machine), style)
        }
    }
}
