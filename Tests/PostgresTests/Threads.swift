import Glibc
import Synchronization

/// Gives one value from one place to another. Threads block for it, tasks do not.
final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func give(_ value: Value) {
        self.value.withLock { $0 = value }
    }

    /// For a thread that may block.
    func take() -> Value {
        while true {
            if let value = value.withLock({ $0 }) { return value }
            sched_yield()
        }
    }

    /// For a task.
    func take() async -> Value {
        while true {
            if let value = value.withLock({ $0 }) { return value }
            await Task.yield()
        }
    }
}

/// A place where threads and tasks wait until a number of them have arrived; open from then on.
final class Rendezvous: Sendable {
    private let missing: Atomic<Int>

    init(count: Int) {
        missing = Atomic(count)
    }

    /// For a thread that may block.
    func arriveAndWait() {
        missing.subtract(1, ordering: .sequentiallyConsistent)
        while missing.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
    }

    /// For a task.
    func arriveAndWait() async {
        missing.subtract(1, ordering: .sequentiallyConsistent)
        while missing.load(ordering: .sequentiallyConsistent) > 0 { await Task.yield() }
    }
}

/// A number that threads count up.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .sequentiallyConsistent) }

    func increment() {
        number.add(1, ordering: .sequentiallyConsistent)
    }
}

/// What threads did, in the order in which they did it.
final class Journal<Entry: Sendable>: Sendable {
    private let list = Mutex<[Entry]>([])

    var entries: [Entry] { list.withLock { $0 } }

    func append(_ entry: Entry) {
        list.withLock { $0.append(entry) }
    }
}
