import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service

/// A file that is read in where one could also type: a text goes into its field, where it can be mended; an archive goes along with
/// the form until it is sent.
struct Reading {
    /// The field that a text goes into.
    let field: String
    /// Which files a browser offers, as in `.csv,.json`.
    let accept: String
    /// Whether an archive is taken too.
    var takesArchives = false

    private static let packed = "packed"
    private static let name = "packedName"

    func parts(_ path: String) -> Parts { ["action": path, "accept": accept] }

    /// What the form would hold with this file in it.
    fileprivate func fields(_ bytes: [UInt8], named name: String, _ visit: Visit) throws -> [(name: String, value: String)] {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if name.lowercased().hasSuffix(".zip"), takesArchives {
            return [(Self.packed, Data(bytes).base64EncodedString()), (Self.name, name)]
        }
        guard let text = String(validating: marked, as: UTF8.self), !text.contains("\0") else {
            throw Plan.Faults(faults: [FieldFault(field: "f-upload", visit.say("office.noTextFile", ["file": name]))])
        }
        return [(field, text)]
    }

    /// What of an archive goes along unseen, and its name.
    static func hidden(_ typed: FormFields) -> [(name: String, value: String)] {
        guard typed[field: packed] != nil else { return [] }
        return [packed, name].compactMap { name in typed[name].map { (name: name, value: $0) } }
    }

    static func archiveName(_ typed: FormFields) -> String? { typed[field: packed] == nil ? nil : typed[name] }

    /// Lends the archive that came with the form as a file; nil where none did.
    static func archive<Value>(_ fields: FormFields, _ body: (String) throws -> Value) throws -> Value? {
        guard let text = fields[field: packed] else { return nil }
        guard let data = Data(base64Encoded: text) else { throw HTTPError(.badRequest) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-archive-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("archive.zip")
        try data.write(to: path)
        return try body(path.path)
    }
}

extension FormFields {
    fileprivate subscript(field name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}

extension PageRoute {
    /// A plan into which a file may be read; without one, what was typed counts.
    static func readingPlan(
        _ path: String, _ access: Access, limit: Int,
        _ make: @escaping @Sendable (Visit, FormFields) async throws -> Plan
    ) -> [PageRoute] {
        // What a text takes more in a form than by itself.
        plan(path, access, limit: limit * 3, make) + [
            PageRoute(method: .post, path: path + "/read", access: access, limit: 0) { visit in
                try await read(visit, limit, make)
            }
        ]
    }

    private static func read(
        _ visit: Visit, _ limit: Int, _ make: @Sendable (Visit, FormFields) async throws -> Plan
    ) async throws -> Response {
        try await Upload.keep(visit.request, limit: limit, admit: { try CrossSite.check(visit, $0) }) { fields, path in
            let typed = fields.pairs.filter { $0.name != "csrf" }
            let empty = try await make(visit, FormFields(typed))
            guard let reading = empty.reading else { throw HTTPError(.notFound) }
            do {
                guard let path else {
                    throw Plan.Faults(faults: [FieldFault(field: "f-upload", visit.say("office.chooseFile"))])
                }
                let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
                let name = URL(fileURLWithPath: path).lastPathComponent
                let whole = FormFields(typed + (try reading.fields(bytes, named: name, visit)))
                return try await make(visit, whole).shown(to: visit, whole, tellsFaults: true)
            } catch let faults as Plan.Faults {
                return try empty.refused(visit, faults)
            }
        }
    }
}
