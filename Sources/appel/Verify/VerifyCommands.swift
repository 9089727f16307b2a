import ArgumentParser

struct VerifyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks published documents again, from the files alone: no database is asked.",
        discussion: """
            EXAMPLE
              appel verify certificate brussels-2027.certificate.json
            """,
        subcommands: [VerifyCertificate.self])
}
