import ArgumentParser
import CallModel
import Exchange

/// Reads amounts of the command line: `8000` or `8000.00`. What is no such amount is refused in the words that imports use.
///
/// Options with amounts are parsed unconditionally, so that `--amount -5` is told to be negative and not to be missing.
enum AmountArgument {
    static func read(_ text: String) throws -> Cents {
        do {
            return try Cents(typed: text)
        } catch {
            // While the command line is being read, its --lang is not known yet.
            throw ValidationError(error.message.text(in: .ofEnvironment))
        }
    }
}
