/// The reviewers as a file names them, before or after it says who they are: numbered as they come, and renumbered in the end.
struct ReviewerNames {
    private var numbers: [String: Int] = [:]
    private var names: [(id: String, bytes: [UInt8])] = []
    /// The place of each in the list of reviewers.
    private var places: [Int?] = []
    private var expected = 0

    var count: Int { names.count }

    /// The number of a name that most likely follows the one before, as it did in the application before.
    mutating func next(_ text: JSONScanner.Text, _ scanner: JSONScanner) -> Int? {
        if expected >= names.count { expected = 0 }
        guard expected < names.count, scanner.isText(text, names[expected].bytes) else { return nil }
        expected += 1
        return expected - 1
    }

    mutating func number(_ id: String) -> Int {
        if let number = numbers[id] {
            expected = number + 1
            return number
        }
        numbers[id] = names.count
        names.append((id, Array(id.utf8)))
        places.append(nil)
        expected = names.count
        return names.count - 1
    }

    mutating func define(_ id: String, _ place: Int) {
        let number = number(id)
        // Where two have one id the problem is faulty anyway.
        if places[number] == nil { places[number] = place }
    }

    /// What the file calls somebody who is no reviewer; nil for a reviewer.
    func unknown(_ number: Int) -> String? { places[number] == nil ? names[number].id : nil }

    func renumber(_ problem: inout AssignmentProblem) {
        if places.indices.allSatisfy({ places[$0] == $0 }) { return }
        for index in problem.applications.indices {
            let application = problem.applications[index]
            problem.applications[index].affinities = application.affinities.compactMap { affinity in
                places[affinity.reviewer].map { AssignmentProblem.Affinity(reviewer: $0, points: affinity.points) }
            }
            problem.applications[index].assigned = application.assigned.map { places[$0] ?? -1 }
        }
    }
}

extension AssignmentProblem {
    /// Reads a problem file.
    ///
    /// - Throws: `AssignmentFaults`, with everything that is wrong.
    package static func read(_ bytes: [UInt8]) throws -> AssignmentProblem { try AssignmentReader.read(bytes) }
}
