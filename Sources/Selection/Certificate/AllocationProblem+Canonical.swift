import CallModel

extension AllocationProblem {
    /// The same problem in the order of its canonical text: two problems that say the same are then equal.
    package var inCanonicalOrder: AllocationProblem {
        let priority = Dictionary(zip(lines.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
        var problem = self
        problem.applications.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        for index in problem.applications.indices {
            let named = problem.applications[index].lines
            // A line that the problem does not have is a fault, which has to be found in it.
            let known = Set(named.compactMap { priority[$0] }).sorted().map { lines[$0].id }
            problem.applications[index].lines = known + named.filter { priority[$0] == nil }
        }
        return problem
    }

    /// The one text of this problem whose SHA-256 stands for it: JSON as RFC 8785 writes it.
    ///
    /// What the allocation does not depend on is put in order first, so that two files that say the same have one text: the
    /// applications by the bytes of their ids, and the lines of each in the order of the problem, each once. Every key is
    /// there, `null` where nothing limits; only `bands` and `minAwards` are left out where a problem or a line has none.
    package var canonicalText: [UInt8] {
        var json = CanonicalJSON()
        write(to: &json)
        return json.bytes
    }

    func write(to json: inout CanonicalJSON) {
        let names = lines.map { CanonicalJSON.quoted($0.id) }
        let priority = Dictionary(zip(lines.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
        json.raw("{\"applications\":")
        let order = applications.indices.sorted {
            applications[$0].id.utf8.lexicographicallyPrecedes(applications[$1].id.utf8)
        }
        json.list(order, lines: false) { json, index in
            let file = applications[index]
            json.raw("{\"applicant\":")
            json.string(file.applicant)
            json.raw(",\"id\":")
            json.string(file.id)
            json.raw(",\"lines\":")
            json.list(Set(file.lines.compactMap { priority[$0] }).sorted()) { $0.raw(names[$1]) }
            json.raw(",\"minimumUsefulCents\":")
            json.cents(file.minimumUsefulCents.value)
            json.raw(",\"requestedCents\":")
            json.cents(file.requestedCents.value)
            json.raw(",\"reserved\":")
            json.flag(file.reserved)
            json.raw(",\"score\":")
            json.cents(file.score)
            json.raw(",\"submittedRank\":")
            json.number(file.submittedRank)
            json.raw("}")
        }
        if let bands {
            json.raw(",\"bands\":{\"fullScore\":")
            json.cents(bands.fullScore)
            json.raw(",\"minimumCents\":")
            json.optional(bands.minimumCents?.value)
            json.raw(",\"nothingUpTo\":")
            json.number(bands.nothingUpTo)
            json.raw(",\"wholeFrom\":")
            json.number(bands.wholeFrom)
            json.raw("}")
        }
        json.raw(",\"lines\":")
        json.list(zip(lines, names)) { json, line in Self.write(line.0, line.1, to: &json) }
        json.raw(",\"maxAwardsPerApplicant\":")
        json.optional(maxAwardsPerApplicant)
        json.raw(",\"threshold\":")
        json.optional(threshold)
        json.raw("}")
    }

    private static func write(_ line: Line, _ name: [UInt8], to json: inout CanonicalJSON) {
        json.raw("{\"id\":")
        json.raw(name)
        json.raw(",\"maxAwardCents\":")
        json.optional(line.maxAwardCents?.value)
        json.raw(",\"maxAwards\":")
        json.optional(line.maxAwards)
        if let minAwards = line.minAwards {
            json.raw(",\"minAwards\":")
            json.number(minAwards)
        }
        json.raw(",\"reserve\":")
        if let reserve = line.reserve {
            json.raw("{\"cents\":")
            json.cents(reserve.cents.value)
            json.raw(",\"mode\":")
            json.string(reserve.mode.rawValue)
            json.raw("}")
        } else {
            json.raw("null")
        }
        json.raw(",\"totalCents\":")
        json.cents(line.totalCents.value)
        json.raw("}")
    }
}
