import Foundation

/// Lets a few pieces of heavy work run at once, each on a thread of its own; some more wait for their turn, and the rest is refused:
/// a flood of sign-ins takes neither the memory nor the threads of everything else.
package actor WorkGate {
    /// The gate of this process for passwords.
    static let passwords = WorkGate(atOnce: 2, waiting: 32)
    /// The one for looking into documents, which is mostly waiting for the scanner.
    package static let scanning = WorkGate(atOnce: 8, waiting: 64)

    private let most: Int
    private let mostWaiting: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(atOnce most: Int, waiting mostWaiting: Int) { (self.most, self.mostWaiting) = (most, mostWaiting) }

    /// Runs some work when there is room. Throws `AccessRefusal.busy` when too many wait already.
    package func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(AccessRefusal) -> Value {
        if running < most {
            running += 1
        } else {
            guard waiting.count < mostWaiting else { throw .busy(retryAfter: 5) }
            // Whoever leaves hands over the place.
            await withCheckedContinuation { waiting.append($0) }
        }
        let value = await withCheckedContinuation { (continuation: CheckedContinuation<Value, Never>) in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().resume()
        }
        return value
    }

    /// How much is under way and how much waits.
    var load: (running: Int, waiting: Int) { (running, waiting.count) }
}
