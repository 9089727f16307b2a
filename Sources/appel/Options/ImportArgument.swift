import ArgumentParser

/// The file whose records are brought in.
struct ImportArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The file, or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["csv", "json", "yaml", "zip"]))
    var path: String
}
