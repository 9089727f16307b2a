/// A breadth-first walk through every reachable world, with links back so that a path found is a shortest one.
package struct Explorer<Model: Exploration> {
    package struct Violation {
        package let properties: PropertySet
        /// One line a step, from the first world to the step that violates.
        package let path: [String]
    }

    package let model: Model
    package private(set) var worlds: [Model.World] = []
    private var table: [UInt32]
    private var parents: [UInt32] = []
    private var steps: [Step] = []
    /// The steps out of each world, one world after another; kept only for the questions of liveness.
    private(set) var edges: [UInt32] = []
    private(set) var edgeStarts: [Int] = []
    package private(set) var transitions = 0
    /// The first violation of each set of properties.
    package private(set) var violations: [Violation] = []
    private var reported: Set<PropertySet> = []

    static var free: UInt32 { .max }
    /// Marks, in `edges`, a step that gives a file or a call up.
    static var givesUp: UInt32 { 1 << 31 }

    package init(_ model: Model) {
        self.model = model
        table = Array(repeating: Self.free, count: 1 << 12)
    }

    /// Walks until nothing new is found, or, with `stopAtFirst`, until a property is violated.
    ///
    /// A step that violates a property is reported and not followed.
    package mutating func run(keepingEdges: Bool = false, stopAtFirst: Bool = false, limit: Int = 20_000_000) {
        _ = insert(model.first, from: Self.free, by: Step(.environment))
        var next = 0
        while next < worlds.count, worlds.count < limit {
            if keepingEdges { edgeStarts.append(edges.count) }
            expand(next, keepingEdges: keepingEdges)
            if stopAtFirst, !violations.isEmpty { return }
            next += 1
        }
        if keepingEdges { edgeStarts.append(edges.count) }
    }

    private mutating func expand(_ index: Int, keepingEdges: Bool) {
        let world = worlds[index]
        model.forEachStep(from: world) { step, after, violated in
            transitions += 1
            guard violated.isEmpty else {
                report(violated, at: index, step)
                return
            }
            let target = insert(after, from: UInt32(index), by: step)
            if keepingEdges, target != UInt32(index) {
                edges.append(target | (step.givesUp ? Self.givesUp : 0))
            }
        }
    }

    private mutating func insert(_ world: Model.World, from parent: UInt32, by step: Step) -> UInt32 {
        if worlds.count * 2 >= table.count { grow() }
        var slot = Int(truncatingIfNeeded: model.fingerprint(of: world)) & (table.count - 1)
        while table[slot] != Self.free {
            if worlds[Int(table[slot])] == world { return table[slot] }
            slot = (slot + 1) & (table.count - 1)
        }
        let index = UInt32(worlds.count)
        table[slot] = index
        worlds.append(world)
        parents.append(parent)
        steps.append(step)
        return index
    }

    private mutating func grow() {
        table = Array(repeating: Self.free, count: table.count * 4)
        for (index, world) in worlds.enumerated() {
            var slot = Int(truncatingIfNeeded: model.fingerprint(of: world)) & (table.count - 1)
            while table[slot] != Self.free { slot = (slot + 1) & (table.count - 1) }
            table[slot] = UInt32(index)
        }
    }

    private mutating func report(_ violated: PropertySet, at index: Int, _ step: Step) {
        guard reported.insert(violated).inserted else { return }
        violations.append(Violation(properties: violated, path: path(to: index, then: step)))
    }

    /// The shortest path to a world, as a person reads it.
    package func path(to index: Int, then last: Step? = nil) -> [String] {
        var path: [(world: Model.World, step: Step)] = []
        if let last { path.append((worlds[index], last)) }
        var at = index
        while parents[at] != Self.free {
            path.append((worlds[Int(parents[at])], steps[at]))
            at = Int(parents[at])
        }
        return model.describe(path.reversed())
    }
}
