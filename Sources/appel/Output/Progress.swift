/// A line on standard error that says what takes so long: only where a person looks, and only after a second.
enum Progress {
    static func showing<Value: Sendable>(
        _ what: String, on terminal: Terminal = .error, _ body: () async throws -> Value
    ) async rethrows -> Value {
        guard terminal.isInteractive else { return try await body() }
        let ticking = Task { await tick(what, on: terminal) }
        do {
            let value = try await body()
            await end(ticking)
            return value
        } catch {
            await end(ticking)
            throw error
        }
    }

    private static func end(_ ticking: Task<Void, Never>) async {
        ticking.cancel()
        await ticking.value
    }

    /// Counts the seconds until it is cancelled, then wipes its line.
    private static func tick(_ what: String, on terminal: Terminal) async {
        var seconds = 0
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            seconds += 1
            try? terminal.write("\r\(what) … \(seconds) s\u{1B}[K")
        }
        if seconds > 0 { try? terminal.write("\r\u{1B}[K") }
    }
}
