import CallModel
import Logging
import Web

extension Settings {
    /// How the service is set up.
    static func server() async throws -> ServerSettings {
        var settings = ServerSettings()
        if let text = try await value("listen") { try listen(at: text, &settings) }
        if let url = try await value("url") {
            guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.hasSuffix("/") else {
                throw refused("url", url, "https://appel.example.org, without a slash at its end")
            }
            settings.url = url
        }
        settings.proxies = words(try await value("proxies"))
        settings.certificate = try await value("certificate")
        settings.key = try await value("key")
        guard (settings.certificate == nil) == (settings.key == nil) else {
            throw Failure(
                .faultyInput, "a certificate needs its key, and a key its certificate",
                next: "set both `certificate` and `key` in config/server.yaml, or neither")
        }
        settings.mailCommand = words(try await value("mailCommand"))
        if let from = try await value("mailFrom") { settings.mailFrom = from }
        settings.mailFolder = try await value("mailFolder")
        settings.contact = try await value("contact")
        try await provider(&settings)
        if let isNeeded = try await flag("requireSecondFactor") { settings.requiresSecondFactor = isNeeded }
        settings.givingPrefix = try await value("givingPrefix")
        settings.scanner = try await scanner()
        settings.metricsToken = try await value("metricsToken")
        if let limit = try await number("keyLimit", 1...1_000_000, "a number of requests a minute") { settings.keyLimit = limit }
        if let limit = try await number("strangerLimit", 1...1_000_000, "a number of requests a minute") { settings.strangerLimit = limit }
        if let seconds = try await number("patience", 1...3600, "a number of seconds, 1 to 3600") { settings.patience = seconds }
        if let pace = try await number("pace", 1...1_000_000, "a number of bytes a second") { settings.pace = pace }
        return settings
    }

    /// Who tells the service who somebody is.
    private static func provider(_ settings: inout ServerSettings) async throws {
        guard let issuer = try await value("oidcIssuer") else { return }
        // Over the open network only what is encrypted is believed.
        guard ServerSettings.isTrusted(issuer: issuer) else {
            throw refused("oidcIssuer", issuer, "https://login.example.org, exactly as the provider calls itself")
        }
        guard let client = try await value("oidcClient"), let secret = try await value("oidcSecret") else {
            throw Failure(
                .faultyInput, "the provider \(issuer) needs to know who asks",
                next: "set `oidcClient` and `oidcSecret` in config/server.yaml, or leave `oidcIssuer` empty")
        }
        (settings.oidcIssuer, settings.oidcClient, settings.oidcSecret) = (issuer, client, secret)
        if let name = try await value("oidcName") { settings.oidcName = name }
    }

    /// `yes` or `no`; what is neither, such as a slip of the pen, is refused and never taken for no.
    private static func flag(_ key: String) async throws -> Bool? {
        switch try await value(key) {
        case nil: nil
        case "yes": true
        case "no": false
        case .some(let text): throw refused(key, text, "yes or no")
        }
    }

    private static func number(_ key: String, _ limits: ClosedRange<Int>, _ needed: String) async throws -> Int? {
        guard let text = try await value(key) else { return nil }
        guard let number = Int(text), limits.contains(number) else { throw refused(key, text, needed) }
        return number
    }

    /// Reads `host:port`; an IPv6 address stands in brackets.
    static func listen(at text: String, _ settings: inout ServerSettings) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port) else {
            throw refused("listen", text, "host:port, such as 127.0.0.1:8080")
        }
        let host = text[..<colon]
        settings.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
        settings.port = port
    }

    static func logLevel() async throws -> Logger.Level {
        guard let text = try await value("logLevel") else { return .info }
        guard let level = Logger.Level(rawValue: text) else {
            throw refused("logLevel", text, Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return level
    }

    private static func words(_ text: String?) -> [String] { (text ?? "").split(separator: " ").map(String.init) }

    private static func refused(_ key: String, _ found: String, _ needed: String) -> Failure {
        Failure(
            .faultyInput, "the setting \(key) is '\(found)'",
            next: "correct `\(key)` in config/server.yaml or APPEL_\(key.uppercased()); it takes \(needed)")
    }
}
