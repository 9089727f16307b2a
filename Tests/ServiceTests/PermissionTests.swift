import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// Who may do what outside single steps, by a table written by hand.
@Suite struct PermissionTests {
    struct UseCase: Sendable {
        let name: String
        let roles: Set<Role>
        let run: @Sendable (World, BrusselsCall, Request) async throws(ServiceError) -> Void
    }

    private static let useCases: [UseCase] = [
        UseCase(name: "organisations", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            _ = try await world.service.importOrganisations([], request)
        },
        UseCase(name: "earlier grants", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            _ = try await world.service.importEarlierGrants([], request)
        },
        UseCase(name: "members", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            _ = try await world.service.importMembers([], request)
        },
        UseCase(name: "conflicts", roles: [.secretariat, .applicant, .reviewer, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.declareConflicts(of: call.code, [], request)
        },
        UseCase(name: "pins", roles: [.secretariat]) { world, call, request throws(ServiceError) in
            _ = try await world.service.pinConflict(of: call.code, "F01", member: "M3", .clear, reason: "Homonyme.", request)
        },
        UseCase(name: "boards", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            _ = try await world.service.importBoards([], request)
        },
        UseCase(name: "ties", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            _ = try await world.service.importTies([], request)
        },
        UseCase(name: "meeting", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            guard let meeting = try? World.meeting("another") else { throw .definition("no meeting") }
            _ = try await world.service.recordMeeting(of: call.code, meeting, request)
        },
        UseCase(name: "note a meeting", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.note(.rest, of: call.code, request)
        },
        UseCase(name: "order payments", roles: [.finance]) { world, call, request throws(ServiceError) in
            _ = try await world.service.orderPayments(of: call.code, BatchWish(account: ""), request)
        },
        UseCase(name: "withdraw a batch", roles: [.finance]) { world, call, request throws(ServiceError) in
            _ = try await world.service.withdrawBatch(PaymentBatchID(1), of: call.code, reason: "Perdu.", request)
        },
        UseCase(name: "bank report", roles: [.finance]) { world, call, request throws(ServiceError) in
            let report = BankReport(messageID: nil, statuses: [])
            _ = try await world.service.readBankReport(report, of: call.code, batch: PaymentBatchID(1), request)
        },
        UseCase(name: "publish a lottery", roles: [.secretariat]) { world, call, request throws(ServiceError) in
            let wish = LotteryWish(purpose: .ties, sources: ["Lotto"], entropyFrom: Instant(microseconds: 0))
            _ = try await world.service.publishLottery(of: call.code, wish, request)
        },
        UseCase(name: "draw a lottery", roles: [.secretariat]) { world, call, request throws(ServiceError) in
            _ = try await world.service.drawLottery(nil, of: call.code, [], request)
        },
        UseCase(name: "consensus", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.recordConsensus(
                on: "F01", of: call.code, meeting: "sitting", score: Fraction(50), reason: "Oui.", request)
        },
        UseCase(name: "submit all", roles: [.secretariat, .applicant]) { world, call, request throws(ServiceError) in
            _ = try await world.service.submit(of: call.code, request)
        },
        UseCase(name: "admissibility", roles: [.secretariat]) { world, call, request throws(ServiceError) in
            _ = try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: [], request)
        },
        UseCase(name: "correct an organisation", roles: [.secretariat]) { world, _, request throws(ServiceError) in
            var changes = OrganisationChanges()
            changes.name = "Un autre nom"
            let reference = try await world.service.organisations().first?.organisation.reference ?? ""
            _ = try await world.service.editOrganisation(reference, changes, request)
        },
        UseCase(name: "assign", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.assign(of: call.code, World.assignments(1), request)
        },
        UseCase(name: "recuse", roles: [.secretariat, .reviewer]) { world, call, request throws(ServiceError) in
            let recusal = ImportedRecusal(reference: "F01", member: "M3", reason: "Sa sœur.", row: 2)
            _ = try await world.service.recuse(of: call.code, [recusal], request)
        },
        UseCase(name: "reviews", roles: [.secretariat, .reviewer]) { world, call, request throws(ServiceError) in
            _ = try await world.service.importReviews(of: call.code, World.reviews(1), request)
        },
        UseCase(name: "drafts of reviews", roles: [.secretariat, .reviewer]) { world, call, request throws(ServiceError) in
            _ = try await world.service.importReviews(of: call.code, World.reviews(1), asDrafts: true, request)
        },
        UseCase(name: "void", roles: [.secretariat, .chair, .system]) { world, call, request throws(ServiceError) in
            _ = try await world.service.act(onReviewOf: "F01", by: "M3", of: call.code, .void, reason: "Erreur.", request)
        },
        UseCase(name: "score", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.scoreFiles(of: call.code, request)
        },
        UseCase(name: "advise", roles: [.secretariat, .chair]) { world, call, request throws(ServiceError) in
            _ = try await world.service.advise(of: call.code, meeting: "sitting", exceptions: [], request)
        },
        UseCase(name: "decide", roles: [.college]) { world, call, request throws(ServiceError) in
            _ = try await world.service.decide(of: call.code, departures: [], request)
        },
        UseCase(name: "release", roles: [.secretariat, .system]) { world, call, request throws(ServiceError) in
            _ = try await world.service.release(of: call.code, request)
        }
    ]

    @Test func `who may not do a thing is told so, and everybody else is not`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            _ = try await world.service.recordMeeting(of: call.code, try World.meeting("sitting"), .secretariat)
            let owner = try #require(try await world.service.organisations().first).id
            let (chair, member) = (try await world.member("M1"), try await world.member("M3"))
            let actors: [Actor] = [
                .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .administrator, .system, .applicant(owner),
                .reviewer(member), .chair(chair)
            ]
            #expect(Set(actors.map(\.role)) == Set(Role.allCases))
            for useCase in Self.useCases {
                for actor in actors {
                    var answer = "done"
                    do throws(ServiceError) {
                        try await useCase.run(world, call, Request(actor: actor, isDryRun: true))
                    } catch {
                        answer = error.summary
                    }
                    let isRefused = answer.contains("notPermitted")
                    #expect(isRefused != useCase.roles.contains(actor.role), "\(useCase.name) by \(actor.reference): \(answer)")
                }
            }
        }
    }

    @Test func `a member hands in own reviews, the secretariat everybody's, and the log says who did`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let service = world.service
            let own = Request(actor: .reviewer(try await world.member("M2")))
            _ = try await service.importReviews(of: call.code, [World.review("F01", "M2")], own)
            #expect(try await world.actors("submit")?.contains(own.actor.reference) == true)
            try await world.expectRefusal("F01 M3 notOwnReview") { () async throws(ServiceError) in
                try await service.importReviews(of: call.code, [World.review("F01", "M3")], own)
            }
            _ = try await service.importReviews(of: call.code, [World.review("F01", "M3")], .secretariat)
            let scores = "SELECT string_agg(actor, ' ' ORDER BY seq) FROM appel.events WHERE machine = 'review' AND action = 'submit'"
            #expect(try await world.value(scores) == "\(own.actor.reference) secretariat")
            // Nor does a repeated row confirm what another member gave.
            try await world.expectRefusal("F01 M3 notPossible") { () async throws(ServiceError) in
                try await service.importReviews(of: call.code, [World.review("F01", "M3")], own)
            }
        }
    }

    @Test func `a member declares a conflict, and a chair records a sitting, in his or her own name only`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            let service = world.service
            let member = Request(actor: .reviewer(try await world.member("M2")))
            func conflict(_ code: String) -> ImportedConflict {
                ImportedConflict(member: code, reference: "F01", ground: .relative, note: nil, row: 2)
            }
            try await world.expectRefusal("onlyInOwnName") { () async throws(ServiceError) in
                try await service.declareConflicts(of: call.code, [conflict("M2"), conflict("M3")], member)
            }
            #expect(try await service.declareConflicts(of: call.code, [conflict("M2")], member).changed == 1)
            let (mine, others) = (try World.meeting("mine", chair: "M2"), try World.meeting("others"))
            let chair = Request(actor: .chair(try await world.member("M2")))
            try await world.expectRefusal("onlyInOwnName") { () async throws(ServiceError) in
                try await service.recordMeeting(of: call.code, others, chair)
            }
            #expect(try await service.recordMeeting(of: call.code, mine, chair).changed == 1)
        }
    }

    @Test func `the advice is written down by the secretariat or by who chaired, and the log says which`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            let service = world.service
            let stranger = Request(actor: .chair(try await world.member("M2")))
            try await world.expectRefusal("onlyInOwnName") { () async throws(ServiceError) in
                try await service.advise(of: call.code, meeting: "sitting", exceptions: [], stranger)
            }
            _ = try await service.advise(of: call.code, meeting: "sitting", exceptions: [], .secretariat)
            #expect(try await world.actors("advise") == "secretariat")
            try await world.expectRefusal("nothingAwaits") { () async throws(ServiceError) in
                try await service.advise(of: call.code, meeting: "sitting", exceptions: [], .secretariat)
            }
        }
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            let chair = Request(actor: .chair(try await world.member("M1")))
            _ = try await world.service.advise(of: call.code, meeting: "sitting", exceptions: [], chair)
            #expect(try await world.actors("advise") == chair.actor.reference)
        }
    }
}
