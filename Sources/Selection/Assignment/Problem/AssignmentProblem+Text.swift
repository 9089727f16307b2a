extension AssignmentProblem {
    /// The problem as its file holds it: whoever has it gets the same assignment.
    package var text: [UInt8] {
        var json = CanonicalJSON()
        let names = reviewers.map { CanonicalJSON.quoted($0.id) }
        json.raw("{\"applications\":")
        json.list(applications, lines: true) { json, file in
            json.raw("{\"affinity\":{")
            for (place, affinity) in file.affinities.enumerated() {
                if place > 0 { json.raw(",") }
                json.raw(names[affinity.reviewer])
                json.raw(":")
                json.number(affinity.points)
            }
            json.raw("},\"assigned\":")
            json.list(file.assigned) { $0.raw(names[$1]) }
            json.raw(",\"id\":")
            json.string(file.id)
            json.raw("}")
        }
        json.raw(",\n\"call\":")
        json.string(call)
        json.raw(",\n\"objective\":")
        json.string(objective.rawValue)
        json.raw(",\n\"reviewers\":")
        json.list(reviewers, lines: true) { json, reviewer in
            json.raw("{\"id\":")
            json.string(reviewer.id)
            json.raw(",\"maxLoad\":")
            json.optional(reviewer.maxLoad)
            json.raw(",\"minLoad\":")
            json.number(reviewer.minLoad)
            json.raw("}")
        }
        json.raw(",\n\"reviewsPerApplication\":")
        json.number(reviewsPerApplication)
        json.raw("}\n")
        return json.bytes
    }
}
