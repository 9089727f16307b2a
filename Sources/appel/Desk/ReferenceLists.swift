import CallModel
import Exchange
import Foundation

/// The dated lists of `config/reference` that regulations may cite.
enum ReferenceLists {
    static func load() throws -> [CountryList] {
        guard let folder = ProgramFiles.referenceLists else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
        return try names.map { name in
            let path = folder + "/" + name
            let checked = CountryList.check(try InputFile.yaml(path))
            guard let list = checked.list else {
                throw Failure(
                    .faultyInput, "a reference list is faulty",
                    at: checked.faults.map { "\(path):\($0.position.line): \($0.message.text(in: .english))" },
                    next: "restore \(path) as it was delivered")
            }
            return list
        }
    }
}
