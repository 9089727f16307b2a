import CallModel
import TestSupport
import Testing

@testable import Selection

/// What holds for every problem, on 100,000 random ones that are made and forgotten. A failure names its seed.
@Suite struct CertificatePropertyTests {
    private static let batches = 0..<50
    private static let size = 2000

    @Test(arguments: batches)
    func `limits hold, cents are conserved, the order of the input is nothing, and the checker agrees`(batch: Int) throws {
        let checker = CertificateChecker(sha256: Certifying.quickHash)
        for seed in UInt64(1_000_000 + batch * Self.size)..<UInt64(1_000_000 + (batch + 1) * Self.size) {
            let random = RandomProblem.certifiable(seed: seed)
            let certified: CertifiedAllocation
            do {
                certified = try random.problem.certified(by: random.rules, sha256: Certifying.quickHash)
            } catch {
                // A floor that nobody can reach is proven to be out of reach elsewhere.
                let isFloor = error.faults.allSatisfy { if case .floorOutOfReach = $0 { true } else { false } }
                #expect(isFloor && random.rules.rule == .optimum, "seed \(seed): \(error)")
                continue
            }
            let result = certified.allocation
            do {
                let checked = try checker.check(certified.certificate, published: random.problem)
                #expect(checked.awards == result.awards.count, "seed \(seed)")
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
            var shuffled = random.problem
            var generator = SplitMix64(seed: seed)
            shuffled.applications.shuffle(using: &generator)
            #expect(try shuffled.allocate(by: random.rules) == result, "seed \(seed)")
            checkLimits(random, result, seed)
        }
    }

    private func checkLimits(_ random: RandomProblem, _ result: Allocation, _ seed: UInt64) {
        let files = Dictionary(random.problem.applications.map { ($0.id, $0) }) { $1 }
        for (line, total) in zip(random.problem.lines, result.lines) {
            let own = result.awards.filter { $0.line == line.id }
            let given = own.reduce(Int64(0)) { $0 + $1.cents.value }
            let others = own.reduce(Int64(0)) { $0 + (files[$1.application]?.reserved == true ? 0 : $1.cents.value) }
            #expect(given <= line.totalCents.value && total.unspentCents.value == line.totalCents.value - given, "seed \(seed)")
            #expect(own.count <= line.maxAwards ?? .max, "seed \(seed)")
            #expect(own.isEmpty || own.count >= line.minAwards ?? 0, "seed \(seed)")
            guard let reserve = line.reserve else { continue }
            switch reserve.mode {
            case .none: break
            case .floor: #expect(given - others >= reserve.cents.value, "seed \(seed)")
            case .fence, .reserveFirst, .openFirst:
                let keeps = random.rules.unspent == .keep
                #expect(!keeps || others <= line.totalCents.value - reserve.cents.value, "seed \(seed)")
            }
        }
        if let most = random.problem.maxAwardsPerApplicant {
            let counts = Dictionary(result.awards.map { (files[$0.application]?.applicant ?? "", 1) }, uniquingKeysWith: +)
            #expect(counts.values.allSatisfy { $0 <= most }, "seed \(seed)")
        }
    }

    @Test(arguments: batches)
    func `in rank order nobody loses by a better score or a smaller request`(batch: Int) throws {
        for seed in UInt64(1_000_000 + batch * Self.size)..<UInt64(1_000_000 + (batch + 1) * Self.size) {
            var random = RandomProblem(seed: seed)
            random.rules.rule = .rankOrder
            var generator = SplitMix64(seed: ~seed)
            guard let award = try random.problem.allocate(by: random.rules).awards.randomElement(using: &generator),
                let index = random.problem.applications.firstIndex(where: { $0.id == award.application })
            else { continue }
            var better = random.problem
            better.applications[index].score += Int64(generator.number(1...8))
            #expect(try better.allocate(by: random.rules).cents(of: award.application) != nil, "seed \(seed)")
            var modest = random.problem
            let less = Cents(Int64(generator.number(1...Int(modest.applications[index].requestedCents.value))))
            modest.applications[index].requestedCents = less
            modest.applications[index].minimumUsefulCents = min(less, modest.applications[index].minimumUsefulCents)
            #expect(try modest.allocate(by: random.rules).cents(of: award.application) != nil, "seed \(seed)")
        }
    }
}
