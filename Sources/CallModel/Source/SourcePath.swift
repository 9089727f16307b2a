/// The way from the top of a file to one value: `budgetLines[0].reserve.amount`.
package struct SourcePath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        /// Counted from 0.
        case index(Int)
    }

    package let steps: [Step]

    package static let root = SourcePath(steps: [])

    package subscript(key: String) -> SourcePath { SourcePath(steps: steps + [.key(key)]) }
    package subscript(index: Int) -> SourcePath { SourcePath(steps: steps + [.index(index)]) }

    package var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    /// The path names the same value as `other` or something inside it.
    func isWithin(_ other: SourcePath) -> Bool { steps.starts(with: other.steps) }
}
