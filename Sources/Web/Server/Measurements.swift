package import Metrics
import Synchronization

/// Everything that is counted and timed, as Prometheus reads it (text format 0.0.4).
package final class Measurements: MetricsFactory {
    /// The one of this process: the metrics system takes only one.
    package static let shared = Measurements()

    fileprivate struct Name: Hashable {
        let label: String
        let dimensions: String
    }

    private struct Timing {
        var count: Int64 = 0
        var nanoseconds: Int64 = 0
        var buckets = Array(repeating: Int64(0), count: Measurements.bounds.count)
    }

    private struct Values {
        var counts: [Name: Int64] = [:]
        var gauges: [Name: Double] = [:]
        var timings: [Name: Timing] = [:]
    }

    /// The upper ends of the buckets of a timing, in milliseconds.
    private static let bounds: [Int64] = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]

    private let values = Mutex(Values())

    private init() {}

    /// What Prometheus reads.
    package var text: String {
        let values = values.withLock { $0 }
        var lines: [String] = []
        for (label, group) in Dictionary(grouping: values.counts, by: \.key.label).sorted(by: { $0.key < $1.key }) {
            lines.append("# TYPE \(label) counter")
            lines += group.map { "\(label)\($0.key.braced()) \($0.value)" }.sorted()
        }
        for (label, group) in Dictionary(grouping: values.gauges, by: \.key.label).sorted(by: { $0.key < $1.key }) {
            lines.append("# TYPE \(label) gauge")
            lines += group.map { "\(label)\($0.key.braced()) \($0.value)" }.sorted()
        }
        for (label, group) in Dictionary(grouping: values.timings, by: \.key.label).sorted(by: { $0.key < $1.key }) {
            lines.append("# TYPE \(label) histogram")
            for (name, timing) in group.sorted(by: { $0.key.dimensions < $1.key.dimensions }) {
                for (bound, count) in zip(Self.bounds, timing.buckets) {
                    lines.append("\(label)_bucket\(name.braced("le=\"\(Double(bound) / 1000)\"")) \(count)")
                }
                lines.append("\(label)_bucket\(name.braced("le=\"+Inf\"")) \(timing.count)")
                lines.append("\(label)_sum\(name.braced()) \(Double(timing.nanoseconds) / 1e9)")
                lines.append("\(label)_count\(name.braced()) \(timing.count)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    fileprivate func count(_ name: Counted, by amount: Int64) {
        values.withLock { $0.counts[Name(name), default: 0] += amount }
    }

    fileprivate func reset(_ name: Counted) { values.withLock { $0.counts[Name(name)] = 0 } }

    fileprivate func set(_ name: Counted, to value: Double) { values.withLock { $0.gauges[Name(name)] = value } }

    fileprivate func time(_ name: Counted, _ nanoseconds: Int64) {
        values.withLock { values in
            var timing = values.timings[Name(name)] ?? Timing()
            timing.count += 1
            timing.nanoseconds += nanoseconds
            for (place, bound) in Self.bounds.enumerated() where nanoseconds <= bound * 1_000_000 { timing.buckets[place] += 1 }
            values.timings[Name(name)] = timing
        }
    }

    // MARK: What the metrics system asks for

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Counted(label: label, dimensions: dimensions)
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        Counted(label: label, dimensions: dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Counted(label: label, dimensions: dimensions)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}

/// One thing that is counted or timed.
private final class Counted: CounterHandler, RecorderHandler, TimerHandler {
    let label: String
    let dimensions: [(String, String)]

    init(label: String, dimensions: [(String, String)]) { (self.label, self.dimensions) = (label, dimensions) }

    func increment(by amount: Int64) { Measurements.shared.count(self, by: amount) }
    func reset() { Measurements.shared.reset(self) }
    func record(_ value: Int64) { Measurements.shared.set(self, to: Double(value)) }
    func record(_ value: Double) { Measurements.shared.set(self, to: value) }
    func recordNanoseconds(_ duration: Int64) { Measurements.shared.time(self, duration) }
}

extension Measurements.Name {
    fileprivate init(_ counted: Counted) {
        label = counted.label
        dimensions = counted.dimensions.sorted { $0.0 < $1.0 }.map { name, value in
            "\(name)=\"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
        }.joined(separator: ",")
    }

    fileprivate func braced(_ more: String = "") -> String {
        let all = [dimensions, more].filter { !$0.isEmpty }.joined(separator: ",")
        return all.isEmpty ? "" : "{\(all)}"
    }
}
