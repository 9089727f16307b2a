import ArgumentParser
import CallModel
import Foundation
import Service
import Store
import Testing
import Workflow

@testable import appel

@Suite struct FailureTests {
    static let errors: [(any Error & Sendable, CommandStatus)] = [
        (ServiceError.refused(.reasonMissing), .refused),
        (ServiceError.refused(.notOwnFile), .notPermitted),
        (ServiceError.refusedFiles([FileRefusal(reference: "A", refusal: .tooLate(nil))]), .refused),
        (ServiceError.faults([]), .faultyInput),
        (ServiceError.definition("x"), .faultyInput),
        (StoreError.notFound(kind: "call", name: "x"), .faultyInput),
        (StoreError.unreadable("x"), .databaseUnfit),
        (StoreError.keyReused("x"), .faultyInput),
        (StoreError.versionConflict(kind: "application", id: 1, expected: 1, found: 2), .tryAgain),
        (StoreError.logFile(line: 3, "x"), .faultyInput),
        (ClusterError.notRunning("/x"), .databaseUnavailable),
        (ClusterError.diskFull("/x", free: 0), .inputOutput),
        (ClusterError.busy("/x"), .tryAgain),
        (ClusterError.foreignFolder("/x", owner: "a", user: "b"), .notPermitted),
        (MigrationError.changed("0001_log.sql"), .faultyInput),
        (MigrationError.kindIsForever(.real), .refused),
        (PreflightError.unsafeSetting("fsync"), .databaseUnfit),
        (RehearsalError.realDatabase, .refused),
        (RehearsalError.tooFar(asked: RehearsalClock.latest), .refused),
        (ServiceError.callExists("x"), .faultyInput),
        (ServiceError.otherCall(found: "x", asked: "y"), .faultyInput),
        (BackupError.damaged("x"), .faultyInput),
        (CancellationError(), .tryAgain)
    ]

    @Test(arguments: errors)
    func `each error ends with its code, and says what happened`(error: any Error & Sendable, status: CommandStatus) throws {
        let failure = try #require(Failure(of: error, in: .english))
        #expect(failure.status == status)
        #expect(!failure.what.isEmpty)
    }

    @Test func `a rehearsal's clock is told in the zone and the language of the answers`() throws {
        let now = try #require(Instant(iso8601: "2027-04-01T10:00:00.123456Z"))
        let error = RehearsalError.backwards(now: now, asked: try #require(Instant(iso8601: "2027-03-01T10:00:00Z")))
        let failure = try #require(Failure(of: error, in: .french))
        #expect(failure.what.contains("elle montre 2027-04-01 12:00"))
        #expect(failure.what.contains("2027-03-01 11:00"))
        #expect(failure.next?.hasPrefix("Choisissez") == true)
    }

    @Test func `a recommended folder can be typed as it is shown`() {
        let failure = Failure(ClusterError.notRunning("/srv/my data"))
        #expect(failure.next == "appel db start --data '/srv/my data'")
        #expect("it's".quotedForShell == "'it'\\''s'")
        #expect("".quotedForShell == "''")
    }

    @Test func `an error that nobody foresaw is a fault of the program`() throws {
        struct Unforeseen: Error {}
        #expect(try #require(Failure(of: Unforeseen(), in: .english)).status == .unexpected)
    }

    @Test func `a fault is told with file, row, field and what to do`() {
        let fault = InputFault(row: 12, field: "member", message: Message(fr: "inconnu", nl: "onbekend", en: "unknown"))
        let text = Failure([fault], of: "conflicts.csv", in: .dutch).text(style: .plain)
        #expect(
            text == """
                error: 1 fout; er is niets gewijzigd
                  conflicts.csv:12: member: onbekend
                next: verbeter conflicts.csv en herhaal de opdracht

                """)
    }

    @Test func `of several lists the fault names its own`() {
        let message = Message(fr: "x", nl: "x", en: "x")
        let faults = [
            InputFault(row: 3, list: "rulings", field: "reference", message: message),
            InputFault(row: 4, list: "markers", field: "reference", message: message)
        ]
        let lists = ["rulings": "rulings.csv", "markers": "markers.csv"]
        let failure = Failure(faults, of: nil, lists: lists, in: .english)
        #expect(failure.places == ["rulings.csv:3: reference: x", "markers.csv:4: reference: x"])
    }

    @Test func `a description in sentences is parted into what and what to do`() {
        let failure = Failure(.inputOutput, sentences: "The disk is full. Make room, and try again.")
        #expect(failure.what == "The disk is full")
        #expect(failure.next == "Make room, and try again.")
    }

    @Test func `the written table of exit codes is the program's own`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/exit-codes.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.map(String.init) == CommandStatus.allCases.map { "| \($0.rawValue) | \($0.meaning) |" })
        for status in CommandStatus.allCases { #expect(Appel.helpMessage().contains("\(status.rawValue)")) }
    }
}
