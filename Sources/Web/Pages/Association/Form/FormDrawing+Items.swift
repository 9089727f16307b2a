import CallModel
import Service
import Workflow

extension FormDrawing {
    mutating func draw(_ item: FormItem, in part: FormPart) {
        switch item {
        case .category:
            let choices = file.definition.categories.map {
                Field.Choice(
                    $0.id,
                    $0.label.text(in: language) + " – " + visit.say("association.upTo", ["amount": visit.formats.amount($0.maxRequest)]))
            }
            line("category", visit.say("association.category"), .radios(choices))
        case .title: line("title", visit.say("association.projectTitle"))
        case .summary:
            line("summary", visit.say("association.summary"), .area(rows: 6), help: visit.say("association.summaryHelp"))
        case .language:
            let choices = PreferredLanguage.allCases.map {
                Field.Choice($0.rawValue, visit.site.vocabulary.text("common.ownName", in: $0.language))
            }
            line("language", visit.say("association.language"), .radios(choices), help: visit.say("association.languageHelp"))
        case .period:
            open(visit.say("association.period"), "period")
            line("start", visit.say("association.start"), Self.day)
            line("end", visit.say("association.end"), Self.day)
            close()
        case .countries:
            countryList(
                "countries", visit.say("association.countries"), help: visit.say("association.countriesHelp"), required: false, most: nil)
        case .beneficiaries:
            open(visit.say("association.beneficiaries"), "beneficiaries", help: visit.say("association.beneficiariesHelp"))
            for who in ["women", "men", "girls", "boys"] {
                line("beneficiaries.\(who)", visit.say("association.\(who)"), Self.whole, required: false)
            }
            close()
        case .southSouth:
            line(
                "southSouth", visit.say("association.southSouth"), .boxes([Field.Choice("true", visit.say("association.southSouthYes"))]),
                required: false)
        case .crisis:
            open(visit.say("association.crisis"), "crisis", help: visit.say("association.crisisHelp"))
            line("crisis.glide", "GLIDE", .line(className: "short"))
            select("crisis.country", visit.say("association.country"), Self.countries(in: language))
            line("crisis.date", visit.say("association.crisisDate"), Self.day)
            close()
        case .attestations(let required):
            line(
                "attestations", visit.say("association.attestations"),
                .boxes(required.map { Field.Choice($0.rawValue, $0.label.text(in: language)) }))
        case .contact:
            line("contact.name", visit.say("association.contactName"), .line(autocomplete: "name"))
            line("contact.email", visit.say("association.contactEmail"), .line(type: "email", autocomplete: "email"))
            line("contact.phone", visit.say("association.contactPhone"), .line(type: "tel", autocomplete: "tel"), required: false)
        case .part(let place, let question): draw(place, question)
        case .goods: draw(goods: .numbered("goods"))
        case .budgetItems: draw(items: .numbered("budgetItem"))
        case .question(let question): draw(question, in: part)
        }
    }

    private mutating func draw(_ place: ContentPart, _ question: FormField?) {
        let words = question?.label.text(in: language)
        let help = question?.help?.text(in: language) ?? ""
        switch place {
        case .partners: draw(partners: .numbered("partner"), words ?? visit.say("association.partners"), help)
        case .cofunding: draw(cofunders: .numbered("cofunder"), words ?? visit.say("association.cofunders"), help)
        case .budget: drawBudget(words ?? visit.say("association.budget"), help)
        case .gender: drawGender(words ?? visit.say("association.gender"), help)
        case .sector:
            line(
                "sectors", words ?? visit.say("association.sectors"), .line(className: "short", mode: "numeric"),
                help: [help, visit.say("association.sectorsHelp")].filter { !$0.isEmpty }.joined(separator: " "),
                required: question?.required ?? true)
        case .attachments:
            add(
                "isLink",
                [
                    "heading": words ?? visit.say("association.documents"), "help": help,
                    "path": visit.path(OwnFileVisit.path(file.call.code, file.reference, "documents")),
                    "text": visit.say("association.toDocuments")
                ])
        }
    }

    private mutating func rows(
        _ list: ListName, _ base: String, _ legend: String, _ help: String, add: String, _ draw: (inout FormDrawing, String, Int) -> Void
    ) {
        open(legend, base, help: help)
        let key = list.name(list.first)
        let count = max(1, fields.rowCount(list) + (adding == key ? 1 : 0))
        for place in 0..<count {
            let name = list.name(place + list.first)
            open("\(legend) \(place + 1)", name)
            draw(&self, name, place)
            close()
        }
        addButton(key, add)
        close()
    }

    private mutating func draw(partners list: ListName, _ legend: String, _ help: String) {
        let roles = PartnerRole.allCases.map { Field.Choice($0.rawValue, visit.say("association.role-\($0.rawValue)")) }
        let countries = Self.countries(in: language)
        rows(list, "partners", legend, help, add: visit.say("association.addPartner")) { drawing, name, _ in
            drawing.line("\(name).name", drawing.visit.say("association.partnerName"))
            drawing.select("\(name).country", drawing.visit.say("association.country"), countries)
            drawing.select("\(name).role", drawing.visit.say("association.role"), roles)
        }
    }

    private mutating func draw(cofunders list: ListName, _ legend: String, _ help: String) {
        let families = FunderFamily.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: language)) }
        let sources = ResourceSource.allCases.filter { $0 != .city }.map { Field.Choice($0.rawValue, $0.label.text(in: language)) }
        rows(list, "cofunders", legend, help, add: visit.say("association.addCofunder")) { drawing, name, _ in
            drawing.line("\(name).name", drawing.visit.say("association.cofunderName"))
            drawing.select("\(name).family", drawing.visit.say("association.family"), families)
            drawing.select("\(name).source", drawing.visit.say("association.source"), sources)
            drawing.line("\(name).amount", drawing.visit.say("association.amount"), Self.number)
        }
    }

    private mutating func draw(goods list: ListName) {
        rows(list, "goods", visit.say("association.goods"), visit.say("association.goodsHelp"), add: visit.say("association.addGoods")) {
            drawing, name, _ in
            drawing.line("\(name).label", drawing.visit.say("association.goodsLabel"))
            drawing.line("\(name).quantity", drawing.visit.say("association.quantity"), Self.whole)
            drawing.line("\(name).unitValue", drawing.visit.say("association.unitValue"), Self.number)
        }
    }

    private mutating func draw(items list: ListName) {
        let costs = CostCategory.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: language)) }
        let sources = RateSource.allCases.map { Field.Choice($0.rawValue, visit.say("association.rate-\($0.rawValue)")) }
        rows(
            list, "budgetItems", visit.say("association.budgetItems"), visit.say("association.budgetItemsHelp"),
            add: visit.say("association.addBudgetItem")
        ) { drawing, name, _ in
            drawing.line("\(name).label", drawing.visit.say("association.itemLabel"))
            drawing.select("\(name).category", drawing.visit.say("association.costCategory"), costs)
            drawing.line("\(name).amount", drawing.visit.say("association.amount"), Self.number)
            drawing.line("\(name).currency", drawing.visit.say("association.currency"), .line(className: "short"), required: false)
            drawing.line("\(name).foreignAmount", drawing.visit.say("association.foreignAmount"), Self.number, required: false)
            drawing.line("\(name).rate", drawing.visit.say("association.rate"), Self.number, required: false)
            drawing.line("\(name).rateDate", drawing.visit.say("association.rateDate"), Self.day, required: false)
            drawing.select("\(name).rateSource", drawing.visit.say("association.rateSource"), sources, required: false)
        }
    }

    private mutating func drawGender(_ legend: String, _ help: String) {
        open(legend, "gender-part", help: help)
        let markers = ["0", "1", "2"].map { Field.Choice($0, visit.say("association.marker\($0)")) }
        line(
            "gender", visit.say("association.marker"), .radios(markers + [Field.Choice("", visit.say("association.markerNone"))]),
            required: false)
        line(
            "gender.evidence", visit.say("association.evidence"),
            .boxes(GenderEvidence.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: language)) }), required: false)
        for evidence in GenderEvidence.allCases where fields["gender.evidence"].contains(evidence.rawValue) {
            line(
                "gender.proof.\(evidence.rawValue)",
                visit.say("association.proof", ["criterion": evidence.label.text(in: language)]), required: false)
        }
        close()
    }

    // MARK: The budget

    private mutating func drawBudget(_ caption: String, _ help: String) {
        let kinds = Set(file.definition.admissibility.map(\.kind))
        let hasEligible = !kinds.isDisjoint(with: [
            .maximumShareOfEligible, .minimumCashCofunding, .maximumInKind, .costCeiling, .rateByCountryAndSector
        ])
        let sources = ResourceSource.allCases.filter { $0 != .city }
        let costs = CostCategory.allCases.map { cost in
            row(
                cost.label.text(in: language), "cost.\(cost.rawValue)", sum: "costs",
                eligible: hasEligible
                    ? cell(
                        "eligible.\(cost.rawValue)", visit.say("association.eligibleOf", ["cost": cost.label.text(in: language)]),
                        sum: "eligible") : nil)
        }
        let resources =
            [row(ResourceSource.city.label.text(in: language), "requested", sum: "resources", eligible: nil)]
            + sources.map { row($0.label.text(in: language), "resource.\($0.rawValue)", sum: "resources", eligible: nil) }
        let totalCosts = total(CostCategory.allCases.map { "cost.\($0.rawValue)" })
        let totalResources = total(["requested"] + sources.map { "resource.\($0.rawValue)" })
        let totalEligible = total(CostCategory.allCases.map { "eligible.\($0.rawValue)" })
        let difference = totalCosts - totalResources
        add(
            "isBudget",
            [
                "caption": caption, "help": help, "id": Field.id(of: "costs"), "budgetFault": faultText("costs") ?? "", "fault": "",
                "hasEligible": hasEligible,
                "costs": costs, "resources": resources, "totalCosts": visit.formats.amount(totalCosts),
                "totalResources": visit.formats.amount(totalResources), "totalEligible": visit.formats.amount(totalEligible),
                "balance": difference == .zero
                    ? visit.say("association.balanced")
                    : visit.say(
                        "association.unbalanced", ["amount": visit.formats.amount(difference < .zero ? .zero - difference : difference)]),
                "isBalanced": difference == .zero, "balancedText": visit.say("association.balanced"),
                "unbalancedText": visit.say("association.unbalanced")
            ])
    }

    private func total(_ names: [String]) -> Cents {
        // What no budget has is left out, so that the sum is still one.
        names.compactMap { TypedValue.amount(fields.text($0)) }
            .filter { $0 >= .zero && $0 <= ApplicationContent.amountLimit }.reduce(.zero, +)
    }

    private func row(_ label: String, _ name: String, sum: String, eligible: Parts?) -> Parts {
        var parts = cell(name, label, sum: sum)
        parts["eligible"] = eligible ?? false
        return parts
    }

    private func cell(_ name: String, _ label: String, sum: String) -> Parts {
        let fault = faultText(name)
        return [
            "name": name, "id": Field.id(of: name), "label": label, "value": fields[name].first ?? "", "sum": sum, "fault": fault ?? "",
            "note": otherText(name, label) ?? "", "eligible": false
        ]
    }
}
