import Selection
import TestSupport
import Testing

@Suite struct FewestDeparturesTests {
    @Test func `a member who stays outside leaves once`() {
        #expect(FewestDepartures.departures([["A"], ["A", "B"], [], ["A"]]) == 3)
        #expect(FewestDepartures.order([["A"], [], ["B"], ["A"]]) == [1, 0, 3, 2])
    }

    /// The fewest departures of any order.
    private func fewest(_ absent: [Set<String>], after last: Set<String> = []) -> Int {
        absent.indices.map { next in
            var rest = absent
            let set = rest.remove(at: next)
            return set.subtracting(last).count + fewest(rest, after: set)
        }.min() ?? 0
    }

    @Test func `it never makes people leave more often, and seldom more often than they have to`() {
        var random = SplitMix64(seed: 11)
        var (best, tried) = (0, 0)
        for _ in 0..<300 {
            let absent = (0..<6).map { _ in Set(["A", "B", "C", "D"].filter { _ in Int(random.next() % 3) == 0 }) }
            let order = FewestDepartures.order(absent)
            #expect(order.sorted() == Array(absent.indices))
            let found = FewestDepartures.departures(order.map { absent[$0] })
            let least = fewest(absent)
            #expect(found <= FewestDepartures.departures(absent) && found >= least && found <= least + 1)
            tried += 1
            if found == least { best += 1 }
        }
        #expect(best * 10 >= tried * 9)
    }
}
