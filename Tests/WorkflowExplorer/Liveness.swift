extension Explorer {
    /// The worlds from which no world that `isGoal` accepts can be reached, in the order in which they were found.
    ///
    /// - Parameter withoutGivingUp: whether withdrawing a file, cancelling a call or declaring it unsuccessful count as
    ///   ways out.
    package func deadEnds(withoutGivingUp: Bool = false, isGoal: (Model.World) -> Bool) -> [Int] {
        var reaches = worlds.map(isGoal)
        var changed = true
        // Steps lead mostly to worlds found later, so that going backwards settles nearly everything in one pass.
        while changed {
            changed = false
            for index in worlds.indices.reversed() where !reaches[index] {
                let out = edges[edgeStarts[index]..<edgeStarts[index + 1]]
                let escapes = out.contains { edge in
                    (!withoutGivingUp || edge & Self.givesUp == 0) && reaches[Int(edge & ~Self.givesUp)]
                }
                if escapes {
                    reaches[index] = true
                    changed = true
                }
            }
        }
        return worlds.indices.filter { !reaches[$0] }
    }
}
