import Audit
import CallModel
import Exchange
import Foundation
import Selection
import Store

extension FuzzTarget {
    /// The tables of a call's desk: the first byte says which.
    static let tables = FuzzTarget(name: "tables") { bytes in
        guard let first = bytes.first else { return }
        let file = ImportFile(name: "in.csv", bytes: Array(bytes.dropFirst()))
        do {
            switch first % 12 {
            case 0: _ = try Import.reviews(file, criteria: ["needs", "design"])
            case 1: _ = try Import.decisions(file)
            case 2: _ = try Import.advice(file)
            case 3: _ = try Import.rulings(file)
            case 4: _ = try Import.markers(file)
            case 5: _ = try Import.conflicts(file)
            case 6: _ = try Import.recusals(file)
            case 7: _ = try Import.assignments(file)
            case 8: _ = try Import.members(file)
            case 9: _ = try Import.boards(file)
            case 10: _ = try Import.ties(file)
            default: _ = try Import.panelScores(file)
            }
        } catch let failure as ImportFailure {
            require(failure.total >= 1 && !failure.faults.isEmpty, "a refusal names what is wrong")
        } catch {
            require(false, "every error has its type")
        }
    }

    /// The minutes of a meeting.
    static let meeting = FuzzTarget(name: "meeting") { bytes in
        do throws(ImportFailure) {
            _ = try Import.meeting(ImportFile(name: "in.yaml", bytes: Array(bytes)))
        } catch {
            require(error.total >= 1 && !error.faults.isEmpty, "a refusal names what is wrong")
        }
    }

    /// What an outsider hands over to be verified: lines of the log, signed notes, checkpoints, keys, receipts.
    static let audit = FuzzTarget(name: "audit") { bytes in
        let line = Array(bytes)
        _ = LogLine(line)
        let text = String(decoding: line, as: UTF8.self)
        _ = SignedNote(text)
        _ = Checkpoint(text)
        _ = NoteKey(text)
        _ = SigningKey(text)
        _ = try? LogJSON.decode(FilingReceipt.self, from: text)
    }

    /// A certificate that is read is accepted or refused, and never brings the checker down.
    static let certificate = FuzzTarget(name: "certificate") { bytes in
        guard let certificate = try? JSONDecoder().decode(AllocationCertificate.self, from: Data(bytes)) else { return }
        let checker = CertificateChecker(sha256: Digest.sha256)
        _ = try? checker.check(certificate, published: nil)
    }
}
