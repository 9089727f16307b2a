import CallModel
import Exchange
import Foundation
import Service
import Store
import Workflow

/// How far the call of the demonstration is; each point holds everything before it.
enum DemoPoint: Int, Hashable, CaseIterable {
    /// An empty rehearsal.
    case empty
    /// The call takes files; fifty drafts, and the members.
    case open
    /// All fifty are filed, the call is still open.
    case filed
    /// Closed; the files are examined.
    case admissibility
    /// Decided on admissibility; conflicts declared, reviews assigned.
    case review
    /// All reviews are in and counted.
    case scored
    /// The council sat and advised.
    case advised
    /// The College decided; nobody knows yet.
    case decided
    case released
}

/// The files of the demonstration.
enum DemoFiles {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static func lists() throws -> [CountryList] {
        let folder = folder + "/config/reference"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            let checked = CountryList.check(try YAMLSource.read(path: folder + "/" + name))
            guard let list = checked.list else { throw FixtureError("\(name): \(checked.faults)") }
            return list
        }
    }

    static func path(_ name: String) -> String { "\(folder)/config/demo/\(name)" }
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }
    static func file(_ name: String) throws -> ImportFile { try ImportFile(path: path(name)) }
}

/// The code of the demonstration's call.
let demoCall = "brussels-2027"

extension Request {
    static let secretariat = Request(actor: .secretariat)
    static let college = Request(actor: .college)
}

extension Stage {
    /// Takes the call from the point before to this one, as `scripts/demo.sh` does.
    func advance(to point: DemoPoint) async throws {
        switch point {
        case .empty: break
        case .open: try await open()
        case .filed:
            try await setClock("2027-03-29 16:00")
            _ = try await service.submit(of: demoCall, .secretariat)
        case .admissibility:
            try await setClock("2027-04-02 00:00")
            _ = try await service.move(call: demoCall, .close, .secretariat)
            _ = try await service.move(call: demoCall, .beginAdmissibility, .secretariat)
        case .review: try await review()
        case .scored:
            try await setClock("2027-05-10 20:00")
            _ = try await service.importReviews(of: demoCall, try await reviews(), .secretariat)
            _ = try await service.scoreFiles(of: demoCall, .secretariat)
        case .advised:
            try await setClock("2027-06-08 21:30")
            _ = try await service.move(call: demoCall, .beginDeliberation, .secretariat)
            _ = try await service.recordMeeting(of: demoCall, Import.meeting(try DemoFiles.file("meeting.yaml")), .secretariat)
            _ = try await service.advise(
                of: demoCall, meeting: "2027-06-08", exceptions: Import.advice(try DemoFiles.file("advice.csv")), .secretariat)
        case .decided:
            try await setClock("2027-06-24 14:00")
            _ = try await service.decide(
                of: demoCall, departures: Import.decisions(try DemoFiles.file("decisions.csv")), .college)
        case .released:
            try await setClock("2027-06-25 09:00")
            _ = try await service.release(of: demoCall, .secretariat)
        }
    }

    private func open() async throws {
        try await setClock("2027-01-15 10:00")
        let source = try String(contentsOfFile: DemoFiles.folder + "/config/calls/\(demoCall).yaml", encoding: .utf8)
        let checked = CallDefinition.check(
            try YAMLSource.parse(Data(source.utf8)), lists: Set(try DemoFiles.lists().map(\.id)))
        _ = try await service.createCall(checked, source: source, .secretariat)
        _ = try await service.move(call: demoCall, .open, .secretariat)
        try await setClock("2027-02-01 09:00")
        _ = try await service.importOrganisations(Import.organisations(try DemoFiles.file("organisations.csv")), .secretariat)
        _ = try await service.importEarlierGrants(Import.earlierGrants(try DemoFiles.file("earlier-grants.csv")), .secretariat)
        _ = try await service.importMembers(Import.members(try DemoFiles.file("members.csv")), .secretariat)
        let definition = try await service.call(demoCall).definition
        for name in ["applications.csv", "applications-late.json"] {
            let files = try Import.applications(try DemoFiles.file(name), for: definition)
            _ = try await service.importApplications(to: demoCall, files, submitting: false, .secretariat)
        }
    }

    private func review() async throws {
        for file in ["BXL27-026", "BXL27-038"] {
            _ = try await service.act(
                on: file, of: demoCall, .requestComplement(due: nil), reason: "Accord signé manquant", .secretariat)
        }
        try await setClock("2027-04-08 11:00")
        let definition = try await service.call(demoCall).definition
        for record in try Import.applications(try DemoFiles.file("complements.csv"), for: definition) {
            _ = try await service.complement(record, of: demoCall, .secretariat)
        }
        try await setClock("2027-04-15 09:00")
        _ = try await service.decideAdmissibility(
            of: demoCall, rulings: Import.rulings(try DemoFiles.file("rulings.csv")),
            markers: Import.markers(try DemoFiles.file("markers.csv")), .secretariat)
        _ = try await service.declareConflicts(of: demoCall, Import.conflicts(try DemoFiles.file("conflicts.csv")), .secretariat)
        _ = try await service.move(call: demoCall, .beginReview, .secretariat)
        _ = try await service.assign(of: demoCall, Import.assignments(try DemoFiles.file("assignments.csv")), .secretariat)
        _ = try await service.recuse(of: demoCall, Import.recusals(try DemoFiles.file("recusals.csv")), .secretariat)
        _ = try await service.assign(
            of: demoCall, Import.assignments(try DemoFiles.file("assignments-replacement.csv")), .secretariat)
        try await setClock("2027-05-03 20:00")
    }

    private func reviews() async throws -> [ImportedReview] {
        let criteria = try await service.call(demoCall).definition.scoring.criteria.map(\.id)
        return try Import.reviews(try DemoFiles.file("reviews.csv"), criteria: criteria)
    }
}
