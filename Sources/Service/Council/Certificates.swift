package import CallModel
package import Selection
import Store
import Workflow

// The document with which anybody checks what was decided. It is made when the council begins to advise, because what the College
// decides rests on that; worked out later it would be about other files.

extension ProposalView {
    /// The proof that the allocation follows from the problem by the call's own rules.
    package func certified() throws(AllocationFaults) -> [UInt8] {
        Array(try problem.certified(by: rules, sha256: CallModel.Digest.sha256).text)
    }
}

extension Service {
    /// The certificate of a call, byte for byte as it was made when the council began to advise.
    package func certificate(of code: String) async throws(ServiceError) -> String {
        try await question { db in
            guard let text = try db.certificate(of: db.call(code: code).id) else {
                throw StoreError.notFound(kind: "certificate", name: code)
            }
            return text
        }
    }

    /// The calls of which there is a certificate.
    package func callsWithCertificate() async throws(ServiceError) -> Set<CallID> {
        try await question { try $0.callsWithCertificate() }
    }
}
