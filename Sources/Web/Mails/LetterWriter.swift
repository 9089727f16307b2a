import CallModel
import Logging
import Selection
import Service
import Store
import Workflow

/// Writes what is due to associations as mails.
struct LetterWriter {
    let site: Site
    let logger: Logger

    /// Writes the oldest letters that nobody has written. One that cannot be written stays in the outbox and holds up none behind it.
    ///
    /// - Returns: how many are done; those that another server wrote meanwhile are among them.
    func writeDue(most: Int) async throws -> Int {
        let due = try await site.service.waitingLetters(most: most)
        var done = 0
        for (letter, organisation) in due {
            do {
                let mail = try await text(of: letter, to: organisation).mail(of: letter.kind, site.vocabulary)
                _ = try await site.service.write(mail, of: letter)
                done += 1
            } catch {
                // Its number finds it; what it would have said is no matter for a log.
                logger.warning("a letter was not written", metadata: ["effect": "\(letter.effect)", "kind": "\(letter.kind)"])
            }
        }
        return done
    }

    private func text(of letter: WaitingLetter, to organisation: Organisation) async throws -> Letter {
        let subject = Letter.Subject(
            file: try await site.service.file(letter.reference, of: letter.call), call: try await site.service.call(letter.call),
            organisation: organisation, site: site.settings.address)
        switch letter.kind {
        case .receipt: return .receipt(on: subject, site.vocabulary)
        case .complementRequest: return .complement(on: subject, site.vocabulary)
        case .agreement: return .agreement(on: subject, site.vocabulary)
        case .decisionLetter, .payment, .recoveryClaim:
            let explanation = try await site.service.explain(letter.reference, of: letter.call, for: .applicant, as: .system)
            return .decision(on: subject, explanation, site.vocabulary)
        }
    }
}
