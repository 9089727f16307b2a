import CallModel
import Exchange
import Presentation
import Selection
import Service
import Store
import Testing
import Workflow

@Suite struct ProblemTests {
    private static let fault = InputFault(
        row: 12, list: "rulings", field: "member", message: Message(fr: "inconnu", nl: "onbekend", en: "unknown"))

    private static let errors: [(any Error & Sendable, String, Problem.Category)] = [
        (ServiceError.refused(.reasonMissing), "reasonMissing", .refused),
        (ServiceError.refused(.notOwnFile), "notOwnFile", .notPermitted),
        (Refusal.tooFewReviews(1, needed: 2), "tooFewReviews", .refused),
        (ServiceError.refusedFiles([FileRefusal(reference: "A", refusal: .notOwnFile)]), "filesRefused", .notPermitted),
        (
            ServiceError.refusedFiles([
                FileRefusal(reference: "A", refusal: .notOwnFile), FileRefusal(reference: "B", refusal: .tooLate(nil))
            ]), "filesRefused", .refused
        ),
        (ServiceError.faults([fault]), "faults", .faultyInput),
        (ServiceError.callExists("x"), "callExists", .exists),
        (ServiceError.store(.notFound(kind: "call", name: "x")), "callNotFound", .notFound),
        (StoreError.versionConflict(kind: "application", id: 1, expected: 1, found: 2), "versionConflict", .conflict),
        (StoreError.keyReused("x"), "keyReused", .faultyInput),
        (StoreError.unreadable("x"), "unreadable", .unfit),
        (PreflightError.unsafeSetting("fsync"), "databaseUnsafe", .unfit),
        (FileWriteError("out.csv", kind: .diskFull), "fileUnwritable", .inputOutput),
        (DocumentRefusal.none(id: "x", known: ["y"]), "documentNotFound", .notFound),
        (DocumentRefusal.unscanned(id: "x"), "documentUnscanned", .refused),
        (AuditRefusal.emptyLog, "emptyLog", .refused),
        (AssignmentShortage.places(applications: ["A"], needed: 2, places: 1), "tooFewPlaces", .refused),
        (CancellationError(), "interrupted", .busy)
    ]

    @Test(arguments: errors)
    func `an error has a code for programs, a kind, and words that name no command`(
        error: any Error & Sendable, code: String, category: Problem.Category
    ) {
        let problem = Problem(of: error)
        #expect(problem.code == code)
        #expect(problem.category == category)
        for language in Language.allCases {
            let told = [problem.title, problem.advice].compactMap { $0?.text(in: language) }
            let texts = told + problem.details.map { $0.text(in: language) }
            #expect(!texts.contains(""))
            #expect(!texts.contains { $0.contains("`") || $0.contains("--") })
        }
    }

    @Test func `what is wrong with an assignment is told in every language, with its place`() throws {
        let faulty = """
            {"reviewsPerApplication": 0, "objective": "best", "extra": 1, "reviewers": [{"id": "R1", "minLoad": 3, "maxLoad": 2}],
             "applications": [{"id": "A1", "affinity": {"R1": 101, "R9": 4}}, {"id": ""}, {"affinity": []}]}
            """
        let error = #expect(throws: AssignmentFaults.self) { try AssignmentProblem.read(Array(faulty.utf8)) }
        let details = Problem(try #require(error)).details
        #expect(details.count == 9)
        for detail in details {
            #expect(detail.subject != nil)
            #expect(Set(Language.allCases.compactMap { detail.message?.text(in: $0) }).count == 3)
        }
        #expect(details.map { $0.text(in: .dutch) }.contains("objective: best is noch sum noch fair"))
    }

    @Test func `an error that nobody foresaw is a fault of the program`() {
        struct Unforeseen: Error {}
        #expect(Problem(of: Unforeseen()).category == .unexpected)
    }

    @Test func `a fault keeps its list, its row and its field apart`() throws {
        let detail = try #require(Problem([Self.fault]).details.first)
        #expect(detail.list == "rulings" && detail.row == 12 && detail.field == "member")
        #expect(detail.text(in: .dutch) == "12: member: onbekend")
    }

    @Test func `what is refused is told of each file`() {
        let files = [FileRefusal(reference: "B-1", refusal: .reasonMissing), FileRefusal(reference: "B-2", refusal: .notUrgent)]
        let problem = Problem(files)
        #expect(problem.details.map(\.subject) == ["B-1", "B-2"])
        #expect(problem.details[0].message == Problem(.reasonMissing).title)
    }

    @Test func `sentences after the first are the advice, in every language`() {
        let message = Message(fr: "Plein. Faites de la place.", nl: "Vol. Maak plaats.", en: "Full.")
        let problem = Problem("full", .inputOutput, sentences: message)
        #expect(problem.title == Message(fr: "Plein", nl: "Vol", en: "Full."))
        #expect(problem.advice == Message(fr: "Faites de la place.", nl: "Maak plaats.", en: ""))
        #expect(Problem("x", .unfit, sentences: Message(fr: "Un", nl: "Een", en: "One")).advice == nil)
    }
}
