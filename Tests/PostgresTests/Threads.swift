import Dispatch
import Synchronization

/// Gives one value from one place to another. Threads block for it, tasks do not.
final class Handover<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiting: [@Sendable (Value) -> Void] = []
    }

    private let state = Mutex(State())

    func give(_ value: Value) {
        let waiting = state.withLock { state in
            state.value = value
            defer { state.waiting = [] }
            return state.waiting
        }
        for resume in waiting { resume(value) }
    }

    /// For a thread that may block.
    func take() -> Value {
        let given = DispatchSemaphore(value: 0)
        whenGiven { _ in given.signal() }
        while true {
            given.wait()
            if let value = state.withLock({ $0.value }) { return value }
        }
    }

    /// For a task.
    func take() async -> Value {
        await withUnsafeContinuation { continuation in whenGiven { continuation.resume(returning: $0) } }
    }

    private func whenGiven(_ resume: @escaping @Sendable (Value) -> Void) {
        let value = state.withLock { state in
            if state.value == nil { state.waiting.append(resume) }
            return state.value
        }
        if let value { resume(value) }
    }
}

/// A place where threads and tasks wait until a number of them have arrived; open from then on.
final class Rendezvous: Sendable {
    private let missing: Atomic<Int>
    private let complete = Handover<Bool>()

    init(count: Int) {
        missing = Atomic(count)
    }

    /// For a thread that may block.
    func arriveAndWait() {
        arrive()
        _ = complete.take()
    }

    /// For a task.
    func arriveAndWait() async {
        arrive()
        _ = await complete.take()
    }

    private func arrive() {
        if missing.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 { complete.give(true) }
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
