import CallModel
package import Foundation
package import Store

/// A mail as it leaves the house: a message of RFC 5322 in UTF-8, whose words outside ASCII are encoded (RFC 2047), and in whose
/// headers nothing can begin another one.
package struct MailMessage: Sendable {
    /// The lines, without their ends.
    private let lines: [String]

    /// - Parameters:
    ///   - from: the address of the house, with or without a name: `Appel <appel@example.org>`.
    ///   - date: when it is sent.
    /// - Throws: `MailFault` where an address or the subject cannot stand in a header.
    package init(_ mail: StoredMail, from: String, date: Date) throws(MailFault) {
        for (name, text) in [("From", from), ("To", mail.to), ("Subject", mail.subject)] where !Self.isOneLine(text) {
            throw .unfitHeader(name)
        }
        // Whitespace would end the address, a comma begin another one.
        guard mail.to.allSatisfy({ $0.isASCII && !$0.isWhitespace && !",;<>()\"".contains($0) }), mail.to.contains("@"),
            !mail.to.hasPrefix("-")
        else { throw .unfitHeader("To") }
        let host = from.split(separator: "@").last.map { $0.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) } }
        lines =
            [
                "From: \(Self.sender(from))", "To: \(mail.to)", "Subject: \(Self.encoded(mail.subject))", "Date: \(Self.text(of: date))",
                // The same at each attempt: who gets it twice sees one.
                "Message-ID: <appel.\(mail.id).\(mail.createdAt.microseconds)@\(host ?? "localhost")>", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
                "Content-Language: \(mail.language.rawValue)", "Auto-Submitted: auto-generated", ""
            ] + Self.base64(mail.body)
    }

    /// With the ends of lines that the standard has.
    package var onTheWire: String { forSendmail.replacing("\n", with: "\r\n") }
    /// With those of this system, which is how a program for sending takes it.
    package var forSendmail: String { lines.joined(separator: "\n") + "\n" }

    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
    }

    private static func sender(_ from: String) -> String {
        guard let start = from.lastIndex(of: "<"), from.hasSuffix(">") else { return from }
        let name = from[..<start].trimmingCharacters(in: .whitespaces)
        return (name.isEmpty ? "" : encoded(name) + " ") + from[start...]
    }

    /// A text in a header: as it is where ASCII, else in words of at most 75 letters, none of which cuts a letter in two.
    private static func encoded(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isASCII && $0 != "=" && $0 != "\"" } && text.utf8.count <= 60
        guard !isPlain else { return text }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 45 bytes are 60 letters of base 64, and 12 stand around them.
            if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
    }

    private static func base64(_ text: String) -> [String] {
        // A mail has the ends of lines of the standard inside its coding too.
        let body = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        return Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]).split(separator: "\n")
            .map(String.init)
    }

    /// `Sun, 22 Nov 2026 11:38:10 +0000`, in English whatever the machine speaks.
    private static func text(of date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: date)
    }
}

/// Why a mail did not leave.
package enum MailFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is to stand in that header cannot.
    case unfitHeader(String)
    /// The program ended with that status and said that.
    case refused(Int32, String)
    case tooSlow(seconds: Int)
    case unwritable(String)

    package var description: String {
        switch self {
        case .unfitHeader(let name): "the header \(name) cannot hold that"
        case .refused(let status, let said): "the mail program ended with \(status): \(said)"
        case .tooSlow(let seconds): "the mail program did not end within \(seconds) s"
        case .unwritable(let text): text
        }
    }
}
