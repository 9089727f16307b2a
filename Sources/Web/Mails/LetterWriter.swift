import CallModel
import Selection
import Service
import Store
import Workflow

/// Writes what is due to associations as mails.
struct LetterWriter {
    let site: Site

    /// Writes the oldest letters that nobody has written.
    ///
    /// - Returns: how many of them were due; those that another server wrote meanwhile are among them.
    func writeDue(most: Int) async throws -> Int {
        let due = try await site.service.waitingLetters(most: most)
        for (letter, organisation) in due {
            let mail = try await text(of: letter, to: organisation).mail(of: letter.kind, site.vocabulary)
            _ = try await site.service.write(mail, of: letter)
        }
        return due.count
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
