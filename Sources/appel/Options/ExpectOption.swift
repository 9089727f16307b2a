import ArgumentParser

/// The version that the user saw: with it, nobody's change in between is lost.
struct ExpectOption: ParsableArguments {
    @Option(name: .customLong("expect"), help: "The version of it that was seen.")
    var version: Int64?
}
