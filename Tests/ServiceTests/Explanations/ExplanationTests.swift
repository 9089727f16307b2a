import CallModel
import Selection
import Store
import Testing
import Workflow

@testable import Exchange
@testable import Service

/// What an applicant and the municipality are told of a file.
@Suite struct ExplanationTests {
    private func applicant(_ reference: String, _ call: BrusselsCall, _ world: World) async throws -> Actor {
        .applicant(try await world.service.file(reference, of: call.code).view.file.organisation)
    }

    /// The numbers of a text, as they stand there.
    private func numbers(_ text: String) -> [Substring] { text.matches(of: /[0-9]+(\.[0-9]+)?/).map(\.output.0) }

    @Test func `every number of every sentence is in a figure of its fact, and every source is there`() async throws {
        try await withWorld { world in
            let made = ExplainedCall(spread: 1)
            let call = try await made.run(in: world)
            try await made.release(call, in: world)
            var codes: Set<String> = []
            for number in 1...ExplainedCall.files {
                for audience in ExplanationAudience.allCases {
                    let found = try await world.service.explain(World.reference(number), of: nil, for: audience, as: .secretariat)
                    #expect(!found.facts.isEmpty)
                    for fact in found.facts {
                        codes.insert(fact.code)
                        #expect(!fact.sources.isEmpty, "\(fact.code)")
                        for language in Language.allCases {
                            let figures = Set(fact.figures.flatMap { numbers($0.value.text(in: language)) })
                            let sentence = fact.sentence(in: language)
                            #expect(numbers(sentence).allSatisfy(figures.contains), "\(sentence)")
                        }
                        for case .event(let seq) in fact.sources {
                            #expect(try await world.value("SELECT count(*) FROM appel.events WHERE seq = \(seq)") == "1")
                        }
                    }
                }
            }
            // All that can be said of a call was said of one of these files.
            #expect(
                codes.isSuperset(of: [
                    "awarded", "onReserveList", "state", "failedRule", "place", "minimumReached", "partMinimumReached", "part",
                    "leastScore", "largestRequest", "weightInterval"
                ]), "\(codes)")
        }
    }

    @Test func `an applicant is told the same whoever the others are, and however the reviewers differ`() async throws {
        var told: [[String]] = []
        for made in [ExplainedCall(), ExplainedCall(isThirdOther: true), ExplainedCall(spread: 1)] {
            try await withWorld { world in
                let call = try await made.run(in: world)
                try await made.release(call, in: world)
                var texts: [String] = []
                for number in 1...ExplainedCall.files where number != 3 {
                    let reference = World.reference(number)
                    let actor = try await applicant(reference, call, world)
                    let found = try await world.service.explain(reference, of: call.code, for: .applicant, as: actor)
                    let sentences = found.facts.map { fact in Language.allCases.map { fact.sentence(in: $0) } }
                    texts.append("\(found.facts.map(\.code)) \(found.facts.map(\.figures)) \(found.facts.map(\.sources)) \(sentences)")
                    let others = (1...ExplainedCall.files).map { World.reference($0) }.filter { $0 != reference }
                    for word in others + ["Association", "M1", "M2", "M3"] {
                        #expect(!sentences.joined().contains { $0.contains(word) }, "\(reference) is told of \(word)")
                    }
                }
                told.append(texts)
            }
        }
        #expect(told[0] == told[1])
        #expect(told[0] == told[2])
    }

    /// With three reviews the median and the trimmed mean are the score of the one in the middle.
    @Test(arguments: [("mean", true), ("median", false), ("trimmedMean", false)])
    func `an applicant is never told a score that is one reviewer's`(aggregate: String, isShown: Bool) async throws {
        try await withWorld { world in
            let made = ExplainedCall(spread: 1, aggregate: aggregate)
            let call = try await made.run(in: world)
            try await made.release(call, in: world)
            var codes: Set<String> = []
            var written = 0
            for number in 1..<ExplainedCall.files {
                let reference = World.reference(number)
                let actor = try await applicant(reference, call, world)
                let told = try await world.service.explain(reference, of: call.code, for: .applicant, as: actor).facts
                codes.formUnion(told.map(\.code))
                let names = told.flatMap(\.figures).map(\.name)
                #expect(names.contains("score") == isShown, "\(reference): \(names)")
                // The own request stays, the own score goes.
                let own = told.filter { $0.code == "leastScore" }.flatMap(\.figures).map(\.name)
                #expect(isShown || !own.contains("own"))
                #expect(told.contains { ["minimumReached", "minimumMissed"].contains($0.code) })
                let inside = try await world.service.explain(reference, of: call.code, for: .municipality, as: .secretariat).facts
                #expect(inside.flatMap(\.figures).contains { $0.name == "score" })
                // Neither does the reason that was notified say it.
                let file = try await world.service.file(reference, of: call.code).view.file
                guard let score = file.score?.rounded(places: 2) else { continue }
                let reasons = told.filter { $0.code == "writtenReason" }.flatMap(\.figures).map { "\($0)" }
                written += reasons.count
                #expect(isShown || !reasons.contains { $0.contains(score) }, "\(reference): \(reasons)")
            }
            #expect(codes.contains("leastScore") && written > 0)
        }
    }

    @Test func `who may ask for what`() async throws {
        try await withWorld { world in
            let made = ExplainedCall()
            let call = try await made.run(in: world)
            let (first, second) = (try await applicant("F01", call, world), try await applicant("F02", call, world))
            func ask(_ reference: String, _ audience: ExplanationAudience, _ actor: Actor) async throws(ServiceError) -> Explanation {
                try await world.service.explain(reference, of: call.code, for: audience, as: actor)
            }
            try await world.expectRefusal("notNotified") { () async throws(ServiceError) in try await ask("F01", .applicant, first) }
            try await made.release(call, in: world)
            #expect(try await ask("F01", .applicant, first).reference == "F01")
            try await world.expectRefusal("notFound application F01") { () async throws(ServiceError) in
                try await ask("F01", .applicant, second)
            }
            try await world.expectRefusal("notFound application F99") { () async throws(ServiceError) in
                try await ask("F99", .applicant, second)
            }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in
                try await ask("F01", .municipality, first)
            }
            let ranked = try await world.service.ranking(of: call.code).ranking.places.map(\.id)
            let (hidden, shown) = (ranked[0], ranked[1])
            let conflict = ImportedConflict(member: "M5", reference: hidden, ground: .relative, note: nil, row: 2)
            _ = try await world.service.declareConflicts(of: call.code, [conflict], .secretariat)
            let (conflicted, other) = (try await world.member("M5"), try await world.member("M6"))
            // To the member the file does not exist; nor does it bear on what the others are told to have come to.
            for reference in [hidden, "F99"] {
                try await world.expectRefusal("notFound application \(reference)") { () async throws(ServiceError) in
                    try await ask(reference, .municipality, .reviewer(conflicted))
                }
            }
            func said(_ actor: Actor) async throws -> [String] {
                try await ask(shown, .municipality, actor).facts.map { $0.sentence(in: .english) }
            }
            let (told, whole) = (try await said(.reviewer(conflicted)), try await said(.chair(other)))
            #expect(whole.contains("It ranks 2 of \(ranked.count)."))
            #expect(told.contains("It ranks 1 of \(ranked.count - 1).") && !told.contains { $0.contains(hidden) })
            #expect(try await !ask("F01", .municipality, .chair(other)).facts.isEmpty)
        }
    }

    @Test func `an inadmissible file is told every rule that it fails, with article and values`() async throws {
        try await withWorld { world in
            let made = ExplainedCall()
            let call = try await made.run(in: world)
            try await made.release(call, in: world)
            let reference = World.reference(ExplainedCall.files)
            let actor = try await applicant(reference, call, world)
            let found = try await world.service.explain(reference, of: call.code, for: .applicant, as: actor)
            let failed = found.facts.filter { $0.code == "failedRule" }
            let examined = try await world.service.admissibilityReport(of: call.code).first { $0.file.reference == reference }
            let expected = try #require(examined).failures.compactMap(\.message)
            #expect(expected.count >= 2)
            #expect(failed.map { $0.sentence(in: .dutch) } == expected.map(\.dutch))
            #expect(failed.map { $0.sentence(in: .french) } == expected.map(\.french))
        }
    }

    @Test func `the smallest score and the largest request are what trying all of them finds`() async throws {
        try await withWorld { world in
            let call = try await ExplainedCall(spread: 1).run(in: world)
            let code = call.code
            let (found, tried) = try await world.service.question { [service = world.service] db in
                let scored = try service.scoredCall(try db.call(code: code), db)
                var (found, tried): ([String: [Fraction?]], [String: [Fraction?]]) = ([:], [:])
                for file in scored.files where scored.award(of: file.id) == nil {
                    let outcome = try #require(scored.outcomes[file.id])
                    let requested = try #require(file.request?.cents)
                    func isFunded(_ score: Fraction, _ request: Cents) throws -> Bool {
                        let problem = try scored.problem(with: score, request, of: file.id)
                        return try problem.allocate(by: scored.definition.allocationRules).awards
                            .contains { $0.application == file.id }
                    }
                    let answer = try #require(try scored.counterfactual(of: file.id))
                    found[file.id] = [answer.score, answer.request.map { Fraction($0.value) }]
                    // Three reviews of 100 points.
                    let scores = (0...300).map { Fraction(Int64($0), 3) }.filter { outcome.aggregate < $0 }
                    // All amounts here are whole hundreds of euros; a cent less than another file's request may win a tie.
                    let requests = stride(from: requested.value, to: 0, by: -10_000).flatMap { [Cents($0), Cents($0 - 1)] }.dropFirst()
                    let score = try scores.first { try isFunded($0, requested) }
                    let request = try requests.first { try isFunded(outcome.aggregate, $0) }
                    tried[file.id] = [score, request.map { Fraction($0.value) }]
                }
                return (found, tried)
            }
            #expect(!found.isEmpty)
            #expect(found == tried)
        }
    }
}
