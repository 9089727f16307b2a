import Foundation

/// Where the files of the pages are: in the resources beside the executable, else in the source checkout around it.
package struct WebFiles: Sendable {
    package let templates: String
    package let assets: String
    package let locales: String

    package static func locate() throws(ServerFailure) -> WebFiles {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            for (pages, locales) in [("appel_Web.resources", "appel_Web.resources/locales"), ("Sources/Web", "config/locales")] {
                let files = WebFiles(
                    templates: folder.appendingPathComponent(pages + "/Templates").path,
                    assets: folder.appendingPathComponent(pages + "/Static").path,
                    locales: folder.appendingPathComponent(locales).path)
                let needed = [files.templates, files.assets, files.locales]
                if needed.allSatisfy(FileManager.default.fileExists(atPath:)) { return files }
            }
            folder.deleteLastPathComponent()
        }
        throw .filesMissing
    }
}

/// Why the service did not start.
package enum ServerFailure: Error, Sendable {
    case filesMissing
    /// A setting that cannot be used, and why.
    case setting(String, String)
}
