package import CallModel
import Postgres
package import Store
import Workflow

// What associations are told in writing. It is due with the event that it follows from, and becomes a mail as soon as somebody
// writes it; decisions and requests wait in the outbox until the secretariat has read them.

extension Service {
    /// The oldest letters that are to be written, with those to whom.
    package func waitingLetters(most: Int) async throws(ServiceError) -> [(letter: WaitingLetter, to: Organisation)] {
        try await question { db in
            let letters = try db.waitingLetters(most: most)
            let known = try db.organisations(Set(letters.map(\.organisation)))
            return letters.compactMap { letter in known[letter.organisation].map { (letter, $0) } }
        }
    }

    /// Writes down a letter as a mail. Of several servers that wrote the same one, the first is heard.
    ///
    /// - Returns: whether it was.
    package func write(_ mail: NewMail, of letter: WaitingLetter) async throws(ServiceError) -> Bool {
        try await access { db in try db.keep(letter: mail, of: letter.kind, for: letter.effect, at: db.now()) }
    }

    /// Lets the letters leave that wait for a reader.
    ///
    /// - Parameter id: the newest one that was read; what came later goes on waiting.
    /// - Returns: how many leave.
    package func sendLetters(upTo id: Int64, _ request: Request) async throws(ServiceError) -> SentLetters {
        try await command(request, "send letters \(id)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.sendLetters.permit(request.actor)
            let now = try db.now()
            return (SentLetters(letters: try db.releaseMails(upTo: id, at: now)), now)
        }
    }
}

/// How many letters were let out.
package struct SentLetters: Hashable, Codable, Sendable {
    package let letters: Int
}
