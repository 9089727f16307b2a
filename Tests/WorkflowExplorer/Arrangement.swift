import Workflow

/// Files and members are interchangeable: a world and the same world with two of them in each other's places are one.
extension CallExploration {
    /// The one form of all worlds that differ only in what cannot matter any more or in who sits where.
    func arranged(_ world: CallWorld) -> CallWorld {
        var settled = settled(world)
        if setting.files == 2 {
            if settled.world.fileA > settled.world.fileB {
                settled.swapFiles()
            } else if settled.world.fileA == settled.world.fileB {
                var other = settled
                other.swapFiles()
                return min(settled.seated(), other.seated())
            }
        }
        return settled.seated()
    }

    /// A world without what no decision can ask for any more.
    ///
    /// Once a file has left its panel, the conflicts with it are forgotten and of its reviews one is kept, in no
    /// particular seat. Members are in the room only while a file may be advised. Points in time that no deadline
    /// tells apart any more become one.
    private func settled(_ world: CallWorld) -> SettledWorld {
        var world = world
        let call = callTraits[world.call]
        if setting.transactions == .atomic, call.isCompetitive, !call.takesFiles { settleTime(&world, call) }
        if !call.isCompetitive {
            world.fileA = ages[world.fileA, world.time]
            world.fileB = ages[world.fileB, world.time]
        }
        let traits = (fileTraits[world.fileA], fileTraits[world.fileB])
        var kept: (UInt16, UInt16) = (0, 0)
        if call.isBrokenOff || !traits.0.isWithPanel { kept.0 = clear(0, traits.0, call, in: &world) }
        if call.isBrokenOff || !traits.1.isWithPanel { kept.1 = clear(1, traits.1, call, in: &world) }
        if !(call.mayAdvise && (traits.0.awaitsAdvice || traits.1.awaitsAdvice)) {
            world.members.0.setPresent(false)
            world.members.1.setPresent(false)
            world.members.2.setPresent(false)
        }
        if !traits.0.isFiled { world.listed &= ~1 }
        if !traits.1.isFiled { world.listed &= ~2 }
        return SettledWorld(world: world, keptA: kept.0, keptB: kept.1)
    }

    private func settleTime(_ world: inout CallWorld, _ call: CallTraits) {
        let isPastAdmissibility = call.state != .closed && call.state != .admissibility
        if world.time < Timeline.extendedClosing { world.time = Timeline.extendedClosing }
        let isSettled = world.time == Timeline.reviewClosing || call.state == .review && call.reviewsExtended
        if isPastAdmissibility, isSettled { world.time = max(world.time, Timeline.later) }
        world.fileA = ages[world.fileA, world.time]
        world.fileB = ages[world.fileB, world.time]
    }

    private func clear(_ file: Int, _ traits: FileTraits, _ call: CallTraits, in world: inout CallWorld) -> UInt16 {
        var kept: UInt16 = 0
        for member in 0..<setting.members {
            let review = world[member].review(of: file)
            if !call.hasEnded, reviewTraits[review].rank > reviewTraits[kept].rank { kept = review }
            world[member].setReview(of: file, 0)
            if call.isBrokenOff || !traits.awaitsAdvice { world[member].setConflict(with: file, false) }
        }
        return kept
    }
}

private struct SettledWorld {
    var world: CallWorld
    var keptA: UInt16
    var keptB: UInt16

    mutating func swapFiles() {
        world.swapFiles()
        swap(&keptA, &keptB)
    }

    func seated() -> CallWorld {
        var world = world
        world.sortMembers()
        if keptA != 0 { world.members.0.setReview(of: 0, keptA) }
        if keptB != 0 { world.members.0.setReview(of: 1, keptB) }
        return world
    }
}

private func min(_ left: CallWorld, _ right: CallWorld) -> CallWorld {
    let (first, second) = (left.words, right.words)
    let isLess =
        (first.0, first.1, first.2, first.3) < (second.0, second.1, second.2, second.3)
    return isLess ? left : right
}
