import Testing

@testable import CallModel

@Suite struct GenderScreeningTests {
    @Test func `declared, verified and final are kept apart, and the latest counts`() throws {
        var screening = GenderScreening(declared: .principal)
        #expect(screening.effective == .principal)
        try screening.verify(.significant, reason: "un objectif parmi d'autres")
        #expect(screening.effective == .significant)
        try screening.decide(.principal)
        #expect(screening.effective == .principal)
        #expect(screening.declared == .principal)
        #expect(screening.verified == GenderScreening.Step(marker: .significant, reason: "un objectif parmi d'autres"))
        #expect(screening.final == GenderScreening.Step(marker: .principal, reason: nil))
    }

    @Test(
        arguments: [
            (.principal, .significant), (.principal, .notTargeted), (.significant, nil), (.notTargeted, nil)
        ] as [(GenderMarker, GenderMarker?)])
    func `a downgrade needs a reason that says something`(before: GenderMarker, after: GenderMarker?) throws {
        for reason in [nil, "", " \n"] {
            var screening = GenderScreening(declared: before)
            let fault = GenderScreeningFault.reasonMissing(from: before, to: after)
            #expect(throws: fault) { try screening.verify(after, reason: reason) }
            #expect(screening.effective == before)
            #expect(Set([fault.message.french, fault.message.dutch, fault.message.english]).count == 3)
        }
        var screening = GenderScreening(declared: before)
        try screening.verify(after, reason: "motif")
        #expect(screening.effective == after)
    }

    @Test(
        arguments: [
            (nil, nil), (nil, .notTargeted), (nil, .principal), (.notTargeted, .notTargeted), (.significant, .principal)
        ] as [(GenderMarker?, GenderMarker?)])
    func `the same marker or a higher one needs none`(before: GenderMarker?, after: GenderMarker?) throws {
        var screening = GenderScreening(declared: before)
        try screening.verify(after)
        #expect(screening.effective == after)
    }

    @Test func `the last word is compared with what was verified, not with what was declared`() throws {
        var screening = GenderScreening(declared: .principal)
        try screening.verify(.significant, reason: "motif")
        try screening.decide(.significant)
        #expect(throws: GenderScreeningFault.reasonMissing(from: .significant, to: .notTargeted)) {
            try screening.decide(.notTargeted)
        }
    }

    @Test func `not screened is kept as such and is not 0`() throws {
        var screening = GenderScreening(declared: .significant)
        try screening.verify(nil, reason: "aucune analyse dans le dossier")
        #expect(screening.effective == nil)
        #expect(screening.verified?.marker == nil && screening.verified != nil)
    }
}
