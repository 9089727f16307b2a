extension CallDefinition {
    func repeatedIdentifiers() -> [Contradiction] {
        var groups: [[(id: String, path: SourcePath)]] = [
            categories.indices.map { (categories[$0].id, Top.categories[$0]["id"]) },
            budgetLines.indices.map { (budgetLines[$0].id, Top.budgetLines[$0]["id"]) },
            (approvals ?? []).enumerated().map { ($1.id, Top.approvals[$0]["id"]) },
            scoring.sections.indices.map { (scoring.sections[$0].id, Top.sections[$0]["id"]) },
            criteriaWithPaths.map { ($0.criterion.id, $0.path["id"]) },
            admissibility.indices.map { (admissibility[$0].id, Top.admissibility[$0]["id"]) },
            sectionsWithPaths.map { ($0.section.id, $0.path["id"]) },
            fieldsWithPaths.map { ($0.field.id, $0.path["id"]) },
            attachments.indices.map { (attachments[$0].id, Top.attachments[$0]["id"]) }
        ]
        for (field, path) in fieldsWithPaths {
            groups.append(field.type.options.enumerated().map { ($1.id, path["options"][$0]["id"]) })
        }
        for (criterion, path) in criteriaWithPaths {
            groups.append((criterion.options ?? []).enumerated().map { ($1.id, path["options"][$0]["id"]) })
        }
        return groups.flatMap { group in
            var first: [String: SourcePath] = [:]
            return group.compactMap { id, path -> Contradiction? in
                guard let earlier = first[id] else {
                    first[id] = path
                    return nil
                }
                return Contradiction(.duplicateIdentifier(id), at: path, related: earlier)
            }
        }
    }

    func danglingReferences() -> [Contradiction] {
        var found: [Contradiction] = []
        let categoryIDs = categories.map(\.id)
        let lineIDs = budgetLines.map(\.id)
        for (index, category) in categories.enumerated() {
            found += check(
                category.budgetLines, at: Top.categories[index]["budgetLines"], name: .budgetLine, among: lineIDs,
                of: Top.budgetLines)
        }
        for (index, rule) in admissibility.enumerated() {
            found += check(
                rule.categories ?? [], at: Top.admissibility[index]["categories"], name: .category, among: categoryIDs,
                of: Top.categories)
        }
        for (field, path) in fieldsWithPaths {
            found += check(
                field.categories ?? [], at: path["categories"], name: .category, among: categoryIDs,
                of: Top.categories)
        }
        for (index, attachment) in attachments.enumerated() {
            guard case .categories(let ids) = attachment.required else { continue }
            found += check(
                ids, at: Top.attachments[index]["requiredFor"], name: .category, among: categoryIDs, of: Top.categories)
        }
        return found + danglingTies()
    }

    private func danglingTies() -> [Contradiction] {
        let criteria = scoring.criteria.map(\.id)
        return scoring.ties.enumerated().compactMap { index, key in
            let path = Top.ties[index]
            if scoring.ties[..<index].contains(key) {
                return Contradiction(.repeatedValue(key.text), at: path, from: Top.ties.upTo(index))
            }
            guard case .criterion(let id) = key, !criteria.contains(id) else { return nil }
            return Contradiction(
                .dangling(.criterion, id, suggestion: nearest(to: id, among: criteria)), at: path,
                from: criteriaWithPaths.map { $0.path["id"] })
        }
    }

    private func check(
        _ ids: [String], at path: SourcePath, name: DefinitionFault.Reference, among known: [String],
        of target: SourcePath
    ) -> [Contradiction] {
        ids.enumerated().compactMap { index, id in
            if ids[..<index].contains(id) { return Contradiction(.repeatedValue(id), at: path[index]) }
            // Without any id to compare with, the missing list is the fault, and it has been reported.
            guard !known.isEmpty, !known.contains(id) else { return nil }
            return Contradiction(
                .dangling(name, id, suggestion: nearest(to: id, among: known)), at: path[index],
                from: known.indices.map { target[$0]["id"] })
        }
    }

    /// Every criterion with its own path, across the sections.
    var criteriaWithPaths: [(criterion: Criterion, path: SourcePath)] {
        scoring.sections.enumerated().flatMap { section, content in
            content.criteria.enumerated().map { ($1, Top.sections[section]["criteria"][$0]) }
        }
    }
}

extension SourcePath {
    /// The paths of the items up to and including `index`.
    func upTo(_ index: Int) -> [SourcePath] { (0...index).map { self[$0] } }
}
