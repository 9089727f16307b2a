import Foundation

/// The files that come with the program: in resources beside it, or in the source checkout around it.
enum ProgramFiles {
    /// `config/server.yaml` of the folder where the command is typed, else of the checkout.
    static var configuration: String? {
        let here = "config/server.yaml"
        return FileManager.default.fileExists(atPath: here) ? here : around(["appel_appel.resources/server.yaml", here])
    }

    /// The folder of the dated reference lists.
    static var referenceLists: String? { around(["appel_appel.resources/reference", "config/reference"]) }

    /// The first of these that exists in the program's folder or in one above it.
    ///
    /// Not `Bundle.module`, which ends the process when the resources are neither there nor where the package was built.
    private static func around(_ candidates: [String]) -> String? {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        while true {
            for candidate in candidates {
                let path = folder.appendingPathComponent(candidate).path
                if FileManager.default.fileExists(atPath: path) { return path }
            }
            if folder.path == "/" { return nil }
            folder.deleteLastPathComponent()
        }
    }
}
