import CallModel
import Exchange
import Foundation
import Store

/// The shipped regulation with a larger budget, and files, associations and members for it.
struct BenchCall: Sendable {
    static let code = "brussels-2027"

    let checked: CheckedDefinition
    let definition: CallDefinition
    let source: String
    let lists: [CountryList]
    let sqlFiles: SQLFiles
    /// The header and the first file of the demonstration, which every file here is a copy of.
    private let header: Substring
    private let row: Substring

    /// - Parameter checkout: the folder of the project.
    init(checkout: String) throws {
        func text(_ path: String) throws -> String {
            try String(contentsOfFile: "\(checkout)/config/\(path)", encoding: .utf8)
        }
        source = try text("calls/brussels-2027.yaml").replacing("total: \"150000.00\"", with: "total: \"3000000.00\"")
        checked = CallDefinition.check(try YAMLSource.parse(Data(source.utf8)), lists: ["dac-recipients"])
        guard let definition = checked.definition else { throw BenchFailure("the shipped call: \(checked.faults)") }
        self.definition = definition
        let list = CountryList.check(try YAMLSource.read(path: "\(checkout)/config/reference/dac-recipients.yaml"))
        guard let list = list.list else { throw BenchFailure("the shipped list: \(list.faults)") }
        lists = [list]
        sqlFiles = SQLFiles(folder: checkout + "/sql")
        let lines = try text("demo/applications.csv").split(separator: "\n", maxSplits: 2)
        (header, row) = (lines[0], lines[1])
    }

    var opens: Instant { definition.calendar.opens.instant }
    var closes: Instant { definition.calendar.closes.instant }

    static func reference(_ number: Int) -> String { "B\(number)" }
    static func member(_ number: Int) -> String { "M\(number)" }

    /// A table of files: as many associations take turns.
    func applications(_ count: Int, of organisations: Int) -> ImportFile {
        ImportFile(name: "applications.csv", bytes: applicationTable(count, of: organisations))
    }

    /// The same as bytes, to be written to a file.
    func applicationTable(_ count: Int, of organisations: Int) -> [UInt8] {
        let rest = row.split(separator: ",", maxSplits: 2)[2].utf8
        var bytes = Array(header.utf8)
        bytes.reserveCapacity(count * (row.utf8.count + 8))
        for number in 1...count {
            bytes.append(UInt8(ascii: "\n"))
            bytes += "\(Self.reference(number)),\(Self.enterprise((number - 1) % organisations + 1)),".utf8
            bytes += rest
        }
        return bytes
    }

    func organisations(_ count: Int) -> ImportFile {
        Self.table(
            "organisations.csv",
            "reference,name,enterprise_number,legal_form,founded_on,seat_postcode,activity_postcodes,iban,language,email,"
                + "recognised_ngo",
            (1...count).map { number in
                let enterprise = Self.enterprise(number)
                return "\(enterprise),Association \(number),\(enterprise),asbl,2015-05-01,1000,1000;1020,"
                    + "BE68 5390 0754 7034,fr,info\(number)@example.org,false"
            })
    }

    func members(_ count: Int) -> ImportFile {
        Self.table(
            "members.csv", "code,name,email,language,external",
            (1...count).map { "\(Self.member($0)),Member \($0),m\($0)@example.org,nl,no" })
    }

    /// Three members for every file.
    func assignments(_ files: Int, members: Int = 9) -> ImportFile {
        Self.table(
            "assignments.csv", "reference,member",
            Self.pairs(files, members).map { "\(Self.reference($0.file)),\(Self.member($0.member))" })
    }

    /// Scores that differ from file to file; some are below the minimum.
    func reviews(_ files: Int, members: Int = 9) -> ImportFile {
        Self.table(
            "reviews.csv", "reference,member," + criteria.map { "score.\($0)" }.joined(separator: ",") + ",justification",
            Self.pairs(files, members).map { file, member in
                let scores = criteria.indices.map { String((file + $0 * 7) % 4 + (file + member) % 3) }
                return "\(Self.reference(file)),\(Self.member(member)),\(scores.joined(separator: ",")),Besoin exprimé."
            })
    }

    var criteria: [String] { definition.scoring.criteria.map(\.id) }

    var meeting: ImportFile { meeting(of: 9) }

    func meeting(of members: Int) -> ImportFile {
        let present = (1...members).map(Self.member).joined(separator: ", ")
        let text = """
            reference: sitting
            heldAt: "2027-04-01 18:30"
            zone: Europe/Brussels
            chair: M1
            present: [\(present)]
            absences: []

            """
        return ImportFile(name: "meeting.yaml", bytes: Array(text.utf8))
    }

    private static func pairs(_ files: Int, _ members: Int) -> [(file: Int, member: Int)] {
        (1...files).flatMap { file in (0..<3).map { (file, (file + $0) % members + 1) } }
    }

    private static func table(_ name: String, _ header: String, _ rows: [String]) -> ImportFile {
        ImportFile(name: name, bytes: Array(([header] + rows).joined(separator: "\n").utf8))
    }

    /// An enterprise number with correct check digits.
    private static func enterprise(_ number: Int) -> String {
        let first = 4_000_000 + number
        let check = 97 - first % 97
        return "0\(first)" + (check < 10 ? "0\(check)" : "\(check)")
    }
}
