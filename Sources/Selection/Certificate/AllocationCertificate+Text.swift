import CallModel

extension AllocationCertificate {
    /// The document as it is published. Written by hand, since it can have hundreds of thousands of values: no spaces,
    /// and an item of a list on each line.
    package var text: [UInt8] {
        var names: [String: [UInt8]] = [:]
        for line in lines { names[line.id] = CanonicalJSON.quoted(line.id) }
        var json = CanonicalJSON()
        json.raw("{\"awards\":")
        json.list(awards, lines: true) { $0.write($1, names) }
        json.raw(",\n\"format\":")
        json.string(format)
        json.raw(",\n\"lines\":")
        json.list(lines, lines: true) { $0.write($1) }
        if let optimality {
            json.raw(",\n\"optimality\":")
            json.write(optimality)
        }
        if let problem {
            json.raw(",\n\"problem\":")
            problem.write(to: &json)
        }
        json.raw(",\n\"problemSHA256\":")
        json.string(problemSHA256)
        json.raw(",\n\"rules\":")
        json.write(rules)
        json.raw(",\n\"runs\":")
        json.list(runs, lines: true) { $0.write($1, names) }
        json.raw(",\n\"totalScore\":")
        json.cents(totalScore)
        json.raw(",\n\"unfunded\":")
        json.list(unfunded, lines: true) { json, file in
            json.raw("{\"application\":")
            json.string(file.application)
            json.raw(",")
            json.write(file.reason, names)
            json.raw("}")
        }
        json.raw("}\n")
        return json.bytes
    }
}

extension CanonicalJSON {
    fileprivate mutating func name(_ line: String, _ names: [String: [UInt8]]) {
        if let name = names[line] { raw(name) } else { string(line) }
    }

    fileprivate mutating func write(_ award: AllocationCertificate.Award, _ names: [String: [UInt8]]) {
        raw("{\"application\":")
        string(award.application)
        raw(",\"cents\":")
        cents(award.cents.value)
        raw(",\"line\":")
        name(award.line, names)
        raw(",\"pass\":")
        number(award.pass)
        raw("}")
    }

    fileprivate mutating func write(_ line: AllocationCertificate.Line) {
        raw("{\"awardedCents\":")
        cents(line.awardedCents.value)
        raw(",\"id\":")
        string(line.id)
        raw(",\"reservedAwardedCents\":")
        cents(line.reservedAwardedCents.value)
        raw(",\"unspentCents\":")
        cents(line.unspentCents.value)
        raw(",\"unspentReserveCents\":")
        cents(line.unspentReserveCents.value)
        raw("}")
    }

    fileprivate mutating func write(_ rules: AllocationRules) {
        raw("{\"partial\":")
        flag(rules.partial)
        raw(",\"roundingUnit\":")
        cents(rules.roundingUnit.value)
        raw(",\"rule\":")
        string(rules.rule.rawValue)
        raw(",\"unspent\":")
        string(rules.unspent.rawValue)
        raw("}")
    }

    fileprivate mutating func write(_ run: AllocationCertificate.Run, _ names: [String: [UInt8]]) {
        raw("{")
        if let closes = run.closes {
            raw("\"closes\":")
            string(closes)
            raw(",")
        }
        raw("\"passes\":")
        list(run.passes, lines: true) { json, pass in
            json.raw("{\"kind\":")
            json.string(pass.kind.rawValue)
            json.raw(",\"steps\":")
            json.list(pass.steps, lines: true) { $0.write($1, names) }
            json.raw("}")
        }
        raw("}")
    }

    private mutating func write(_ step: AllocationCertificate.Step, _ names: [String: [UInt8]]) {
        raw("{\"after\":")
        write(step.after)
        raw(",\"application\":")
        string(step.application)
        raw(",\"before\":")
        write(step.before)
        if let given = step.cents {
            raw(",\"cents\":")
            cents(given.value)
        }
        raw(",\"line\":")
        name(step.line, names)
        if let refusal = step.refusal {
            raw(",\"refusal\":{")
            write(refusal, names)
            raw("}")
        }
        switch step.verdict {
        case .awarded: raw(",\"verdict\":\"awarded\"}")
        case .awardedInPart: raw(",\"verdict\":\"awardedInPart\"}")
        case .refused: raw(",\"verdict\":\"refused\"}")
        }
    }

    private mutating func write(_ money: AllocationCertificate.Money) {
        raw("{\"openCents\":")
        cents(money.openCents.value)
        raw(",\"reserveCents\":")
        cents(money.reserveCents.value)
        raw("}")
    }

    private mutating func figure(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        raw("\"")
        raw(key)
        raw("\":")
        cents(value)
        raw(",")
    }

    /// The keys of a reason, without the braces, each where it is given.
    fileprivate mutating func write(_ reason: AllocationCertificate.Reason, _ names: [String: [UInt8]]) {
        figure("awards", reason.awards.map { Int64($0) })
        figure("highestCeilingCents", reason.highestCeilingCents?.value)
        figure("limit", reason.limit.map { Int64($0) })
        if let line = reason.line {
            raw("\"line\":")
            name(line, names)
            raw(",")
        }
        figure("minimum", reason.minimum.map { Int64($0) })
        figure("rank", reason.rank.map { Int64($0) })
        figure("reserveCents", reason.reserveCents?.value)
        figure("score", reason.score)
        figure("shortCents", reason.shortCents?.value)
        figure("threshold", reason.threshold)
        raw("\"reason\":")
        string(reason.reason)
    }

    fileprivate mutating func write(_ optimality: AllocationCertificate.Optimality) {
        raw("{\"bound\":")
        cents(optimality.bound)
        raw(",\"priceBound\":")
        cents(optimality.priceBound)
        raw(",\"prices\":")
        list(optimality.prices, lines: true) { json, price in
            json.raw("{\"limit\":")
            json.string(price.limit.rawValue)
            json.raw(",\"of\":")
            json.string(price.of)
            json.raw(",\"price\":")
            json.cents(price.price)
            json.raw("}")
        }
        raw(",\"proven\":")
        flag(optimality.proven)
        raw(",\"scale\":")
        cents(optimality.scale)
        raw("}")
    }
}
