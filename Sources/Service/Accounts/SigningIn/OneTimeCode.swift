import Crypto
import Foundation

/// The codes of RFC 6238 that an app on a telephone shows: one every 30 seconds.
struct OneTimeCode: Sendable {
    /// How the code is made; apps know the first, the others are in the standard.
    enum Hash: Sendable { case sha1, sha256, sha512 }

    static let period: Int64 = 30

    let secret: [UInt8]
    var hash = Hash.sha1
    var digits = 6

    /// The code of a step, which is the time in periods since 1970.
    func code(at step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let key = SymmetricKey(data: secret)
        let mac: [UInt8] =
            switch hash {
            case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: counter, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: counter, using: key))
            }
        // The last four bits say where in the code the number is taken from: RFC 4226, 5.3.
        let place = Int(mac[mac.count - 1] & 15)
        var number = mac[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        var text = ""
        for _ in 0..<digits {
            text = String(number % 10) + text
            number /= 10
        }
        return text
    }

    /// The step whose code was given: the present one, or a neighbour for a clock that is not quite right.
    func step(of code: String, atSecond second: Int64) -> Int64? {
        let now = second / Self.period
        let given = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
        var found: Int64?
        // All three are compared, whichever it is.
        for step in [now - 1, now, now + 1] where Secret.isEqual(given, Array(self.code(at: step).utf8)) { found = step }
        return found
    }

    /// The secret as apps take it from a keyboard.
    var secretText: String { Self.base32(secret) }

    /// What apps read from a picture.
    ///
    /// - Parameters:
    ///   - issuer: whose service it is for.
    ///   - account: what tells it from other accounts there.
    func address(issuer: String, account: String) -> String {
        func escaped(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(secretText)&issuer=\(escaped(issuer))"
            + "&algorithm=SHA1&digits=\(digits)&period=\(Self.period)"
    }

    /// RFC 4648 without the signs that fill up.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, held, count) = ("", 0, 0)
        for byte in bytes {
            held = (held << 8 | Int(byte)) & 0xfff
            count += 8
            while count >= 5 {
                text.append(letters[held >> (count - 5) & 31])
                count -= 5
            }
        }
        if count > 0 { text.append(letters[held << (5 - count) & 31]) }
        return text
    }
}
