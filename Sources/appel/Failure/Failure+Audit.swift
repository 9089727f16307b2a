import Audit
import CallModel
import Service

extension Failure {
    init(_ refusal: AuditRefusal, in language: Language) {
        let status: CommandStatus =
            switch refusal {
            case .emptyLog, .notFiled, .contentErased: .refused
            case .changed, .missingEvent, .strayEvent: .databaseUnfit
            case .otherKey: .faultyInput
            }
        self.init(status, sentences: refusal.message.text(in: language))
    }

    /// What is wrong in a file that was to be verified.
    init(_ fault: AuditFault, of file: String, in language: Language) {
        let heading = Message(
            fr: "la vérification a échoué", nl: "de controle is mislukt", en: "the verification failed")
        let next = Message(
            fr: "gardez ces fichiers tels quels et demandez des explications : ils ne correspondent pas à ce qui a été signé",
            nl: "bewaar deze bestanden zoals ze zijn en vraag uitleg: ze komen niet overeen met wat ondertekend is",
            en: "keep these files as they are and ask for an explanation: they do not agree with what was signed")
        self.init(
            .faultyInput, heading.text(in: language), at: ["\(file): \(fault.message.text(in: language))"],
            next: next.text(in: language))
    }
}
