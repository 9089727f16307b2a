/// The name that was most likely meant: at most a third of its letters wrong, missing or too many, case aside.
func nearestName(to name: String, among candidates: [String]) -> String? {
    let written = Array(name.lowercased().utf8)
    guard written.count <= 64 else { return nil }
    var best: String?
    var leastChanges = max(1, written.count / 3) + 1
    for candidate in candidates {
        let count = changes(from: written, to: Array(candidate.lowercased().utf8))
        if count < leastChanges { (best, leastChanges) = (candidate, count) }
    }
    return best
}

private func changes(from written: [UInt8], to meant: [UInt8]) -> Int {
    var row = Array(0...meant.count)
    for (index, letter) in written.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (other, expected) in meant.enumerated() {
            let replaced = diagonal + (letter == expected ? 0 : 1)
            diagonal = row[other + 1]
            row[other + 1] = min(replaced, diagonal + 1, row[other] + 1)
        }
    }
    return row[meant.count]
}
