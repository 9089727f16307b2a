import CallModel
import Exchange
import Foundation
import Hummingbird
import NIOCore
import Presentation
import Service
import Workflow

/// The rules of a call, from its definition: who may apply, what is asked, how it is judged, what there is to give.
enum CallPage {
    /// A call that the public knows of.
    static func view(_ visit: Visit) async throws -> CallView {
        let view = try await visit.site.service.call(try visit.parameter("call"))
        guard view.call.state != .drafted else { throw HTTPError(.notFound) }
        return view
    }

    /// An empty file of applications, as programs fill it in.
    static func template(_ visit: Visit, asList: Bool) async throws -> Response {
        let view = try await view(visit)
        let text = asList ? ApplicationTemplate.json(for: view.definition) : ApplicationTemplate.table(for: view.definition)
        return visit.download(
            ByteBuffer(string: text), named: "\(view.call.code)-applications.\(asList ? "json" : "csv")",
            type: asList ? "application/json" : "text/csv; charset=utf-8")
    }

    static func show(_ visit: Visit) async throws -> Response {
        let view = try await view(visit)
        let (call, definition) = (view.call, view.definition)
        let isOpen = call.isTaking(at: view.now)
        let path = visit.path("calls/\(OwnFileVisit.escaped(call.code))")
        return try visit.show(
            Page(
                "public/call", title: definition.title.text(in: visit.language),
                [
                    "summary": definition.summary.text(in: visit.language), "state": call.state.label.text(in: visit.language),
                    "look": isOpen ? "good" : "", "code": call.code, "isOpen": isOpen,
                    "canBegin": isOpen && visit.visitor.role == .applicant, "isStranger": isOpen && visit.visitor.actor == nil,
                    "dates": Facts(dates(view, visit)).parts, "rules": rules(definition, visit),
                    "categories": definition.categories.map { category -> Parts in
                        [
                            "label": category.label.text(in: visit.language), "most": visit.formats.amount(category.maxRequest)
                        ]
                    },
                    "parts": FormPart.all(of: definition, visit).map { part -> Parts in
                        ["title": part.title, "questions": questions(part, visit)]
                    },
                    "documents": definition.attachments.map { document -> Parts in
                        [
                            "label": document.label.text(in: visit.language), "help": document.help?.text(in: visit.language) ?? "",
                            "required": required(document, definition, visit)
                        ]
                    },
                    "hasDocuments": !definition.attachments.isEmpty, "criteria": criteria(definition.scoring, visit),
                    "scoring": scoring(definition, visit), "lines": lines(definition, visit),
                    "selfTest": path + "/self-test", "results": call.makesDecisionsKnown ? path + "/results" : ""
                ]))
    }

    private static func dates(_ view: CallView, _ visit: Visit) -> [(String, String)] {
        let (calendar, terms) = (view.definition.calendar, view.call.terms)
        let closes = terms?.closesAt ?? calendar.closes.instant
        let zone = calendar.closes.zone
        func zoned(_ text: String) -> String { zone == Formats.homeZone ? text + " (\(visit.say("public.homeZone")))" : text }
        return [
            (visit.say("public.opens"), zoned(visit.formats.moment(terms?.opensAt ?? calendar.opens.instant, zone: calendar.opens.zone))),
            (
                visit.say("public.closes"),
                zoned(visit.formats.deadline(closes, zone: zone)) + " – " + Remaining.text(from: view.now, to: closes, visit)
            ),
            (
                visit.say("public.reviewed"),
                visit.formats.deadline(terms?.reviewClosesAt ?? calendar.reviewsClose.instant, zone: calendar.reviewsClose.zone)
            ),
            (visit.say("public.complements"), visit.say("public.days", count: calendar.complementDays)),
            (visit.say("public.appeals"), visit.say("public.daysAfter", count: calendar.appealDays)),
            (visit.say("public.signing"), visit.say("public.days", count: calendar.signingDays))
        ]
    }

    private static func rules(_ definition: CallDefinition, _ visit: Visit) -> [Parts] {
        definition.admissibility.map { rule in
            let only = rule.categories.map { ids in
                ids.map { id in definition.categories.first { $0.id == id }?.label.text(in: visit.language) ?? id }.joined(separator: ", ")
            }
            return [
                "article": rule.article, "text": RuleFigures.sentence(of: rule, visit),
                "only": only.map { visit.say("public.onlyFor", ["categories": $0]) } ?? ""
            ]
        }
    }

    private static func questions(_ part: FormPart, _ visit: Visit) -> String {
        part.items.compactMap { item -> String? in
            switch item {
            case .question(let field), .part(_, let field?): field.label.text(in: visit.language)
            case .category, .language: nil
            case .title: visit.say("association.projectTitle")
            case .summary: visit.say("association.summary")
            case .period: visit.say("association.period")
            case .countries: visit.say("association.countries")
            case .beneficiaries: visit.say("association.beneficiaries")
            case .southSouth: visit.say("association.southSouth")
            case .crisis: visit.say("association.crisis")
            case .contact: visit.say("association.partContact")
            case .attestations: visit.say("association.attestations")
            case .part(let part, nil): visit.say("association.\(part.rawValue == "cofunding" ? "cofunders" : part.rawValue)")
            case .goods: visit.say("association.goods")
            case .budgetItems: visit.say("association.budgetItems")
            }
        }.joined(separator: " · ")
    }

    private static func required(_ document: AttachmentRequirement, _ definition: CallDefinition, _ visit: Visit) -> String {
        switch document.required {
        case .always: visit.say("public.always")
        case .never: visit.say("public.ifAny")
        case .categories(let ids):
            visit.say(
                "public.onlyFor",
                [
                    "categories": ids.map { id in definition.categories.first { $0.id == id }?.label.text(in: visit.language) ?? id }
                        .joined(separator: ", ")
                ])
        }
    }

    // MARK: Judging

    private static func criteria(_ grid: ScoringGrid, _ visit: Visit) -> [Parts] {
        grid.sections.flatMap { section in
            section.criteria.map { criterion -> Parts in
                [
                    "section": section.label.text(in: visit.language), "label": criterion.label.text(in: visit.language),
                    "help": criterion.help?.text(in: visit.language) ?? "", "scale": "\(criterion.scale.min)–\(criterion.scale.max)",
                    "weight": "\(criterion.weight)", "minimum": criterion.minimum.map(String.init) ?? "–"
                ]
            }
        }
    }

    private static func scoring(_ definition: CallDefinition, _ visit: Visit) -> [String] {
        var sentences = [
            visit.say("public.reviewers", count: definition.reviews.perFile),
            visit.say("public.aggregate-\(definition.scoring.aggregate.rawValue)")
        ]
        if let minimum = definition.scoring.minimumOn100 { sentences.append(visit.say("public.minimum", ["n": "\(minimum)"])) }
        for section in definition.scoring.sections {
            guard let minimum = section.minimumOn100 else { continue }
            sentences.append(visit.say("public.sectionMinimum", ["section": section.label.text(in: visit.language), "n": "\(minimum)"]))
        }
        let ties = definition.scoring.ties.map { tie in
            switch tie {
            case .criterion(let id):
                definition.scoring.criteria.first { $0.id == id }?.label.text(in: visit.language) ?? id
            case .smallerRequest: visit.say("public.tieSmaller")
            case .earlierSubmission: visit.say("public.tieEarlier")
            case .lottery: visit.say("public.tieLottery")
            }
        }
        if !ties.isEmpty { sentences.append(visit.say("public.ties", ["keys": ties.joined(separator: "; ")])) }
        sentences.append(visit.say("public.allocation-\(definition.allocation.rule.rawValue)"))
        return sentences
    }

    private static func lines(_ definition: CallDefinition, _ visit: Visit) -> [Parts] {
        definition.budgetLines.map { line in
            var notes: [String] = []
            if let reserve = line.reserve, reserve.amount > .zero, reserve.mode != .none {
                let words = ["amount": visit.formats.amount(reserve.amount), "label": reserve.label?.text(in: visit.language) ?? ""]
                notes.append(visit.say("public.reserve-\(reserve.mode.rawValue)", words))
                notes.append(visit.say("public.unspent-\(reserve.unspent.rawValue)"))
            }
            if let most = line.maxAwards { notes.append(visit.say("public.mostAwards", ["n": "\(most)"])) }
            if let carried = line.carriedOver {
                notes.append(
                    visit.say("public.carriedOver", ["amount": visit.formats.amount(carried.amount), "edition": "\(carried.edition)"]))
            }
            return [
                "label": line.label.text(in: visit.language), "article": line.budgetArticle, "total": visit.formats.amount(line.total),
                "most": visit.formats.amount(line.maxAward), "notes": notes.filter { !$0.isEmpty }.joined(separator: " ")
            ]
        }
    }
}
