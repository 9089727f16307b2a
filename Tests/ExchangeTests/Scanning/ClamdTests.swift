import Foundation
import TestSupport
import Testing

@testable import Exchange

/// The scanner's protocol, and everything that the other side may do instead of answering.
@Suite struct ClamdTests {
    private func verdict(
        _ manner: FakeClamd.Manner, _ content: [UInt8] = Array("content".utf8), scanning: Duration = .seconds(60)
    ) throws -> ScanVerdict {
        let daemon = try FakeClamd(manner)
        defer { daemon.close() }
        return Self.scan(content, at: .unix(daemon.path), scanning: scanning)
    }

    private static func scan(_ content: [UInt8], at address: Clamd.Address, scanning: Duration = .seconds(60)) -> ScanVerdict {
        var limits = Clamd.Limits()
        limits.scanning = scanning
        var run = Clamd(address, limits: limits).scanning()
        var rest = content[...]
        while !rest.isEmpty {
            run.add(Array(rest.prefix(65_536)))
            rest = rest.dropFirst(65_536)
        }
        return run.finish()
    }

    @Test func `a document goes over in pieces and is found clean`() throws {
        let daemon = try FakeClamd(.answering("stream: OK"))
        defer { daemon.close() }
        let content = (0..<200_001).map { UInt8(truncatingIfNeeded: $0 &* 13) }
        #expect(Self.scan(content, at: .unix(daemon.path)) == .clean)
        #expect(Self.scan([], at: .unix(daemon.path)) == .clean)
        #expect(daemon.documents == [content, []])
    }

    @Test func `what is found is told by name`() throws {
        #expect(try verdict(.answering("stream: Eicar-Signature FOUND")) == .infected("Eicar-Signature"))
        #expect(try verdict(.answering("stream: Bad\u{1B}[31m FOUND")) == .infected("Bad?[31m"))
    }

    @Test(arguments: [
        "", "stream: ", "stream: OK ", "OK", "stream: OKAY", "stream: FOUND", "INSTREAM: OK", "PONG", "stream: Broken ERROR"
    ])
    func `an answer that is none is no verdict`(answer: String) throws {
        #expect(try verdict(.answering(answer)) == .unscanned(.unexpected(answer)))
    }

    @Test func `garbage without an end is no verdict`() throws {
        let long = String(repeating: "x", count: 10_000)
        #expect(try verdict(.answering(long)) == .unscanned(.unexpected(String(repeating: "x", count: 80))))
    }

    @Test func `a document that is too large for the scanner is not scanned`() throws {
        let large = [UInt8](repeating: 7, count: 8 << 20)
        let answer = "INSTREAM size limit exceeded. ERROR"
        // The daemon stops reading in the midst of it; whether its answer is still there to read, the system decides.
        let found = try verdict(.early(answer, after: 1 << 20), large)
        #expect(found == .unscanned(.tooLarge) || found == .unscanned(.unexpected("")))
        #expect(try verdict(.early(answer, after: 0), [1]) != .clean)
        #expect(Clamd.verdict(answer, isWhole: false) == .unscanned(.tooLarge))
    }

    @Test func `clean is said of a whole document only, a virus of a part too`() {
        #expect(Clamd.verdict("stream: OK", isWhole: false) == .unscanned(.unexpected("stream: OK")))
        #expect(Clamd.verdict("stream: X FOUND", isWhole: false) == .infected("X"))
    }

    @Test func `a scanner that hangs is given up`() throws {
        let begun = ContinuousClock.now
        #expect(try verdict(.silent, scanning: .milliseconds(150)) == .unscanned(.timedOut))
        #expect(ContinuousClock.now - begun < .seconds(30))
    }

    @Test func `a connection that ends is no verdict`() throws {
        let found = try verdict(.ending, [UInt8](repeating: 1, count: 1 << 20))
        guard case .unscanned = found else {
            Issue.record("\(found)")
            return
        }
    }

    @Test func `a scanner that is not there is told`() throws {
        let gone = FileManager.default.temporaryDirectory.path + "/no-clamd-\(UUID().uuidString.prefix(8))"
        for address in [Clamd.Address.unix(gone), .unix("/" + String(repeating: "a", count: 200)), .tcp(host: "127.0.0.1", port: "1")] {
            guard case .unscanned(.unreachable) = Self.scan([1], at: address) else {
                Issue.record("\(address)")
                continue
            }
        }
    }

    @Test func `addresses are read as they are configured`() {
        #expect(Clamd.Address("/run/clamav/clamd.ctl") == .unix("/run/clamav/clamd.ctl"))
        #expect(Clamd.Address("unix:/run/clamd") == .unix("/run/clamd"))
        #expect(Clamd.Address("scanner:3310") == .tcp(host: "scanner", port: "3310"))
        #expect(Clamd.Address("[::1]:3310") == .tcp(host: "::1", port: "3310"))
        for text in ["", "scanner", "scanner:", "scanner:port", ":3310", "scanner:0", "scanner:70000"] {
            #expect(Clamd.Address(text) == nil, "\(text)")
        }
    }
}
