internal import Foundation

/// Where the SQL files are: `roles.sql`, `migrations/` and `rehearsal/`.
package struct SQLFiles: Hashable, Sendable {
    package let folder: String

    package var roles: String { folder + "/roles.sql" }
    package var migrations: String { folder + "/migrations" }
    package var rehearsal: String { folder + "/rehearsal" }

    package init(folder: String) { self.folder = folder }

    /// The files of this program: in the resources beside the executable, else in the source checkout around it.
    ///
    /// Not `Bundle.module`, which ends the process when the resources are neither there nor where the package was built.
    /// Throws `MigrationError.filesMissing`.
    package static func locate() throws(MigrationError) -> SQLFiles {
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var looked: [String] = []
        var folder = executable.deletingLastPathComponent()
        while folder.path != "/" {
            for candidate in ["appel_Store.resources/sql", "sql"] {
                let files = SQLFiles(folder: folder.appendingPathComponent(candidate).path)
                if FileManager.default.fileExists(atPath: files.roles) { return files }
                looked.append(files.folder)
            }
            folder.deleteLastPathComponent()
        }
        throw .filesMissing(looked: looked)
    }

    func read(_ path: String) throws(MigrationError) -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else { throw .unreadable(path) }
        return text
    }
}
