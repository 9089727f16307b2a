import CallModel

/// `organisation,name,office`. A row without a name says that nobody is on the board.
struct BoardTable: RecordTable {
    private let organisation, name, office: Column

    init(_ header: inout HeaderReader) {
        organisation = header.required("organisation")
        name = header.required("name")
        office = header.optional("office")
    }

    func record(_ row: RowReader) -> ImportedBoardMember? {
        let key = row.text(organisation).flatMap { text -> String? in
            switch OrganisationKey.parse(text) {
            case .key(let key): return key
            case .wrongNumber:
                row.report(.wrongEnterpriseNumber, organisation)
                return nil
            }
        }
        let person = row.optionalText(name)
        row.claim([key, person ?? ""], name)
        guard let key, row.isEmpty(name) || person != nil else { return nil }
        return ImportedBoardMember(organisation: key, name: person, office: row.optionalText(office) ?? "", row: row.row.line)
    }
}

/// `member,kind,value`. A row without a kind and a value says that the member has no ties.
struct TieTable: RecordTable {
    private let member, kind, value: Column

    init(_ header: inout HeaderReader) {
        member = header.required("member")
        kind = header.required("kind")
        value = header.required("value")
    }

    func record(_ row: RowReader) -> ImportedTie? {
        let member = row.text(member)
        guard row.needsAll([kind, value]) else {
            return member.map { ImportedTie(member: $0, tie: nil, row: row.row.line) }
        }
        let kind = row.word(kind, MemberTie.Kind.self)
        guard let text = row.text(value), let kind, let member else { return nil }
        guard let written = written(text, kind, row) else { return nil }
        row.claim([member, kind.rawValue, written], value)
        return ImportedTie(member: member, tie: MemberTie(kind: kind, value: written), row: row.row.line)
    }

    /// The value as it is kept: what has a form is checked.
    private func written(_ text: String, _ kind: MemberTie.Kind, _ row: RowReader) -> String? {
        switch kind {
        case .enterpriseNumber:
            guard let number = EnterpriseNumber(text) else {
                row.report(.wrongEnterpriseNumber, value)
                return nil
            }
            return number.description
        case .postcode:
            guard Postcode.isBelgian(text) else {
                row.report(.notPostcode, value)
                return nil
            }
            return text
        case .organisation, .employer, .partner, .relative, .emailDomain: return text
        }
    }
}
