import CallModel

/// `code,name,email,language,external`
struct MemberTable: RecordTable {
    private let code, name, email, language, external: Column

    init(_ header: inout HeaderReader) {
        code = header.required("code")
        name = header.required("name")
        email = header.required("email")
        language = header.required("language")
        external = header.optional("external")
    }

    func record(_ row: RowReader) -> ImportedMember? {
        let code = row.text(code)
        row.claim([code], self.code)
        let email = row.email(email)
        let isExternal = row.isEmpty(external) ? false : row.flag(external)
        let name = row.text(name)
        let language = row.word(language, PreferredLanguage.self)
        guard let code, let name, let email, let language, let isExternal else { return nil }
        return ImportedMember(
            code: code, name: name, email: email, language: language, isExternal: isExternal, row: row.row.line)
    }
}

/// `member,reference,ground,note`
struct ConflictTable: RecordTable {
    private let member, reference, ground, note: Column

    init(_ header: inout HeaderReader) {
        member = header.required("member")
        reference = header.required("reference")
        ground = header.required("ground")
        note = header.optional("note")
    }

    func record(_ row: RowReader) -> ImportedConflict? {
        let member = row.text(member)
        let reference = row.text(reference)
        row.claim([member, reference], self.reference)
        let ground = row.word(ground, ConflictGround.self)
        guard let member, let reference, let ground else { return nil }
        return ImportedConflict(
            member: member, reference: reference, ground: ground, note: row.optionalProse(note), row: row.row.line)
    }
}

/// `reference,member`
struct AssignmentTable: RecordTable {
    private let reference, member: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        member = header.required("member")
    }

    func record(_ row: RowReader) -> ImportedAssignment? {
        let reference = row.text(reference)
        let member = row.text(member)
        row.claim([reference, member], self.member)
        guard let reference, let member else { return nil }
        return ImportedAssignment(reference: reference, member: member, row: row.row.line)
    }
}

/// `reference,member,reason`
struct RecusalTable: RecordTable {
    private let reference, member, reason: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        member = header.required("member")
        reason = header.required("reason")
    }

    func record(_ row: RowReader) -> ImportedRecusal? {
        let reference = row.text(reference)
        let member = row.text(member)
        row.claim([reference, member], self.member)
        let reason = row.prose(reason)
        guard let reference, let member, let reason else { return nil }
        return ImportedRecusal(reference: reference, member: member, reason: reason, row: row.row.line)
    }
}

/// `reference,member,score.<criterion>…,justification`
struct ReviewTable: RecordTable {
    private let reference, member, justification: Column
    private let scores: [(column: Column, options: [ScoreOption]?)]

    init(_ header: inout HeaderReader, criteria: [(id: String, options: [ScoreOption]?)]) {
        reference = header.required("reference")
        member = header.required("member")
        var scores: [(Column, [ScoreOption]?)] = []
        for criterion in criteria { scores.append((header.required("score.\(criterion.id)"), criterion.options)) }
        self.scores = scores
        justification = header.required("justification")
    }

    func record(_ row: RowReader) -> ImportedReview? {
        let reference = row.text(reference)
        let member = row.text(member)
        row.claim([reference, member], self.member)
        // What a criterion's scale allows is for the call to say; this only keeps out what is no score anywhere.
        let given = scores.compactMap { column, options in
            options.map { points(row, column, $0) } ?? row.whole(column, in: ReviewTable.range)
        }
        let justification = row.prose(justification)
        guard let reference, let member, let justification, given.count == scores.count else { return nil }
        return ImportedReview(
            reference: reference, member: member, scores: given, justification: justification, row: row.row.line)
    }

    private static let range = -1_000_000...1_000_000

    /// What the option is worth that the cell names, by its id or by its points.
    private func points(_ row: RowReader, _ column: Column, _ options: [ScoreOption]) -> Int? {
        guard let text = row.text(column) else { return nil }
        if let option = options.first(where: { $0.id == text }) { return option.points }
        if let points = Int(text), options.contains(where: { $0.points == points }) { return points }
        let nearest = CallModel.nearest(to: text, among: options.map(\.id))
        row.report(.notAllowed(options.map { "\($0.id) (\($0.points))" }, nearest: nearest), column)
        return nil
    }
}

/// `application,reviewer,score`; a column `panel` is allowed and changes nothing.
struct PanelScoreTable: RecordTable {
    private let application, reviewer, score: Column

    init(_ header: inout HeaderReader) {
        application = header.required("application")
        reviewer = header.required("reviewer")
        score = header.required("score")
        _ = header.optional("panel")
    }

    func record(_ row: RowReader) -> ImportedScore? {
        let application = row.text(application)
        let reviewer = row.text(reviewer)
        row.claim([application, reviewer], self.reviewer)
        let score = row.number(score)
        guard let application, let reviewer, let score else { return nil }
        return ImportedScore(application: application, reviewer: reviewer, score: score, row: row.row.line)
    }
}
