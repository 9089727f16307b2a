import CallModel
import Exchange
import Foundation

/// Files that the user hands over; their errors name them.
enum InputFile {
    /// A YAML file as a tree.
    static func yaml(_ path: String, in language: Language = .english) throws -> SourceNode {
        try yaml(try bytes(path), path: path, in: language)
    }

    /// - Parameter path: what errors call the file.
    static func yaml(_ data: Data, path: String, in language: Language) throws -> SourceNode {
        do {
            return try YAMLSource.parse(data)
        } catch {
            let place = path + (error.line.map { ":\($0)" } ?? "")
            throw Failure(
                .faultyInput,
                Message(
                    fr: "le fichier ne peut pas être compris ; rien n'a été changé",
                    nl: "het bestand is niet te begrijpen; er is niets gewijzigd",
                    en: "the file cannot be understood; nothing was changed"
                ).text(in: language),
                at: ["\(place): \(error.message.text(in: language))"],
                next: Failure.correcting(path).text(in: language))
        }
    }

    /// The bytes of a file, or of standard input for `-`.
    static func bytes(_ path: String) throws -> Data {
        if path == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
            throw missing(path)
        }
        return data
    }

    static func missing(_ path: String) -> Failure {
        let isFolder = (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeDirectory
        let why =
            if isFolder { "is a folder" } else if access(path, F_OK) != 0 { "does not exist" } else { "may not be read" }
        return Failure(.fileMissing, "\(path) \(why)", next: "check the name of the file")
    }
}
