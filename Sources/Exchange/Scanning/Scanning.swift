/// A document that is on its way through the scanner, piece by piece.
///
/// Whatever goes wrong is the verdict: nothing throws.
package struct Scanning {
    private let end: ContinuousClock.Instant
    private var connection: ScannerConnection?
    private var failure: ScanFailure?
    /// An answer came before the scanner had everything: it found something, or takes no more.
    private var isAnswered = false

    init(_ scanner: Clamd) {
        end = ContinuousClock.now + scanner.limits.scanning
        do throws(ScanFailure) {
            connection = try ScannerConnection(scanner.address, within: scanner.limits.connecting)
        } catch {
            failure = error
        }
        send(Array("zINSTREAM\0".utf8))
    }

    /// Sends the next bytes of the document.
    package mutating func add(_ piece: [UInt8]) {
        // A length of zero would be the end.
        if !piece.isEmpty { send(Self.length(piece.count) + piece) }
    }

    /// Ends the document and takes the scanner's answer.
    package mutating func finish() -> ScanVerdict {
        send(Self.length(0))
        guard let connection, failure == nil else { return .unscanned(failure ?? .noScanner) }
        do throws(ScanFailure) {
            return Clamd.verdict(try connection.answer(until: end), isWhole: !isAnswered)
        } catch {
            return .unscanned(error)
        }
    }

    private mutating func send(_ bytes: [UInt8]) {
        guard let connection, failure == nil, !isAnswered else { return }
        do throws(ScanFailure) {
            isAnswered = try !connection.send(bytes, until: end)
        } catch {
            failure = error
        }
    }

    private static func length(_ count: Int) -> [UInt8] {
        let count = UInt32(truncatingIfNeeded: count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    }
}
