import CallModel
import Configuration
import Exchange
import SystemPackage

/// What the installation configures: the environment first, then `config/server.yaml`.
enum Settings {
    /// Every key that the file may hold. One that nobody reads is refused: a misspelled `database` would silently mean the
    /// private server.
    static let keys = [
        "database", "clamd", "listen", "url", "proxies", "certificate", "key", "mailCommand", "mailFrom", "mailFolder", "contact",
        "oidcIssuer", "oidcClient", "oidcSecret", "oidcName", "requireSecondFactor", "metricsToken", "givingPrefix", "keyLimit",
        "strangerLimit", "patience", "pace", "logLevel"
    ]

    /// The connection string of the configured database, if there is one: `APPEL_DATABASE`, or `database` in the file.
    static func database() async throws -> String? { try await value("database") }

    /// The virus scanner, if one is configured: `APPEL_CLAMD`, or `clamd` in the file.
    static func scanner() async throws -> Clamd? {
        guard let text = try await value("clamd") else { return nil }
        guard let address = Clamd.Address(text) else {
            throw Failure(
                .faultyInput, "the virus scanner's address '\(text)' is none",
                next: "correct APPEL_CLAMD, or `clamd` in config/server.yaml: /run/clamav/clamd.ctl or host:3310")
        }
        return Clamd(address)
    }

    static func value(_ key: String) async throws -> String? {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "appel")]
        if let file = ProgramFiles.configuration {
            try check(try InputFile.yaml(file), path: file)
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
            } catch {
                throw Failure(
                    .faultyInput, "the configuration cannot be read", at: ["\(file): \(error)"],
                    next: "correct the file; `database: \"host=… dbname=…\"` is its usual line")
            }
        }
        let value = ConfigReader(providers: providers).string(forKey: ConfigKey([key]), isSecret: true)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Throws a `Failure` that names every key which the program does not know.
    static func check(_ tree: SourceNode, path: String) throws {
        // A file of comments only is empty.
        guard !tree.isNull else { return }
        guard case .mapping(let entries) = tree.content else {
            throw Failure(
                .faultyInput, "the configuration cannot be read", at: ["\(path):\(tree.position.line): keys are needed here"],
                next: "correct the file; `database: \"host=… dbname=…\"` is its usual line")
        }
        let unknown = entries.filter { !keys.contains($0.key) }
        guard !unknown.isEmpty else { return }
        let places = unknown.map { entry in
            let meant = nearest(to: entry.key, among: keys).map { "; did you mean '\($0)'?" } ?? ""
            return "\(path):\(entry.keyPosition.line): the key '\(entry.key)' is unknown\(meant)"
        }
        throw Failure(
            .faultyInput, "the configuration holds what the program does not know", at: places,
            next: "correct the file; it may hold: \(keys.joined(separator: ", "))")
    }
}
