import Configuration
import SystemPackage

/// What the installation configures: the environment first, then `config/server.yaml`.
enum Settings {
    /// The connection string of the configured database, if there is one: `APPEL_DATABASE`, or `database` in the file.
    static func database() async throws -> String? {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "appel")]
        if let file = ProgramFiles.configuration {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
            } catch {
                throw Failure(
                    .faultyInput, "the configuration cannot be read", at: ["\(file): \(error)"],
                    next: "correct the file; `database: \"host=… dbname=…\"` is its usual line")
            }
        }
        let value = ConfigReader(providers: providers).string(forKey: "database", isSecret: true)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }
}
