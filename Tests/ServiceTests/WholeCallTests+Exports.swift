import CallModel
import Exchange
import Service
import Testing
import Workflow

extension WholeCallTests {
    /// What finance, the bank and the public get after the release.
    func export(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        let results = try await service.results(of: call.code)
        let files = results.awards.prefix(2).map(\.view.file)
        try #require(files.count == 2)
        for file in files {
            _ = try await service.grant(of: file.reference, in: call.code, .send, .secretariat)
            _ = try await service.grant(of: file.reference, in: call.code, .sign, .secretariat)
            for step in [GrantStep.commit(number: "2027-0842"), .payFirst(Cents(10_050))] {
                _ = try await service.grant(of: file.reference, in: call.code, step, Request(actor: .finance))
            }
        }
        _ = try await service.grant(of: files[1].reference, in: call.code, .suspend, reason: "Contrôle.", .secretariat)
        try await pay(call, files, results, in: world)
        try await publish(call, files, in: world)
    }

    private func pay(_ call: BrusselsCall, _ files: [Application], _ results: ResultsView, in world: World) async throws {
        let view = try await world.service.finance(of: call.code, in: .french)
        #expect(view.awards.map(\.reference) == results.awards.map(\.view.file.reference))
        #expect(
            view.awards.reduce(.zero) { $0 + $1.awarded } == results.lines.reduce(.zero) { $0 + $1.awarded })
        #expect(view.awards[0].commitment == "2027-0842" && view.awards[0].paid == Cents(10_050))
        #expect(view.awards[0].decidedOn != nil && view.awards[0].committedOn == view.today)

        let today = try #require(view.today)
        let orders = view.orders(of: today)
        #expect(orders.map(\.order.standing) == [.due, .suspended])
        #expect(view.orders(of: today.adding(days: -1)).isEmpty)
        let wish = BatchWish(account: "BE68539007547034", day: today)
        let made = try await world.service.orderPayments(of: call.code, wish, .finance)
        #expect(made.leftOut.map(\.reference) == [files[1].reference])
        let first = try await world.service.bankFile(made.batch, of: call.code)
        #expect(first.transfers.map(\.order.reference) == [files[0].reference])
        #expect(PaymentFileCheck(first.bytes).faults == [] && first.digest.hex == made.sha256)
        // Once more, after something else happened: byte for byte.
        let report = GrantStep.report(Cents(10_050))
        _ = try await world.service.grant(of: files[0].reference, in: call.code, report, .secretariat)
        #expect(try await world.service.bankFile(made.batch, of: call.code).bytes == first.bytes)
    }

    private func publish(_ call: BrusselsCall, _ files: [Application], in world: World) async throws {
        let view = try await world.service.openData(of: call.code, in: .french)
        let known = try await world.service.results(of: call.code).awards.map(\.view.file).filter { $0.notifiedAt != nil }
        #expect(view.awards.map(\.reference) == known.map(\.reference))
        #expect(view.awards[0].status == .closing && view.awards[1].status == .suspended)
        #expect(view.awards[0].payments.map(\.amount) == [Cents(10_050)])
        #expect(view.awards[0].commitment?.amount == files[0].awarded)
        #expect(view.awards.allSatisfy { $0.period != nil && !$0.title.text.isEmpty })
        #expect(try await world.service.openData(of: nil, in: .french).awards == view.awards)
        let text = String(
            decoding: IATIActivities(publisher: view.publisher, generatedAt: view.now).encoded(view.awards), as: UTF8.self)
        #expect(text.contains("<iati-identifier>\(view.publisher.identifier)-\(call.code)-\(files[0].reference)<"))
        #expect(!text.contains("BE68") && !text.contains("example.org"))
    }
}
