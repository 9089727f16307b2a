internal import Crypto
internal import Foundation

/// One numbered file of SQL.
package struct Migration: Hashable, Sendable {
    package let number: Int
    /// The name of the file: `0001_log.sql`.
    package let name: String
    /// The SHA-256 of the file's bytes.
    package let sha256: [UInt8]
    let path: String
    let sql: String

    /// The migrations of a folder in the order of their numbers, which are 1, 2, 3… without a gap.
    ///
    /// Files that do not end in `.sql` are none of its business. Throws the `MigrationError` that names the file at fault.
    package static func load(folder: String, files: SQLFiles) throws(MigrationError) -> [Migration] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { throw .unreadable(folder) }
        var migrations: [Migration] = []
        for name in names.sorted() where name.hasSuffix(".sql") {
            let migration = try Migration(name: name, path: "\(folder)/\(name)", files: files)
            if let last = migrations.last, last.number == migration.number {
                throw .duplicateNumber(last.path, migration.path)
            }
            guard migration.number == migrations.count + 1 else {
                throw .gap(number: migrations.count + 1, before: migration.path)
            }
            migrations.append(migration)
        }
        return migrations
    }

    private init(name: String, path: String, files: SQLFiles) throws(MigrationError) {
        let digits = name.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let rest = name.utf8.dropFirst(digits.count)
        guard digits.count == 4, rest.count > ".sql".utf8.count + 1, rest.first == UInt8(ascii: "_"),
            let number = Int(name.prefix(4)), number >= 1
        else { throw .badName(path) }
        self.number = number
        self.name = name
        self.path = path
        sql = try files.read(path)
        sha256 = Array(SHA256.hash(data: Data(sql.utf8)))
    }

    /// The line of the file, from 1, that a place in its text is on, in characters from 1 as PostgreSQL counts them.
    func line(at position: Int) -> Int {
        1 + sql.unicodeScalars.prefix(position - 1).count { $0 == "\n" }
    }
}
