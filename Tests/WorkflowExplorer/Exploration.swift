/// What the explorer walks through: a first world, and every world that one step leads to.
package protocol Exploration {
    associatedtype World: Hashable
    var first: World { get }
    /// Calls `visit` with every step out of a world: the step, the world it leads to, and what it violates.
    func forEachStep(from world: World, _ visit: (Step, World, PropertySet) -> Void)
    /// A number that spreads worlds evenly over a table.
    func fingerprint(of world: World) -> UInt64
    /// A path as a person reads it, one line a step.
    func describe(_ path: [(world: World, step: Step)]) -> [String]
}

/// One step of a world, packed: what kind of step, on which of its things, and which command or happening.
package struct Step: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case environment
        case call
        case file
        case review
        case grant
        /// The first half of a transaction: locks, clock, decision.
        case callBegins
        case fileBegins
        /// The second half: the events become visible.
        case callCommits
        case fileCommits
    }

    private let bits: UInt32

    /// - Parameter givesUp: whether the step ends a file or a call without deciding it.
    init(_ kind: Kind, slot: Int = 0, code: UInt16 = 0, givesUp: Bool = false) {
        bits = UInt32(code) | UInt32(slot) << 16 | UInt32(kind.rawValue) << 24 | (givesUp ? 1 << 31 : 0)
    }

    var kind: Kind { Kind(rawValue: UInt8(bits >> 24 & 0x7F)) ?? .environment }
    var slot: Int { Int(bits >> 16 & 0xFF) }
    var code: UInt16 { UInt16(truncatingIfNeeded: bits) }
    var givesUp: Bool { bits >> 31 == 1 }
}
