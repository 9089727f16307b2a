import CallModel
import Workflow

extension GuardExample {
    /// The guards of awards that are signed off by a ladder.
    static func signing() throws -> [GuardExample] {
        let published = try Sample.call(.published) { $0.approvals = Sample.ladder }
        let plain = try Sample.call(.published)
        let awarded = try Sample.file(.awarded) { ($0.line, $0.awarded) = ("L", Cents(400)) }
        func approve(_ step: String, upTo: Int64 = 700) -> ApplicationCommand { .approve(Approval(step: step, upTo: Cents(upTo))) }
        let amend = ApplicationCommand.amend(Award(line: "L", amount: Cents(500), departure: Sample.reason))
        return [
            example(.awaitsConfirmation, "nothingToRatify", awarded, .annul(Sample.reason), in: plain, by: .college),
            example(.ladderStands, "noLadder", awarded, amend, in: plain, by: .college),
            example(.ownStep, "notOwnStep", awarded, approve("minister"), in: published, by: .finance),
            example(.awaitsSignature, "nothingToSign", awarded, approve("finance-advice"), in: published, by: .finance),
            example(.signatureCovers, "amountOutOfRange", awarded, approve("minister", upTo: 399), in: published, by: .alderman),
            example(.signedOff, "signaturesMissing", awarded, .notify, in: published, by: .system)
        ]
    }
}
