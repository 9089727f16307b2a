import CallModel
import Foundation
import HTTPTypes
import Logging
import Service
import Store
import Testing
import Web
import Workflow

/// What happens is told to programs elsewhere: once, signed, in order, and again where it did not arrive.
struct DeliveringTests {
    private static let administrator = Request(actor: .administrator)

    /// A call that takes files, a receiver that hears of them, and whoever delivers.
    private struct House: Sendable {
        let stage: Stage
        let receiver: Receiver
        let webhook: AddedWebhook
        let courier: WebhookCourier

        func file(_ reference: String, _ act: String, _ json: String = "{}") async throws {
            let answer = try await stage.program(.secretariat).send(.post, "/calls/brussels-2027/files/\(reference)/\(act)", json)
            #expect(answer.status == .ok, "\(act): \(answer.text)")
        }

        func deliveries() async throws -> [StoredDelivery] {
            try await stage.service.deliveries(of: webhook.id, DeliveringTests.administrator).reversed()
        }

        func listed() async throws -> StoredWebhook {
            try #require(try await stage.service.webhooks(DeliveringTests.administrator).first { $0.id == webhook.id })
        }
    }

    private static func courier(_ stage: Stage, patience: Duration = .seconds(10)) -> WebhookCourier {
        WebhookCourier(
            stage.site, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            wire: WebhookWire(isRehearsal: true, patience: patience))
    }

    private static func withHouse(
        _ kinds: [WebhookKind] = [.fileSubmitted, .fileWithdrawn], at point: DemoPoint = .open, patience: Duration = .seconds(10),
        _ body: @escaping @Sendable (House) async throws -> Void
    ) async throws {
        try await withStage(point) { stage in
            let receiver = Receiver()
            try await receiver.run {
                let webhook = try await stage.service.addWebhook(
                    name: "accounting", address: receiver.address, kinds: kinds.map(\.rawValue), administrator)
                try await body(
                    House(stage: stage, receiver: receiver, webhook: webhook, courier: courier(stage, patience: patience)))
            }
        }
    }

    @Test func whatHappensIsToldOnceAndSigned() async throws {
        try await Self.withHouse { house in
            try await house.file("BXL27-004", "submit")
            #expect(await house.courier.deliverDue() == 1)
            #expect(await house.courier.deliverDue() == 0)
            let got = try #require(house.receiver.received.first)
            #expect(house.receiver.received.count == 1)
            #expect(got.isSigned(by: house.webhook.secret))
            #expect(!got.isSigned(by: "whsec_" + Data(repeating: 0, count: 32).base64EncodedString()))
            #expect(abs((Int64(got.timestamp) ?? 0) - Int64(Date().timeIntervalSince1970)) < 60)
            #expect(got.type == "file.submitted")
            #expect(
                got.data == [
                    "call": "brussels-2027", "file": "BXL27-004",
                    "link": "http://127.0.0.1:8080/api/v1/calls/brussels-2027/files/BXL27-004"
                ])
            #expect(try await house.deliveries().map { $0.deliveredAt != nil } == [true])
        }
    }

    @Test func whatWasNotAskedForIsNotTold() async throws {
        try await Self.withHouse([.fileWithdrawn]) { house in
            try await house.file("BXL27-004", "submit")
            #expect(await house.courier.deliverDue() == 0)
            // What is only tried out has not happened.
            try await house.file("BXL27-004", "withdraw?dryRun=true", #"{"reason":"Erreur"}"#)
            #expect(await house.courier.deliverDue() == 0)
            try await house.file("BXL27-004", "withdraw", #"{"reason":"Erreur"}"#)
            #expect(await house.courier.deliverDue() == 1)
            // Nor why: that is for whoever may ask.
            #expect(house.receiver.received.map(\.type) == ["file.withdrawn"])
            #expect(!house.receiver.received[0].body.contains("Erreur"))
        }
    }

    @Test func whatDoesNotArriveIsToldAgainLaterAndInOrder() async throws {
        try await Self.withHouse { house in
            house.receiver.becomes(.failing)
            try await house.file("BXL27-004", "submit")
            try await house.file("BXL27-004", "withdraw", #"{"reason":"Erreur"}"#)
            try await house.file("BXL27-005", "submit")
            // The second thing that happened to a file waits for the first; another file does not.
            #expect(await house.courier.deliverDue() == 2)
            #expect(try await house.deliveries().map(\.attempts) == [1, 0, 1])
            #expect(try await house.deliveries()[0].lastError == "answered with status 500")
            #expect(try await house.listed().failingSince != nil)

            house.receiver.becomes(.kind)
            try await house.stage.setClock("2027-02-01 09:01")
            #expect(await house.courier.deliverDue() == 2)
            #expect(await house.courier.deliverDue() == 1)
            let got = house.receiver.received
            #expect(got.filter { $0.data["file"] == "BXL27-004" }.map(\.type) == ["file.submitted", "file.submitted", "file.withdrawn"])
            // A repetition has the same number, by which the receiver knows it.
            #expect(Set(got.map(\.id)).count == 3 && got.count == 5)
            #expect(got.allSatisfy { $0.isSigned(by: house.webhook.secret) })
            #expect(try await house.listed().failingSince == nil)
        }
    }

    @Test func itLeadsNowhereElse() async throws {
        try await Self.withHouse { house in
            house.receiver.becomes(.redirecting)
            try await house.file("BXL27-004", "submit")
            await house.courier.deliverDue()
            #expect(house.receiver.received.count == 1 && house.receiver.followed == 0)
            #expect(try await house.deliveries()[0].lastError == "answered with status 307")
        }
    }

    @Test func whoDoesNotAnswerIsNotWaitedFor() async throws {
        try await Self.withHouse(patience: .milliseconds(200)) { house in
            house.receiver.becomes(.silent)
            try await house.file("BXL27-004", "submit")
            await house.courier.deliverDue()
            #expect(try await house.deliveries()[0].lastError == "no answer in time")
        }
    }

    @Test func afterADayItIsGivenUpAndAfterDaysNothingMoreIsTold() async throws {
        try await Self.withHouse { house in
            house.receiver.becomes(.failing)
            try await house.file("BXL27-004", "submit")
            var (day, attempts) = (1, 0)
            while attempts < 20, try await house.deliveries()[0].givenUpAt == nil {
                attempts += await house.courier.deliverDue()
                day += 1
                try await house.stage.setClock("2027-02-\(day < 10 ? "0" : "")\(day) 09:00")
                guard try await house.listed().disabledAt == nil else { break }
            }
            // Nothing arrived for three days, which is sooner here, where a day passes between the attempts.
            #expect(try await house.listed().disabledAt != nil)
            let count = house.receiver.received.count
            try await house.file("BXL27-005", "submit")
            #expect(await house.courier.deliverDue() == 0)
            #expect(house.receiver.received.count == count)
            #expect(try await house.deliveries().count == 1)

            house.receiver.becomes(.kind)
            let receipt = try await house.stage.service.retryWebhook(house.webhook.id, Self.administrator)
            #expect(receipt.deliveries == 1)
            #expect(await house.courier.deliverDue() == 1)
            #expect(try await house.listed().disabledAt == nil)
            #expect(try await house.deliveries()[0].deliveredAt != nil)
        }
    }

    @Test func theLastAttemptEndsAboutADayLater() async throws {
        let pauses = Service.webhookPauses
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
        #expect((80_000...100_000).contains(pauses.reduce(0, +)))
        try await Self.withHouse { house in
            house.receiver.becomes(.failing)
            try await house.file("BXL27-004", "submit")
            for pause in pauses {
                #expect(await house.courier.deliverDue() == 1)
                #expect(try await house.deliveries()[0].givenUpAt == nil)
                let now = try await house.stage.database.read { db in try db.now() }.adding(seconds: pause)
                _ = try await RehearsalClock.set(now, house.stage.location)
            }
            #expect(await house.courier.deliverDue() == 1)
            let ended = try await house.deliveries()[0]
            #expect(ended.givenUpAt != nil && ended.attempts == pauses.count + 1)
            #expect(try await house.listed().givenUp == 1)
            // What was given up holds up nothing that comes after it.
            house.receiver.becomes(.kind)
            try await house.file("BXL27-004", "withdraw", #"{"reason":"Erreur"}"#)
            #expect(await house.courier.deliverDue() == 1)
        }
    }

    @Test func severalWorkersTellEachThingOnce() async throws {
        try await Self.withHouse { house in
            try await house.stage.setClock("2027-03-29 16:00")
            _ = try await house.stage.service.submit(of: demoCall, .secretariat)
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...2 {
                    let other = Self.courier(house.stage)
                    group.addTask { while await other.deliverDue() > 0 {} }
                }
            }
            while await house.courier.deliverDue() > 0 {}
            let got = house.receiver.received
            #expect(got.count == 50 && Set(got.map(\.id)).count == 50)
            #expect(Set(got.compactMap { $0.data["file"] }).count == 50)
        }
    }

    @Test func aGrantIsToldAfterTheDecisionOnItsFile() async throws {
        try await Self.withHouse([.decisionReleased, .grantSent, .grantSigned], at: .decided) { house in
            house.receiver.becomes(.failing)
            try await house.stage.setClock("2027-06-25 09:00")
            _ = try await house.stage.service.release(of: demoCall, .secretariat)
            try await house.stage.program(.secretariat).expectOK("/calls/brussels-2027/grants/BXL27-001/send")
            try await house.stage.program(.secretariat).expectOK("/calls/brussels-2027/grants/BXL27-001/sign")
            #expect(await house.courier.deliverDue() == 8)
            // Whatever was not in the first load: each file once.
            var rounds = 0
            while rounds < 20, await house.courier.deliverDue() > 0 { rounds += 1 }
            let told = try await house.deliveries().filter { $0.file == "BXL27-001" }
            #expect(told.map(\.event) == ["application.notify", "grant.send", "grant.sign"])
            // Only what comes first of a file is ever tried while it does not arrive.
            #expect(told[0].attempts >= 1 && told.dropFirst().allSatisfy { $0.attempts == 0 })
        }
    }
}

extension Program {
    fileprivate func expectOK(_ path: String) async throws {
        let answer = try await send(.post, path)
        #expect(answer.status == .ok, "\(path): \(answer.text)")
    }
}
