/// One parser of ours, fed with whatever the fuzzer thinks of.
///
/// A target must come back from every input: with a value or with a typed error. Beyond that it says what has to hold of a value
/// that was read, by trapping where it does not.
struct FuzzTarget: Sendable {
    let name: String
    let take: @Sendable (UnsafeRawBufferPointer) -> Void

    static let all = [
        csv, definition, results, applications, companions, organisations, json, assignment, values, bankReport, paymentFile, zip,
        archive, scanner, tables, meeting, audit, certificate
    ]

    /// Reports a broken promise: the fuzzer keeps the input that broke it.
    static func require(_ holds: Bool, _ promise: StaticString) {
        // Trapping is how a fuzzer is told.
        if !holds { fatalError("\(promise)") }
    }
}
