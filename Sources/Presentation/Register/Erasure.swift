package import CallModel
package import Service

extension ErasureReceipt {
    /// What was erased of the person.
    package var sentence: Message {
        Message(
            fr:
                "\(subject) : \(documents) texte(s), \(attachments) document(s), \(answers) réponse(s) et \(payments) paiement(s) effacés",
            nl:
                "\(subject): \(documents) tekst(en), \(attachments) document(en), \(answers) antwoord(en) en \(payments) betaling(en) gewist",
            en:
                "\(subject): \(documents) text(s), \(attachments) document(s), \(answers) answer(s) and \(payments) payment(s) erased"
        )
    }
}
