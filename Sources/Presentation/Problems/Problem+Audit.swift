package import Audit
import CallModel
package import Service

extension Problem {
    package init(_ refusal: AuditRefusal) {
        let (code, category): (String, Category) =
            switch refusal {
            case .emptyLog: ("emptyLog", .refused)
            case .noCheckpoint: ("noCheckpoint", .refused)
            case .notFiled: ("notFiled", .refused)
            case .contentErased: ("contentErased", .refused)
            case .changed: ("logChanged", .unfit)
            case .missingEvent: ("eventMissing", .unfit)
            case .strayEvent: ("strayEvent", .unfit)
            case .otherKey: ("otherKey", .faultyInput)
            }
        self.init(code, category, sentences: refusal.message)
    }

    /// What is wrong in a file that was to be verified.
    package init(_ fault: AuditFault, of file: String) {
        let heading = Message(fr: "la vérification a échoué", nl: "de controle is mislukt", en: "the verification failed")
        let other = Message(
            fr: "comparez la clé avec celle que la commune a publiée ; si c'est la bonne, gardez ces fichiers et demandez des explications",
            nl: "vergelijk de sleutel met die welke de gemeente publiceerde; is het de juiste, bewaar deze bestanden dan en vraag uitleg",
            en:
                "compare the key with the one that the municipality published; if it is that one, keep these files and ask for an explanation"
        )
        let changed = Message(
            fr: "gardez ces fichiers tels quels et demandez des explications : ils ne correspondent pas à ce qui a été signé",
            nl: "bewaar deze bestanden zoals ze zijn en vraag uitleg: ze komen niet overeen met wat ondertekend is",
            en: "keep these files as they are and ask for an explanation: they do not agree with what was signed")
        let isOfKey =
            switch fault {
            case .otherLog, .badSignature: true
            default: false
            }
        self.init("verification", .faultyInput, heading, [Detail(fault.message, subject: file)], advice: isOfKey ? other : changed)
    }
}
