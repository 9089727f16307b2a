import ArgumentParser
import CallModel

extension Cents: ExpressibleByArgument {
    /// A plain amount: `8000` or `8000.00`.
    package init?(argument: String) { self.init(decimal: argument) }

    package var defaultValueDescription: String { decimal }
}
