import CallModel
import TestSupport

@testable import Selection

/// One change to an honest certificate, by its name.
enum Mutation: String, CaseIterable {
    case stepBefore, stepAfter, stepCents, stepsSwapped, stepDropped, stepDoubled, stepFile, stepLine, refusalReason, refusalFigure
    case fenceCrossed, refusedIsAwarded, awardedIsRefused
    case awardCents, awardsSwapped, awardDropped, awardLine, awardPass, awardFile
    case lineAwarded, lineReserved, lineUnspent, lineUnspentReserve, linesSwapped
    case reasonName, reasonFigure, reasonsSwapped, unfundedDropped
    case totalScore, hash, format, rule, partial, unspent, roundingUnit
    case passKind, passDropped, runDropped, runCloses, fileSkipped
    case problemAmount, problemRequest, problemScore, problemReserved, problemCap, problemMode, problemThreshold
    case bound, priceBound, proven, price, scale, lesserList

    /// Those that change what is decided about, and not what was decided.
    static let ofProblem: Set<Mutation> = [
        .problemAmount, .problemRequest, .problemScore, .problemReserved, .problemCap, .problemMode, .problemThreshold
    ]

    /// - Returns: whether there was something to change.
    func apply(to certificate: inout AllocationCertificate, _ random: inout SplitMix64) -> Bool {
        let cent = Cents(random.chance(1, of: 2) ? 1 : -1)
        switch self {
        case .stepBefore: return certificate.changeStep(&random) { $0.before.openCents = $0.before.openCents + cent }
        case .stepAfter: return certificate.changeStep(&random) { $0.after.reserveCents = $0.after.reserveCents + cent }
        case .stepCents:
            return certificate.changeStep(&random, { $0.cents != nil }) { $0.cents = ($0.cents ?? .zero) + cent }
        case .stepFile: return certificate.changeStep(&random) { $0.application += "0" }
        case .stepLine: return certificate.changeStep(&random) { $0.line += "0" }
        case .refusalReason:
            return certificate.changeStep(&random, { $0.refusal != nil }) {
                let name = $0.refusal?.reason
                $0.refusal?.reason = name == "skippedShort" ? "fence" : "skippedShort"
            }
        case .refusalFigure:
            return certificate.changeStep(&random, { $0.refusal?.shortCents != nil }) {
                let short = $0.refusal?.shortCents ?? .zero
                $0.refusal?.shortCents = short + cent
            }
        case .fenceCrossed:
            return certificate.changeStep(&random, { $0.refusal?.reason == "fence" }) { $0.becomeAward() }
        case .refusedIsAwarded: return certificate.changeStep(&random, { $0.refusal != nil }) { $0.becomeAward() }
        case .awardedIsRefused:
            return certificate.changeStep(&random, { $0.refusal == nil }) {
                $0.refusal = AllocationCertificate.Reason(reason: "skippedShort", shortCents: Cents(1))
                ($0.verdict, $0.cents, $0.after) = (.refused, nil, $0.before)
            }
        case .stepsSwapped: return certificate.changeSteps(&random, least: 2) { $0.swapAt($1, $1 + 1) }
        case .stepDropped: return certificate.changeSteps(&random, least: 1) { $0.remove(at: $1) }
        case .stepDoubled: return certificate.changeSteps(&random, least: 1) { $0.insert($0[$1], at: $1) }
        case .fileSkipped:
            return certificate.changeSteps(&random, least: 1) { steps, place in
                let file = steps[place].application
                steps.removeAll { $0.application == file }
            }
        case .passKind, .passDropped, .runDropped, .runCloses: return changePasses(of: &certificate, &random)
        case .awardCents, .awardsSwapped, .awardDropped, .awardLine, .awardPass, .awardFile:
            return changeAwards(of: &certificate, &random, cent)
        case .lineAwarded, .lineReserved, .lineUnspent, .lineUnspentReserve, .linesSwapped:
            return changeLines(of: &certificate, &random, cent)
        case .reasonName, .reasonFigure, .reasonsSwapped, .unfundedDropped: return changeReasons(of: &certificate, &random)
        case .totalScore: certificate.totalScore += cent.value
        case .hash: certificate.problemSHA256 = String(certificate.problemSHA256.reversed())
        case .format: certificate.format += "0"
        case .rule: certificate.rules.rule = certificate.rules.rule == .rankOrder ? .rankOrderStrict : .rankOrder
        case .partial: certificate.rules.partial.toggle()
        case .unspent: certificate.rules.unspent = certificate.rules.unspent == .keep ? .spillBack : .keep
        case .roundingUnit: certificate.rules.roundingUnit = certificate.rules.roundingUnit + Cents(1)
        case .lesserList: return certificate.becomeLesserList(&random)
        case .bound, .priceBound, .proven, .price, .scale: return changeOptimality(of: &certificate, &random, cent.value)
        case .problemAmount, .problemRequest, .problemScore, .problemReserved, .problemCap, .problemMode, .problemThreshold:
            return changeProblem(of: &certificate, &random)
        }
        return true
    }

    private func changePasses(of certificate: inout AllocationCertificate, _ random: inout SplitMix64) -> Bool {
        guard let run = certificate.runs.indices.randomElement(using: &random) else { return false }
        switch self {
        case .runDropped: certificate.runs.remove(at: run)
        case .runCloses: certificate.runs[run].closes = certificate.runs[run].closes == nil ? "L1" : nil
        case .passKind: certificate.runs[run].passes[0].kind = certificate.runs[run].passes[0].kind == .open ? .spill : .open
        default: certificate.runs[run].passes.removeLast()
        }
        return true
    }

    private func changeAwards(
        of certificate: inout AllocationCertificate, _ random: inout SplitMix64, _ cent: Cents
    ) -> Bool {
        guard let place = certificate.awards.indices.randomElement(using: &random) else { return false }
        switch self {
        case .awardCents: certificate.awards[place].cents = certificate.awards[place].cents + cent
        case .awardLine: certificate.awards[place].line += "0"
        case .awardPass: certificate.awards[place].pass += Int(cent.value)
        case .awardFile:
            guard let other = certificate.unfunded.randomElement(using: &random) else { return false }
            certificate.awards[place].application = other.application
        case .awardsSwapped:
            guard place > 0 else { return false }
            certificate.awards.swapAt(place - 1, place)
        default: certificate.awards.remove(at: place)
        }
        return true
    }

    private func changeLines(
        of certificate: inout AllocationCertificate, _ random: inout SplitMix64, _ cent: Cents
    ) -> Bool {
        let place = random.number(0...certificate.lines.count - 1)
        switch self {
        case .lineAwarded: certificate.lines[place].awardedCents = certificate.lines[place].awardedCents + cent
        case .lineReserved: certificate.lines[place].reservedAwardedCents = certificate.lines[place].reservedAwardedCents + cent
        case .lineUnspent: certificate.lines[place].unspentCents = certificate.lines[place].unspentCents + cent
        case .lineUnspentReserve: certificate.lines[place].unspentReserveCents = certificate.lines[place].unspentReserveCents + cent
        default:
            guard place > 0 else { return false }
            certificate.lines.swapAt(place - 1, place)
        }
        return true
    }

    private func changeReasons(of certificate: inout AllocationCertificate, _ random: inout SplitMix64) -> Bool {
        guard let place = certificate.unfunded.indices.randomElement(using: &random) else { return false }
        switch self {
        case .reasonName:
            let name = certificate.unfunded[place].reason.reason
            certificate.unfunded[place].reason.reason = name == "awardCap" ? "skippedShort" : "awardCap"
        case .reasonFigure:
            var reason = certificate.unfunded[place].reason
            if let rank = reason.rank { reason.rank = rank + 1 } else { reason.shortCents = (reason.shortCents ?? .zero) + Cents(1) }
            certificate.unfunded[place].reason = reason
        case .reasonsSwapped:
            guard place > 0 else { return false }
            certificate.unfunded.swapAt(place - 1, place)
        default: certificate.unfunded.remove(at: place)
        }
        return true
    }

    private func changeOptimality(
        of certificate: inout AllocationCertificate, _ random: inout SplitMix64, _ by: Int64
    ) -> Bool {
        guard var claim = certificate.optimality else { return false }
        switch self {
        case .bound: claim.bound += by
        case .priceBound: claim.priceBound += by
        case .proven: claim.proven.toggle()
        case .scale: claim.scale /= 2
        default:
            guard let place = claim.prices.indices.randomElement(using: &random) else { return false }
            claim.prices[place].price /= 2
        }
        certificate.optimality = claim
        return true
    }

    /// Changes the problem and its hash, as a forger would.
    private func changeProblem(of certificate: inout AllocationCertificate, _ random: inout SplitMix64) -> Bool {
        guard var problem = certificate.problem, let file = problem.applications.indices.randomElement(using: &random),
            let line = problem.lines.indices.randomElement(using: &random)
        else { return false }
        switch self {
        case .problemAmount: problem.lines[line].totalCents = problem.lines[line].totalCents + Cents(1)
        case .problemRequest:
            problem.applications[file].requestedCents = problem.applications[file].requestedCents + Cents(1)
        case .problemScore: problem.applications[file].score += 1
        case .problemReserved: problem.applications[file].reserved.toggle()
        case .problemCap: problem.lines[line].maxAwards = (problem.lines[line].maxAwards ?? 1) + 1
        case .problemMode:
            guard let mode = problem.lines[line].reserve?.mode else { return false }
            problem.lines[line].reserve?.mode = mode == .fence ? .reserveFirst : .fence
        default: problem.threshold = (problem.threshold ?? 0) + 1
        }
        certificate.problem = problem
        certificate.problemSHA256 = Certifying.sha256(problem.canonicalText).hex
        return true
    }
}

extension AllocationCertificate {
    fileprivate mutating func changeStep(
        _ random: inout SplitMix64, _ suits: (Step) -> Bool = { _ in true }, _ change: (inout Step) -> Void
    ) -> Bool {
        var places: [(Int, Int, Int)] = []
        for (run, passes) in runs.map(\.passes).enumerated() {
            for (pass, steps) in passes.map(\.steps).enumerated() {
                for (step, content) in steps.enumerated() where suits(content) { places.append((run, pass, step)) }
            }
        }
        guard let (run, pass, step) = places.randomElement(using: &random) else { return false }
        change(&runs[run].passes[pass].steps[step])
        return true
    }

    fileprivate mutating func changeSteps(
        _ random: inout SplitMix64, least: Int, _ change: (inout [Step], Int) -> Void
    ) -> Bool {
        var places: [(Int, Int)] = []
        for (run, passes) in runs.map(\.passes).enumerated() {
            for (pass, content) in passes.enumerated() where content.steps.count >= least { places.append((run, pass)) }
        }
        guard let (run, pass) = places.randomElement(using: &random) else { return false }
        change(&runs[run].passes[pass].steps, random.number(0...runs[run].passes[pass].steps.count - least))
        return true
    }
}

extension AllocationCertificate.Step {
    /// As if there had been enough of everything.
    fileprivate mutating func becomeAward() {
        let given = before.openCents + before.reserveCents
        (verdict, refusal, cents) = (.awarded, nil, given)
        after = AllocationCertificate.Money(openCents: .zero, reserveCents: .zero)
    }
}
