import CallModel
import Postgres
package import Store

// Mails on their way out: written with what they tell of, sent by whichever worker takes them, at least once.

extension Service {
    /// For so long a mail is one worker's; one that ends without a word has it taken over then.
    private static let claimSeconds: Int64 = 300
    /// After so many attempts nobody tries any more: about a day.
    package static let mostMailAttempts = 12

    /// Writes a mail down for sending.
    package func queue(_ mail: NewMail) async throws(ServiceError) {
        try await access { db in try db.add(mail: mail, at: db.now()) }
    }

    /// Takes up to so many mails that are due. No other worker gets them until it is said what became of them, or five minutes passed.
    package func claimMails(_ count: Int) async throws(ServiceError) -> [StoredMail] {
        try await access { db in
            let now = try db.now()
            return try db.claimMails(
                count, at: now, until: now.adding(seconds: Self.claimSeconds), mostAttempts: Self.mostMailAttempts)
        }
    }

    /// A mail left the house. What in it opened a door is taken out.
    package func mailDelivered(_ id: Int64) async throws(ServiceError) {
        try await access { db in _ = try db.note(deliveryOfMail: id, at: db.now()) }
    }

    /// A mail did not leave. It is tried again after a minute, then after two, four…
    package func mailFailed(_ id: Int64, _ error: String) async throws(ServiceError) {
        try await access { db in try db.note(failureOfMail: id, String(error.prefix(500)), at: db.now()) }
    }

    /// The mails that wait, the newest first, to be read before they are sent; links in them are cut.
    package func mails(delivered: Bool = false, most: Int = 500) async throws(ServiceError) -> [StoredMail] {
        try await question { db in try db.mails(delivered: delivered, most: most) }
    }
}
