package import CallModel

/// Words around an allocation.
package enum AllocationWords {
    package static func written(_ path: String) -> Message {
        Message(
            fr: "Certificat écrit dans \(path) ; vérifiez-le avec : appel verify certificate \(path)",
            nl: "Certificaat geschreven naar \(path); kijk het na met: appel verify certificate \(path)",
            en: "Certificate written to \(path); check it with: appel verify certificate \(path)")
    }
}
