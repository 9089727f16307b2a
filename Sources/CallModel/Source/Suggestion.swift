/// The word of `candidates` that a person most likely meant, if one is near enough.
///
/// Distance counts insertions, deletions, replacements and exchanged neighbours, in lower case; a third of the length
/// may differ. A number is never taken for a misspelled word: its neighbours are other numbers.
package func nearest<Words: Sequence>(to word: String, among candidates: Words) -> String? where Words.Element == String {
    guard !word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    let limit = max(1, word.unicodeScalars.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in candidates {
        let distance = editDistance(
            Array(word.lowercased().unicodeScalars), Array(candidate.lowercased().unicodeScalars))
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    // A typing error is short; comparing long texts would only cost time.
    guard left.count <= 64, right.count <= 64 else { return .max }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var distance = min(previous[column + 1], current[column]) + 1
            distance = min(distance, previous[column] + (character == other ? 0 : 1))
            if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                distance = min(distance, beforePrevious[column - 1] + 1)
            }
            current.append(distance)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
}
