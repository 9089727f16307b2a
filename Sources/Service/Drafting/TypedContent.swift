package import CallModel

/// A file's content as it was typed, with everything that is wrong with it.
package struct TypedContent: Sendable {
    /// Where something could not be read, it has nothing.
    package let content: ApplicationContent
    /// All at once; a field with a fault of its own is not reported again.
    package let faults: [ContentFault]

    package init(_ fields: TypedFields, documents: [AttachedDocument], reference: String, _ definition: CallDefinition) {
        var reader = Reader(fields: fields, definition: definition)
        var content = reader.content(reference, documents)
        let shown = content.shownFields(of: definition)
        content.answers = reader.answers.filter { shown.contains($0.key) }
        let unread = Set(reader.faults.map(\.field))
        self.content = content
        faults = reader.faults + content.faults(against: definition).filter { !unread.contains($0.field) }
    }

    /// The faults of one field and of its parts.
    package func faults(under prefix: String) -> [ContentFault] { faults.filter { TypedFields.isUnder($0.field, prefix) } }
}

private struct Reader {
    let fields: TypedFields
    let definition: CallDefinition
    var faults: [ContentFault] = []
    var answers: [String: AnswerValue] = [:]

    mutating func content(_ reference: String, _ documents: [AttachedDocument]) -> ApplicationContent {
        let requested = amount("requested")
        var costs: [CostCategory: Cents] = [:]
        var eligible: [CostCategory: Cents] = [:]
        for cost in CostCategory.allCases {
            if let value = given("cost.\(cost.rawValue)") { costs[cost] = value }
            if let value = given("eligible.\(cost.rawValue)") { eligible[cost] = value }
        }
        var resources: [ResourceSource: Cents] = [:]
        for source in ResourceSource.allCases where source != .city {
            if let value = given("resource.\(source.rawValue)") { resources[source] = value }
        }
        // What is asked is the budget's own line: nobody has to type it twice.
        if requested != .zero { resources[.city] = requested }
        for field in definition.fields where field.type.part == nil {
            if let answer = answer(field.type, "answer.\(field.id)") { answers[field.id] = answer }
        }
        var content = ApplicationContent(
            reference: reference, category: fields.text("category"), title: fields.text("title"), summary: fields.text("summary"),
            language: PreferredLanguage(rawValue: fields.text("language")) ?? .french, requested: requested, costs: costs,
            resources: resources, period: ProjectPeriod(start: date("start"), end: date("end")), partners: partners(),
            countries: words("countries"),
            beneficiaries: Beneficiaries(
                women: count("beneficiaries.women"), men: count("beneficiaries.men"), girls: count("beneficiaries.girls"),
                boys: count("beneficiaries.boys")),
            gender: gender(), southSouth: fields.text("southSouth") == "true", attachments: [], answers: answers,
            contact: ContactPerson(
                name: fields.text("contact.name"), email: fields.text("contact.email"), phone: stated("contact.phone")))
        content.eligibleCosts = eligible.isEmpty ? nil : eligible
        content.budgetItems = rows("budgetItem") { $0.budgetItem($1) }
        content.cofunders = rows("cofunder") { $0.cofunder($1) }
        content.goods = rows("goods") { $0.goodsItem($1) }
        let sectors = words("sectors").flatMap { $0.split(whereSeparator: { ",; ".contains($0) }).map(String.init) }
        content.sectors = sectors.isEmpty ? nil : sectors
        let attestations = words("attestations").compactMap(Attestation.init)
        content.attestations = attestations.isEmpty ? nil : attestations
        if fields.hasAny(under: "crisis") {
            content.crisis = Crisis(
                glide: fields.text("crisis.glide"), country: fields.text("crisis.country"), date: date("crisis.date"))
        }
        // Those that were only announced, as an import may, and those that are there.
        for id in words("attachments") where !content.attachments.contains(id) { content.attachments.append(id) }
        for document in documents { content.attach(document) }
        return content
    }

    // MARK: Values

    private mutating func fail(_ kind: ContentFault.Kind, _ name: String) { faults.append(ContentFault(kind, field: name)) }

    private func stated(_ name: String) -> String? {
        let text = fields.text(name)
        return text.isEmpty ? nil : text
    }

    private func words(_ name: String) -> [String] {
        fields[name].map { String($0.trimmingBlanks()) }.filter { !$0.isEmpty }
    }

    private mutating func given(_ name: String) -> Cents? {
        guard let text = stated(name) else { return nil }
        guard let value = TypedValue.amount(text) else {
            fail(.notAmount(text), name)
            return nil
        }
        return value
    }

    private mutating func amount(_ name: String) -> Cents { given(name) ?? .zero }

    private mutating func count(_ name: String) -> Int {
        guard let text = stated(name) else { return 0 }
        guard let value = TypedValue.whole(text) else {
            fail(.notWhole(text), name)
            return 0
        }
        return value
    }

    private mutating func date(_ name: String) -> CalendarDate {
        guard let text = stated(name) else {
            fail(.missing, name)
            return definition.calendar.closes.day
        }
        guard let value = TypedValue.date(text) else {
            fail(.notDate(text), name)
            return definition.calendar.closes.day
        }
        return value
    }

    private mutating func word<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type, _ name: String, otherwise: Value
    ) -> Value where Value.RawValue == String {
        guard let text = stated(name) else {
            fail(.missing, name)
            return otherwise
        }
        guard let value = Value(rawValue: text) else {
            fail(.notAllowed(text, allowed: Value.allCases.map(\.rawValue)), name)
            return otherwise
        }
        return value
    }

    // MARK: Lists

    private mutating func rows<Value>(_ list: String, _ read: (inout Reader, String) -> Value) -> [Value]? {
        let name = ListName.numbered(list)
        let count = fields.rowCount(name)
        guard count > 0 else { return nil }
        return (1...count).map { read(&self, name.name($0)) }
    }

    private mutating func partners() -> [Partner] {
        rows("partner") { reader, name in
            Partner(
                name: reader.fields.text("\(name).name"), country: reader.fields.text("\(name).country"),
                role: reader.word(PartnerRole.self, "\(name).role", otherwise: .implementing))
        } ?? []
    }

    private mutating func budgetItem(_ name: String) -> BudgetItem {
        var item = BudgetItem(
            label: fields.text("\(name).label"), category: word(CostCategory.self, "\(name).category", otherwise: .other),
            amount: amount("\(name).amount"))
        guard let currency = stated("\(name).currency") else { return item }
        guard let foreign = ExactDecimal(TypedValue.decimal(fields.text("\(name).foreignAmount"))) else {
            fail(.notNumber(fields.text("\(name).foreignAmount")), "\(name).foreignAmount")
            return item
        }
        guard let rate = ExactDecimal(TypedValue.decimal(fields.text("\(name).rate"))) else {
            fail(.notNumber(fields.text("\(name).rate")), "\(name).rate")
            return item
        }
        item.foreign = ForeignAmount(
            amount: foreign, currency: currency, rate: rate, rateDate: date("\(name).rateDate"),
            source: word(RateSource.self, "\(name).rateSource", otherwise: .ecb))
        return item
    }

    private mutating func cofunder(_ name: String) -> Cofunder {
        Cofunder(
            name: fields.text("\(name).name"), family: word(FunderFamily.self, "\(name).family", otherwise: .association),
            source: word(ResourceSource.self, "\(name).source", otherwise: .otherPrivate), amount: amount("\(name).amount"))
    }

    private mutating func goodsItem(_ name: String) -> GoodsItem {
        GoodsItem(
            label: fields.text("\(name).label"), quantity: count("\(name).quantity"), unitValue: amount("\(name).unitValue"))
    }

    private mutating func gender() -> GenderDeclaration {
        var gender = GenderDeclaration()
        if let text = stated("gender") { gender.marker = Int(text).flatMap(GenderMarker.init) }
        gender.evidence = Set(words("gender.evidence").compactMap(GenderEvidence.init))
        for evidence in GenderEvidence.allCases {
            if let proof = stated("gender.proof.\(evidence.rawValue)") { gender.proofs[evidence] = proof }
        }
        return gender
    }

    // MARK: Answers

    private func answer(_ type: FieldType, _ name: String) -> AnswerValue? {
        if let shape = type.shape { return answer(shape, name) }
        switch type {
        case .multipleChoice, .countries:
            let chosen = words(name)
            return chosen.isEmpty ? nil : .list(chosen)
        case .sdgTarget:
            let targets = words(name).flatMap { $0.split(whereSeparator: { ",; \n".contains($0) }).map(String.init) }
            return targets.isEmpty ? nil : .list(targets)
        case .boolean: return stated(name).map { $0 == "true" ? .flag(true) : $0 == "false" ? .flag(false) : .text($0) }
        case .money: return stated(name).map { .text(TypedValue.amount($0)?.decimal ?? $0) }
        case .integer: return stated(name).map { .text(TypedValue.whole($0).map(String.init) ?? $0) }
        case .number: return stated(name).map { .text(TypedValue.decimal($0)) }
        case .date: return stated(name).map { .text(TypedValue.date($0)?.description ?? $0) }
        case .text, .choice, .country, .beneficiaries, .people, .logframe, .risks, .part: return stated(name).map { .text($0) }
        }
    }

    private func answer(_ shape: AnswerShape, _ path: String) -> AnswerValue? {
        switch shape {
        case .record(let parts):
            let values = parts.compactMap { part in answer(part.shape, AnswerShape.path(path, part.key)).map { (part.key, $0) } }
            return values.isEmpty ? nil : .record(Dictionary(uniqueKeysWithValues: values))
        case .list(let item, _, _):
            let list = ListName.brackets(path)
            let count = fields.rowCount(list)
            guard count > 0 else { return nil }
            return .records((0..<count).map { answer(item, list.name($0)) ?? .record([:]) })
        case .whole: return stated(path).map { .text(TypedValue.whole($0).map(String.init) ?? $0) }
        case .decimal: return stated(path).map { .text(TypedValue.decimal($0)) }
        case .text, .word: return stated(path).map { .text($0) }
        }
    }
}
