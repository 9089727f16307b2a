import Dispatch
import Foundation
package import Store

/// The way out for mails: a program that sends what it reads, or a folder in which they are looked at.
package enum MailRoute: Sendable {
    /// A program as sendmail is, with its arguments.
    case program([String])
    case folder(String)

    /// The way that is set up; nil where mails stay in the outbox. A folder is for a demonstration: it wins.
    package init?(_ settings: ServerSettings) {
        if let folder = settings.mailFolder {
            self = .folder(folder)
        } else if !settings.mailCommand.isEmpty {
            self = .program(settings.mailCommand)
        } else {
            return nil
        }
    }

    /// How long the program may take for one mail.
    private static let seconds = 60

    package func send(_ mail: StoredMail, from: String) async throws(MailFault) {
        let message = try MailMessage(mail, from: from, date: .now)
        switch self {
        case .program(let command): try await Self.run(command, message.forSendmail)
        case .folder(let folder): try Self.write(message.onTheWire, as: mail.id, to: folder)
        }
    }

    /// Whoever looks into the folder sees whole mails only.
    private static func write(_ text: String, as id: Int64, to folder: String) throws(MailFault) {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("\(id).eml")
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw .unwritable("\(file.path): \(error)")
        }
    }

    /// Runs on a thread of its own, because the program is waited for. Its answer is what it says on its error stream.
    private static func run(_ command: [String], _ text: String) async throws(MailFault) {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Void, MailFault>, Never>) in
            Thread.detachNewThread { continuation.resume(returning: finish(command, text)) }
        }
        try result.get()
    }

    private static func finish(_ command: [String], _ text: String) -> Result<Void, MailFault> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-mail-\(UUID().uuidString)")
        do {
            // Files and no pipes: a program that reads nothing, or writes much, stops nobody.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            defer { try? FileManager.default.removeItem(at: folder) }
            let (input, output) = (folder.appendingPathComponent("mail"), folder.appendingPathComponent("said"))
            try Data(text.utf8).write(to: input)
            try Data().write(to: output)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: command[0])
            process.arguments = Array(command.dropFirst())
            process.standardInput = try FileHandle(forReadingFrom: input)
            let said = try FileHandle(forWritingTo: output)
            (process.standardOutput, process.standardError) = (said, said)
            let ended = DispatchSemaphore(value: 0)
            process.terminationHandler = { _ in ended.signal() }
            try process.run()
            guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
                kill(process.processIdentifier, SIGKILL)
                return .failure(.tooSlow(seconds: seconds))
            }
            guard process.terminationStatus == 0 else {
                let data = try FileHandle(forReadingFrom: output).read(upToCount: 400) ?? Data()
                return .failure(.refused(process.terminationStatus, String(decoding: data, as: UTF8.self)))
            }
            return .success(())
        } catch {
            return .failure(.unwritable("\(error)"))
        }
    }
}
