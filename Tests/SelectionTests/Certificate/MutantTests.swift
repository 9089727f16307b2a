import CallModel
import TestSupport
import Testing

@testable import Selection

/// Random certificates of every rule, each with every change. A change is a mutant only where what the document then says is not
/// true: that is decided by the allocator, and not by the checker. Every mutant is rejected.
@Suite struct CertificateMutantTests {
    private static let perBatch = 120

    /// How many mutants there were of each kind.
    private struct Count {
        var mutants = 0
        var of: [String: Int] = [:]

        mutating func add(_ honest: AllocationCertificate, _ mutation: Mutation) {
            mutants += 1
            let (rules, lines) = (honest.rules, honest.problem?.lines ?? [])
            let kinds =
                [rules.rule.rawValue, rules.partial ? "partial" : "whole", rules.unspent.rawValue, "by \(mutation.rawValue)"]
                + Set(lines.compactMap { $0.reserve?.mode.rawValue })
            for kind in kinds { of[kind, default: 0] += 1 }
        }
    }

    @Test(arguments: 0..<2)
    func `every mutant is rejected`(batch: Int) throws {
        var count = Count()
        for seed in UInt64(batch * Self.perBatch)..<UInt64((batch + 1) * Self.perBatch) {
            // A floor out of reach has no certificate.
            guard let honest = try? Certifying.certificate(.certifiable(seed: seed)), let published = honest.problem else { continue }
            _ = try Certifying.checker.check(honest, published: published)
            #expect(honest.isTrue, "seed \(seed)")
            for mutation in Mutation.allCases {
                var random = SplitMix64(seed: seed)
                var mutant = honest
                guard mutation.apply(to: &mutant, &random), mutant.text != honest.text else { continue }
                if !mutant.isTrue {
                    count.add(honest, mutation)
                    #expect(throws: CertificateFault.self, "seed \(seed), \(mutation)") { try Certifying.checker.check(mutant) }
                }
                guard Mutation.ofProblem.contains(mutation) else { continue }
                // Another problem than the published one is a lie, whether or not its hash was made to fit.
                count.add(honest, mutation)
                #expect(throws: CertificateFault.self, "seed \(seed), \(mutation)") {
                    try Certifying.checker.check(mutant, published: published)
                }
                mutant.problemSHA256 = honest.problemSHA256
                #expect(throws: CertificateFault.self, "seed \(seed), \(mutation)") { try Certifying.checker.check(mutant) }
            }
        }
        for mutation in Mutation.allCases {
            #expect(count.of["by \(mutation.rawValue)", default: 0] >= 1, "batch \(batch): no \(mutation)")
        }
        #expect(count.mutants >= 1000, "batch \(batch): \(count.mutants)")
        for kind in [
            "rankOrder", "rankOrderStrict", "proportional", "optimum", "partial", "whole", "keep", "spillBack", "none", "fence",
            "reserveFirst", "openFirst", "floor"
        ] {
            #expect(count.of[kind, default: 0] >= 20, "batch \(batch): \(count.of[kind, default: 0]) of \(kind)")
        }
    }
}
