import Synchronization

/// How far a common work has come, and those who wait for it to come further.
final class Progress: Sendable {
    private struct State {
        var count = 0
        var isOver = false
        var waiting: [(count: Int, continuation: UnsafeContinuation<Void, Never>)] = []

        /// Takes out those whose wait has ended.
        mutating func due() -> [UnsafeContinuation<Void, Never>] {
            let reached = isOver ? .max : count
            defer { waiting.removeAll { $0.count <= reached } }
            return waiting.filter { $0.count <= reached }.map(\.continuation)
        }
    }

    private let state = Mutex(State())

    var isOver: Bool { state.withLock { $0.isOver } }

    func advance() { change { $0.count += 1 } }
    func end() { change { $0.isOver = true } }

    /// Waits until so many steps are done, or until it is over.
    func until(_ count: Int) async {
        await withUnsafeContinuation { continuation in
            change { $0.waiting.append((count, continuation)) }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let due = state.withLock { state in
            body(&state)
            return state.due()
        }
        for continuation in due { continuation.resume() }
    }
}
