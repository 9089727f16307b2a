import Foundation
import Glibc
import Synchronization

/// How long answers took, in seconds.
struct Latencies: Sendable {
    private(set) var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }
    mutating func add(_ others: Latencies) { values += others.values }

    var count: Int { values.count }

    /// The time within which so many of a hundred answers came.
    func percentile(_ share: Double) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return .nan }
        let place = Int((share / 100 * Double(sorted.count)).rounded(.up)) - 1
        return sorted.indices.contains(place) ? sorted[max(place, 0)] : last
    }
}

/// What a load was like.
struct LoadFigures: Sendable {
    var latencies = Latencies()
    var seconds = 0.0
    /// What the clients themselves cost, in seconds of a processor.
    var clientWork = 0.0
    var serverWork = 0.0
    var databaseWork = 0.0

    var rate: Double { Double(latencies.count) / seconds }

    /// Microseconds of a processor for each answer.
    func each(_ work: Double) -> Double { work / Double(latencies.count) * 1_000_000 }
}

enum Clients {
    /// Runs a closure on threads of its own, which wait in the kernel and so cost nothing while they wait.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
        let failure = Mutex<(any Error)?>(nil)
        let failed = Shared(failure)
        await withTaskGroup { group in
            for client in 0..<count {
                group.addTask {
                    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                        let thread = Thread {
                            do { try body(client) } catch { failed.value.withLock { $0 = $0 ?? error } }
                            continuation.resume()
                        }
                        thread.stackSize = 512 << 10
                        thread.start()
                    }
                }
            }
        }
        if let error = failed.value.withLock(\.self) { throw error }
    }

    /// A mutex that several closures hold.
    private final class Shared: Sendable {
        let value: Mutex<(any Error)?>

        init(_ value: consuming Mutex<(any Error)?>) { self.value = value }
    }
}

/// Somebody who asks again and again.
protocol Asking: SendableMetatype {
    mutating func next() -> HTTPQuestion
    /// Takes the answer; throws where it is not what it should be.
    mutating func took(_ reply: HTTPReply) throws
}

/// The same question every time.
struct Repeating: Asking {
    let question: HTTPQuestion

    mutating func next() -> HTTPQuestion { question }

    mutating func took(_ reply: HTTPReply) throws {
        guard reply.status == 200 else { throw BenchFailure("answered \(reply.status): \(String(decoding: reply.body, as: UTF8.self))") }
    }
}

/// The figures of all clients together.
final class Gathered: Sendable {
    private let latencies = Mutex(Latencies())

    func add(_ own: Latencies) { latencies.withLock { $0.add(own) } }
    var all: Latencies { latencies.withLock(\.self) }
}
