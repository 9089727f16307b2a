import CallModel
import TestSupport
import Testing

@testable import Audit

/// A log of ten thousand events in which every event is tampered with, in every way, one at a time.
///
/// The verifier reads the log from its beginning and stops at the first fault. So that this takes seconds, each tampered log is read
/// on from where the verifier stood before the first line that differs: the lines before it are the same, and so is what it found.
@Suite struct TamperedLogTests {
    private static let sample = Result { try SampleLog(events: 10_000, streams: 500, step: 4) }

    /// Whether the verifier takes the whole of the log, reading on from `verifier`.
    private static func accepts(_ verifier: LogVerifier, _ rest: some Sequence<[UInt8]>) -> Bool {
        var verifier = verifier
        do throws(AuditFault) {
            for line in rest { try verifier.take(line) }
            try verifier.finish()
            return true
        } catch {
            return false
        }
    }

    @Test func `the log as it is verifies, from its beginning`() throws {
        let log = try Self.sample.get()
        #expect(log.lines.count == 10_000)
        #expect(log.checkpoints.count == 2_500)
        let key = log.key.verifier
        #expect(log.checkpoints.allSatisfy { $0.fault(under: key) == nil })
        #expect(Self.accepts(try log.verifier(), log.lines))
    }

    @Test func `every event that is deleted, doubled, swapped, cut off or flipped anywhere is found`() throws {
        let log = try Self.sample.get()
        let lines = log.lines
        var verifier = try log.verifier()
        var (tried, missed, places) = (0, [String](), 0)
        for index in lines.indices {
            let (line, before) = (lines[index], verifier)
            func expectFound(_ what: @autoclosure () -> String, _ rest: some Sequence<[UInt8]>) {
                tried += 1
                if Self.accepts(before, rest) { missed.append("\(what()) of event \(index)") }
            }
            let after = lines[(index + 1)...]
            expectFound("deletion", after)
            expectFound("doubling", [[line], [line], Array(after.prefix(16))].joined())
            expectFound("cutting off", EmptyCollection())
            if let next = after.first { expectFound("swap", [[next, line], Array(after.dropFirst().prefix(16))].joined()) }
            if index > 0 { expectFound("another event", [[lines[index - 1]], Array(after.prefix(16))].joined()) }
            // Every sixty-fourth byte, beginning elsewhere in each event, each with another bit of it; and a line that is cut short.
            for place in stride(from: index % 64, to: line.count, by: 64) {
                var changed = line
                changed[place] ^= 1 << UInt8((index / 64 + place) % 8)
                places += 1
                expectFound("byte \(place)", [[changed], Array(after.prefix(16))].joined())
            }
            expectFound(
                "the end of the line", [[line.dropLast(1 + index % (line.count - 1))], Array(after.prefix(16))].joined().map { Array($0) })
            try verifier.take(line)
        }
        try verifier.finish()
        #expect(missed == [])
        #expect(places > 35_000)
        #expect(tried > 90_000)
    }

    /// One event in a thousand with each of its bytes, and each bit of it.
    @Test func `every bit of an event is found`() throws {
        let log = try Self.sample.get()
        var verifier = try log.verifier()
        var missed: [String] = []
        for index in log.lines.indices {
            let (line, before) = (log.lines[index], verifier)
            if index.isMultiple(of: 1000) {
                let after = Array(log.lines[(index + 1)...].prefix(16))
                for place in line.indices {
                    for bit in 0..<8 {
                        var changed = line
                        changed[place] ^= 1 << UInt8(bit)
                        if Self.accepts(before, [[changed], after].joined()) { missed.append("bit \(bit) of byte \(place) of \(index)") }
                    }
                }
            }
            try verifier.take(line)
        }
        #expect(missed == [])
    }

    @Test func `a byte of the checkpoints or of the key that is flipped is found`() throws {
        let log = try SampleLog(events: 24, streams: 4, step: 8)
        let text = Array(log.checkpoints.map(\.description).joined(separator: "\n").utf8)
        let key = log.key.verifier
        func verifies(_ bytes: [UInt8], _ keyText: String) -> Bool {
            guard let text = String(validating: bytes, as: UTF8.self), let read = SignedCheckpoint.all(in: text),
                let key = NoteKey(keyText), read.allSatisfy({ $0.fault(under: key) == nil }),
                let verifier = try? LogVerifier(checkpoints: read.map(\.checkpoint))
            else { return false }
            return Self.accepts(verifier, log.lines)
        }
        #expect(verifies(text, key.description))
        for place in text.indices {
            var changed = text
            changed[place] ^= 1
            #expect(!verifies(changed, key.description), "byte \(place) of the checkpoints")
            #expect(!verifies(Array(text.prefix(place)), key.description), "the first \(place) bytes of the checkpoints")
        }
        let keyText = Array(key.description.utf8)
        for place in keyText.indices {
            var changed = keyText
            changed[place] ^= 1
            #expect(!verifies(text, String(decoding: changed, as: UTF8.self)), "byte \(place) of the key")
        }
    }
}
