extension CallDefinition {
    func scoringContradictions() -> [Contradiction] {
        var found: [Contradiction] = []
        let all = criteriaWithPaths
        if !all.isEmpty, all.allSatisfy({ $0.criterion.weight == 0 }) {
            found.append(Contradiction(.weightsAllZero, at: Top.sections, from: all.map { $0.path["weight"] }))
        }
        for (index, section) in scoring.sections.enumerated() where section.minimumOn100 != nil {
            // A minimum on a section that weighs nothing would divide by zero.
            let path = Top.sections[index]
            if !section.criteria.isEmpty, section.criteria.allSatisfy({ $0.weight == 0 }) {
                let weights = section.criteria.indices.map { path["criteria"][$0]["weight"] }
                found.append(Contradiction(.weightsAllZero, at: path["minimumOn100"], from: weights))
            }
        }
        for (criterion, path) in all {
            let scale = criterion.scale
            found += contradictions(of: criterion.options ?? [], at: path["options"])
            if criterion.options?.count == 1 {
                found.append(Contradiction(.singleOption, at: path["options"], from: [path["options"]]))
            } else if criterion.options != nil {
                if let minimum = criterion.minimum, minimum < scale.min || minimum > scale.max {
                    found.append(
                        Contradiction(
                            .minimumOutsideScale(minimum: minimum, scale: scale), at: path["minimum"],
                            from: [path["minimum"], path["options"]]))
                }
            } else if scale.min >= scale.max {
                found.append(
                    Contradiction(
                        .boundsReversed(lowest: String(scale.min), highest: String(scale.max)), at: path["scale"],
                        from: [path["scale"]]))
            } else if let minimum = criterion.minimum, minimum < scale.min || minimum > scale.max {
                found.append(
                    Contradiction(
                        .minimumOutsideScale(minimum: minimum, scale: scale), at: path["minimum"],
                        from: [path["minimum"], path["scale"]]))
            }
        }
        return found + councilContradictions()
    }

    /// Which of two options with the same points was chosen could not be told from a review.
    private func contradictions(of options: [ScoreOption], at path: SourcePath) -> [Contradiction] {
        var first: [Int: SourcePath] = [:]
        return options.enumerated().compactMap { place, option in
            let here = path[place]["points"]
            guard let earlier = first.updateValue(here, forKey: option.points) else { return nil }
            return Contradiction(.samePoints(option.points), at: here, from: [earlier, here], related: earlier)
        }
    }

    private func councilContradictions() -> [Contradiction] {
        let members = Top.council["members"]
        let perFile = Top.reviews["perFile"]
        let aggregate = SourcePath.root["scoring"]["aggregate"]
        var found: [Contradiction] = []
        if council.quorum > council.members {
            found.append(
                Contradiction(
                    .quorumExceedsMembers(quorum: council.quorum, members: council.members), at: Top.council["quorum"],
                    from: [members, Top.council["quorum"]]))
        }
        if reviews.perFile > council.members {
            found.append(
                Contradiction(
                    .reviewsExceedMembers(reviews: reviews.perFile, members: council.members), at: perFile,
                    from: [members, perFile]))
        }
        if scoring.aggregate == .trimmedMean, reviews.perFile < 3 {
            found.append(
                Contradiction(
                    .trimmedMeanNeedsThree(reviews: reviews.perFile), at: aggregate, from: [aggregate, perFile]))
        }
        return found
    }
}
