/// An order of files in which members who have to leave the room for some of them leave as seldom as possible.
///
/// Files that make the same people leave follow each other; then whole groups are put beside those with which they share most. To find
/// the very best order is a travelling salesman's problem: this is the nearest neighbour first, improved by turning stretches round
/// while that saves a departure. It never makes more departures than the order that it was given.
package enum FewestDepartures {
    /// - Parameter absent: who has to leave for each file, in the order that is preferred otherwise.
    /// - Returns: the places of the files in the new order.
    package static func order(_ absent: [Set<String>]) -> [Int] {
        // Nobody leaves for these, so they keep their order, and come first: whoever has to leave later hears them all.
        let free = absent.indices.filter { absent[$0].isEmpty }
        var groups: [Set<String>: [Int]] = [:]
        for place in absent.indices where !absent[place].isEmpty { groups[absent[place], default: []].append(place) }
        var rest = groups.keys.sorted { (groups[$0]?.first ?? 0) < (groups[$1]?.first ?? 0) }
        var path: [Set<String>] = []
        while !rest.isEmpty {
            let last = path.last ?? []
            // The first of the nearest: the order that was given breaks ties.
            let next = rest.indices.min { (last.symmetricDifference(rest[$0]).count, $0) < (last.symmetricDifference(rest[$1]).count, $1) }
            path.append(rest.remove(at: next ?? 0))
        }
        improve(&path)
        let found = free + path.flatMap { groups[$0] ?? [] }
        return departures(found.map { absent[$0] }) < departures(absent) ? found : Array(absent.indices)
    }

    /// How often somebody leaves the room: a member who stays outside from one file to the next leaves once.
    package static func departures(_ absent: [Set<String>]) -> Int {
        zip([[]] + absent, absent).reduce(0) { $0 + $1.1.subtracting($1.0).count }
    }

    private static func improve(_ path: inout [Set<String>]) {
        guard path.count > 2 else { return }
        var isBetter = true
        while isBetter {
            isBetter = false
            for first in path.indices.dropLast() {
                for last in path.indices.dropFirst(first + 1) {
                    var turned = path
                    turned[first...last].reverse()
                    if departures(turned) < departures(path) {
                        path = turned
                        isBetter = true
                    }
                }
            }
        }
    }
}
