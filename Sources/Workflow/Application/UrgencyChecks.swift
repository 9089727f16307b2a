package import CallModel

extension ApplicationMachine {
    /// The guards of urgent decisions: taken alone within hours, ratified by the College, advised on afterwards.
    static func checkUrgency(
        _ condition: ApplicationGuard, _ command: ApplicationCommand, _ file: Application, _ context: ApplicationContext
    ) throws(Refusal) {
        if condition == .beforeUrgentDue {
            guard let due = file.urgentDue(in: context.call) else { throw .notUrgent }
            guard context.now < due else { throw .tooLate(due) }
        } else if condition == .awaitsRatification {
            guard file.urgentAt != nil, file.ratifiedAt == nil else { throw .nothingToRatify }
        } else if condition == .sittingNamed {
            if case .ratify(let ratification) = command, ratification.sitting.isEmpty { throw .sittingMissing }
        } else if condition == .notAdvisedYet {
            guard file.advice == nil else { throw .advisedAlready }
        } else {
            guard !file.isUrgencyUnsettled else { throw .urgencyUnsettled }
        }
    }
}

extension Application {
    /// The first instant at which the file can no longer be decided in urgency; nil where the call knows no such thing or the
    /// file was not filed.
    package func urgentDue(in call: Call) -> Instant? {
        guard let hours = call.terms?.urgentHours, let submittedAt else { return nil }
        return Instant(microseconds: submittedAt.microseconds + hours * 3_600_000_000)
    }
}
