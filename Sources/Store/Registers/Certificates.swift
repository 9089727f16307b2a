package import CallModel
package import Postgres

private let insertCertificate = Statement(
    "insert certificate", "INSERT INTO certificates (call_id, body, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
private let certificateOfCall = Statement("certificate of call", "SELECT body FROM certificates WHERE call_id = $1")
private let certifiedCalls = Statement("calls with certificate", "SELECT call_id FROM certificates")

extension Connection {
    /// Keeps the certificate of a call; the first stays.
    package func keepCertificate(_ body: String, of call: CallID, at: Instant) throws {
        try execute(insertCertificate, call, body, at)
    }

    /// The certificate of a call, byte for byte; nil where the council has not begun to advise, or ranks nothing.
    package func certificate(of call: CallID) throws -> String? {
        try query(certificateOfCall, call).singleOrNone()?.string(0)
    }

    package func callsWithCertificate() throws -> Set<CallID> {
        Set(try query(certifiedCalls).map { try $0.value(0) })
    }
}
