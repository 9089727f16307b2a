package import CallModel
package import Service
import Workflow

/// What the rules say of a file, as a program reads it.
package struct FindingsAnswer: Codable {
    package struct FailedRule: Codable {
        package let rule: String
        package let article: String
        package let message: String
    }

    package let reference: String
    package let organisation: String
    package let state: String
    package let admissible: Bool
    package let failures: [FailedRule]
    /// What limits the award most; absent for an erased file.
    package let bound: Bound?

    package struct Bound: Codable {
        package let amountCents: Cents
        package let code: String
        /// Absent when no rule is the limit, but the request itself or what is left of the money.
        package let rule: String?
        package let article: String?
    }

    package init(_ findings: FileFindings, in language: Language) {
        reference = findings.file.reference
        organisation = findings.organisation.name
        state = findings.file.state.name
        admissible = findings.failures.isEmpty
        failures = findings.failures.map {
            FailedRule(rule: $0.rule, article: $0.article, message: $0.failure?.message.text(in: language) ?? "")
        }
        bound = findings.bounds.first.map { bound in
            guard case .rule(let rule, let article) = bound.source else {
                return Bound(amountCents: bound.amount, code: bound.code, rule: nil, article: bound.article)
            }
            return Bound(amountCents: bound.amount, code: bound.code, rule: rule, article: article)
        }
    }

    /// How many files were examined, and how many fail a rule.
    package static func summary(_ findings: [FileFindings]) -> Message {
        let failing = findings.count { !$0.failures.isEmpty }
        return Message(
            counting: findings.count,
            fr: "\(findings.count) [dossier examiné|dossiers examinés], \(failing) en défaut.",
            nl: "\(findings.count) [dossier|dossiers] onderzocht, \(failing) in gebreke.",
            en: "\(findings.count) [file|files] examined, \(failing) failing.")
    }
}

/// A rule that a file fails, or the fact that it fails none.
package struct FindingRow: TableRow {
    package let reference: String
    package let organisation: String
    package let article: String
    package let sentence: String

    /// - Parameter withBound: also what limits the file's award most.
    package static func rows(of findings: FileFindings, withBound: Bool, in language: Language) -> [FindingRow] {
        let (reference, organisation) = (findings.file.reference, findings.organisation.name)
        let bound = withBound ? findings.bounds.first : nil
        return outcomes(of: findings, in: language)
            + (bound.map { bound in
                [
                    FindingRow(
                        reference: reference, organisation: organisation, article: "",
                        sentence: bound.message.text(in: language))
                ]
            } ?? [])
    }

    private static func outcomes(of findings: FileFindings, in language: Language) -> [FindingRow] {
        let (reference, organisation) = (findings.file.reference, findings.organisation.name)
        guard !findings.failures.isEmpty else {
            let passes = Words.passes.text(in: language)
            return [FindingRow(reference: reference, organisation: organisation, article: "", sentence: passes)]
        }
        return findings.failures.map {
            FindingRow(
                reference: reference, organisation: organisation, article: $0.article,
                sentence: $0.failure?.message.text(in: language) ?? "")
        }
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.article), .flexible(Words.reason)
    ]

    package func cells(in language: Language) -> [String] { [reference, organisation, article, sentence] }
}
