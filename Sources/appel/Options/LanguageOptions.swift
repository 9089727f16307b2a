import ArgumentParser
import CallModel

extension Language: ExpressibleByArgument {}

extension Language {
    /// The user's own, as the environment has it: `LC_ALL`, else `LC_MESSAGES`, else `LANG`; English where that is another.
    static var ofEnvironment: Language {
        let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty }
        return value.flatMap { Language(rawValue: String($0.prefix(2))) } ?? .english
    }
}

/// A command that says in which language it wants its messages.
protocol SpeakingCommand: SendableMetatype {
    var language: Language { get }
}

/// What every command takes.
struct LanguageOptions: ParsableArguments {
    @Option(name: .customLong("lang"), help: "The language of messages: fr, nl or en. (default: that of LANG, else en)")
    var requested: Language?

    var language: Language { requested ?? .ofEnvironment }
}
