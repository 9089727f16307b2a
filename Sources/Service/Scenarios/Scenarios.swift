package import CallModel
import Postgres
package import Selection
package import Store
import Workflow

/// A scenario with its name and its stamp.
package struct NamedScenario: Sendable {
    package let name: String
    /// The SHA-256 of the scenario's JSON text.
    package let stamp: Digest
    package let scenario: Scenario
    /// What the stamp is the hash of: the document that others run again.
    package let text: String

    /// - Throws: `StoreError.unreadable` for a text that is no scenario.
    package init(_ name: String, _ scenario: Scenario) throws(StoreError) {
        guard let text = LogJSON.text(scenario) else { throw .unreadable("the scenario \(name) cannot be written") }
        (self.name, self.scenario, self.text) = (name, scenario, text)
        stamp = Digest.sha256(Array(text.utf8))
    }

    /// A scenario out of a file of its own.
    ///
    /// - Throws: `StoreError.unreadable` where the text is no scenario, was changed, or its result is not what its rules make.
    package init(_ name: String, reading text: String) throws {
        try self.init(name, try LogJSON.decode(Scenario.self, from: text))
        guard self.text == text, try scenario.holds() else {
            throw StoreError.unreadable("the scenario \(name) is not what its problem and rules make")
        }
    }
}

/// What became of a scenario that was run.
package struct ScenarioReceipt: Codable, Sendable {
    package let name: String
    /// The SHA-256 of the scenario, in hexadecimal.
    package let stamp: String
    /// Whether the same was kept before.
    package let wasKept: Bool
    package let awards: Int
    /// From what the call's own rules make to what the scenario makes.
    package let comparison: ScenarioComparison

    package init(_ named: NamedScenario, against own: Allocation, wasKept: Bool = false) {
        (name, stamp, self.wasKept) = (named.name, named.stamp.hex, wasKept)
        (awards, comparison) = (named.scenario.result.awards.count, ScenarioComparison(own, named.scenario.result))
    }
}

/// A scenario in the list of a call.
package struct ScenarioRow: Sendable {
    package let name: String
    package let stamp: Digest
    package let changes: ScenarioChanges
    package let awards: Int
    package let madeBy: String
    package let madeAt: Instant
}

extension Service {
    /// Runs a scenario on a call and keeps it under a name. The award list of the call never changes by it.
    ///
    /// The same scenario again under the same name is the one that is there; another one needs another name.
    package func runScenario(
        _ name: String, of code: String, _ changes: ScenarioChanges, _ request: Request
    ) async throws(ServiceError) -> ScenarioReceipt {
        try await command(request, "whatif \(code) \(name) \(LogJSON.text(changes) ?? "")") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepScenarios.permit(request.actor)
            guard (0...100).contains(changes.threshold ?? 0) else { throw ServiceError.faults([.thresholdOutside]) }
            let scored = try scoredCall(loaded.call, db)
            guard !scored.files.isEmpty else { throw Refusal.nothingScored }
            let named = try Self.faultsNamed { try NamedScenario(name, try scored.scenario(changes)) }
            if let kept = try db.scenarios(of: loaded.call.id).first(where: { $0.name == name }) {
                guard kept.digest == named.stamp else { throw ServiceError.faults([.scenarioExists(name)]) }
                return (ScenarioReceipt(named, against: scored.allocation, wasKept: true), loaded.now)
            }
            let stored = StoredScenario(
                name: name, document: named.text, digest: named.stamp, madeBy: request.actor.reference, madeAt: loaded.now)
            try db.keep(stored, of: loaded.call.id)
            return (ScenarioReceipt(named, against: scored.allocation), loaded.now)
        }
    }

    private static func faultsNamed<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let fault as ScenarioFault {
            throw ServiceError.faults([InputFault(field: fault.field, message: fault.message)])
        } catch let faults as AllocationFaults {
            throw ServiceError.faults(faults.faults.map(InputFault.unfit))
        } catch let faults as ScorecardFaults {
            throw ServiceError.definition("the scoring grid cannot be applied: \(faults.faults)")
        }
    }

    package func scenarios(of code: String) async throws(ServiceError) -> [ScenarioRow] {
        try await question { db in
            try db.scenarios(of: db.call(code: code).id).map { kept in
                let scenario = try Self.scenario(kept).scenario
                return ScenarioRow(
                    name: kept.name, stamp: kept.digest, changes: scenario.changes, awards: scenario.result.awards.count,
                    madeBy: kept.madeBy, madeAt: kept.madeAt)
            }
        }
    }

    /// The document of a scenario that was kept: its SHA-256 is the stamp.
    package func scenarioDocument(_ name: String, of code: String) async throws(ServiceError) -> String {
        try await question { db in
            guard let kept = try db.scenarios(of: db.call(code: code).id).first(where: { $0.name == name }) else {
                throw StoreError.notFound(kind: "scenario", name: name)
            }
            return try Self.scenario(kept).text
        }
    }

    /// Two scenarios of a call side by side; a nil name stands for the call's own rules.
    package func compareScenarios(
        of code: String, _ first: String?, _ second: String?
    ) async throws(ServiceError) -> ScenarioComparison {
        try await question { db in
            let call = try db.call(code: code)
            let kept = try db.scenarios(of: call.id)
            let own = try scoredCall(call, db).allocation
            return ScenarioComparison(try Self.result(of: first, kept, own), try Self.result(of: second, kept, own))
        }
    }

    /// What a scenario gives to each file, by reference; the call's own rules where it has no name.
    package func scenarioAwards(of code: String, _ name: String?) async throws(ServiceError) -> [String: Cents] {
        try await question { db in
            let call = try db.call(code: code)
            let result = try Self.result(of: name, db.scenarios(of: call.id), scoredCall(call, db).allocation)
            return Dictionary(result.awards.map { ($0.application, $0.cents) }) { first, _ in first }
        }
    }

    /// - Parameter own: by the call's own rules; worked out only where it is asked for.
    private static func result(
        of name: String?, _ kept: [StoredScenario], _ own: @autoclosure () throws -> Allocation
    ) throws -> Allocation {
        guard let name else { return try own() }
        guard let found = kept.first(where: { $0.name == name }) else { throw StoreError.notFound(kind: "scenario", name: name) }
        return try scenario(found).scenario.result
    }

    /// A scenario that was kept, if it still is what its stamp says and its result what its rules make.
    private static func scenario(_ kept: StoredScenario) throws -> NamedScenario {
        let named = try NamedScenario(kept.name, try LogJSON.decode(Scenario.self, from: kept.document))
        guard named.stamp == kept.digest, try named.scenario.holds() else {
            throw StoreError.unreadable("the scenario \(kept.name) is not what its stamp says")
        }
        return named
    }
}

extension InputFault {
    fileprivate static let thresholdOutside = InputFault(
        field: "threshold",
        message: Message(
            fr: "Un seuil va de 0 à 100.", nl: "Een drempel gaat van 0 tot 100.", en: "A threshold is from 0 to 100."))

    /// Why what the scenario asks for cannot be allocated.
    fileprivate static func unfit(_ fault: AllocationFault) -> InputFault {
        if case .reserveAboveTotal(let line, let reserve, let total) = fault {
            return InputFault(
                field: "reserve",
                message: Message(
                    fr: "La ligne \(line) ne peut pas réserver \(reserve.french) : elle n'a que \(total.french).",
                    nl: "Lijn \(line) kan geen \(reserve.dutch) voorbehouden: ze heeft maar \(total.dutch).",
                    en: "Line \(line) cannot reserve \(reserve.english): it has \(total.english) only."))
        }
        return InputFault(field: "scenario", message: Message(fr: "\(fault)", nl: "\(fault)", en: "\(fault)"))
    }
}

extension ScenarioFault {
    /// The option that is at fault.
    package var field: String {
        switch self {
        case .unknownLine: "line"
        case .unknownCriterion, .negativeWeight, .weightsWithoutCriteria: "weight"
        case .changesNothing: ""
        }
    }

    package var message: Message {
        switch self {
        case .changesNothing:
            Message(
                fr: "Tout est déjà ainsi : ce scénario ne change rien. Indiquez autre chose que ce qui est en vigueur.",
                nl: "Alles is al zo: dit scenario verandert niets. Geef iets anders op dan wat geldt.",
                en: "All of this is so already: the scenario changes nothing. Say something other than what is in force.")
        case .unknownLine(let line):
            Message(
                fr: "La ligne \(line) n'existe pas.", nl: "De lijn \(line) bestaat niet.", en: "There is no line \(line).")
        case .unknownCriterion(let id):
            Message(
                fr: "Le critère \(id) n'existe pas.", nl: "Het criterium \(id) bestaat niet.", en: "There is no criterion \(id).")
        case .negativeWeight(let id):
            Message(
                fr: "Le poids de \(id) est négatif.", nl: "Het gewicht van \(id) is negatief.", en: "The weight of \(id) is negative.")
        case .weightsWithoutCriteria:
            Message(
                fr: "Un fichier de problème a des scores et pas de critères : un poids n'y change rien.",
                nl: "Een probleembestand heeft scores en geen criteria: een gewicht verandert er niets aan.",
                en: "A problem file has scores and no criteria: a weight changes nothing there.")
        }
    }
}

extension InputFault {
    fileprivate static func scenarioExists(_ name: String) -> InputFault {
        InputFault(
            field: "name",
            message: Message(
                fr: "Un autre scénario s'appelle déjà \(name) ; ce qui est gardé ne change pas. Prenez un autre nom.",
                nl: "Een ander scenario heet al \(name); wat bewaard is, verandert niet. Neem een andere naam.",
                en: "Another scenario is called \(name) already, and what is kept does not change. Take another name."))
    }
}
