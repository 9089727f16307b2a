import Foundation
import Service
import Synchronization

/// A thousand connections that send a byte now and then, beside members who work.
struct SlowConnections {
    private static let slow = 1_000
    private static let clients = 8
    private static let seconds = 10.0
    /// How much longer others may wait than without them.
    private static let target = 2.0
    /// Seconds after which all of them are to be gone: the service's patience, and a quarter of it between two looks.
    private static let limit = 40.0

    let stages: ServedStages
    let programs: String

    func run() async throws -> Subject {
        var subject = Subject(
            "Slow connections",
            method: """
                \(Figures.whole(Double(Self.slow))) connections that send a byte a second – half of them in the head of a request, half \
                in the body of a form – while \(Self.clients) connections ask for the reviewer's list as fast as they are answered, with \
                the patience of \(30) s that the service has by itself. Target: all of them gone within \(Figures.whole(Self.limit)) s, \
                and the others' p99 under twice that without them.
                """,
            columns: ["", "a second", "p50", "p99", "memory"])
        try await stages.withReview { world in
            let server = try ServerUnderLoad(["\(programs)/appel", "serve", "--listen", "127.0.0.1:0"], world)
            _ = try await load(server, seconds: 3)
            let usual = try await load(server, seconds: Self.seconds)
            subject.add(
                "without them", Figures.whole(usual.rate), Figures.milliseconds(usual.latencies.percentile(50)),
                Figures.milliseconds(usual.latencies.percentile(99)), "\(Figures.decimals(try server.memory("VmRSS"), 1)) MiB")
            let port = server.port
            let gone = Task { try await Self.dribble(at: port) }
            let beside = try await load(server, seconds: 25)
            subject.add(
                "with them", Figures.whole(beside.rate), Figures.milliseconds(beside.latencies.percentile(50)),
                Figures.milliseconds(beside.latencies.percentile(99)), "\(Figures.decimals(try server.memory("VmRSS"), 1)) MiB")
            let seconds = try await gone.value
            subject.note("The last of them was let go after \(Figures.decimals(seconds, 1)) s.")
            if seconds > Self.limit { subject.fellShort("That is later than \(Figures.whole(Self.limit)) s.") }
            let ratio = beside.latencies.percentile(99) / usual.latencies.percentile(99)
            if ratio > Self.target { subject.fellShort("With them the others' p99 is \(Figures.ratio(ratio)) times that without.") }
            server.stop()
        }
        return subject
    }

    private func load(_ server: ServerUnderLoad, seconds: Double) async throws -> LoadFigures {
        try await server.load(Self.clients, seconds: seconds) { client in
            Repeating(
                question: HTTPQuestion(
                    "/fr/council/\(BenchCall.code)", ["Cookie: __Host-sid=\(ServedStages.token(client + 1))"]))
        }
    }

    /// Opens the connections and keeps them alive as long as it can.
    ///
    /// - Returns: the seconds until the last was closed.
    private static func dribble(at port: Int) async throws -> Double {
        let last = Mutex(0.0)
        let held = Held(last)
        try await Clients.run(1) { _ in
            let start = ContinuousClock.now
            var open = try (0..<slow).map { place in
                let line = try HTTPLine(port: port)
                line.say(
                    place.isMultiple(of: 2)
                        ? "GET /fr/ HTTP/1.1\r\nHost: x\r\nX-Slow: "
                        : "POST /fr/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nemail=")
                return line
            }
            while !open.isEmpty, (ContinuousClock.now - start).seconds < 2 * limit {
                Thread.sleep(forTimeInterval: 1)
                open = open.filter { $0.say("a") && !$0.isClosed }
            }
            held.last.withLock { $0 = (ContinuousClock.now - start).seconds }
        }
        return held.last.withLock(\.self)
    }

    private final class Held: Sendable {
        let last: Mutex<Double>

        init(_ last: consuming Mutex<Double>) { self.last = last }
    }
}
