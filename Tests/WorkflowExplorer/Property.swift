/// What must hold of every step and every world, whatever the guards say. None of these is checked by calling a guard.
package enum Property: UInt8, CaseIterable, Sendable {
    // S1: the state is what the recorded events say
    case stepAllowed = 0
    case roleAllowed
    case eventTellsTheChange
    case onlyOwn
    // S2: nothing filed is lost
    case nothingLost
    // S3: filing in time, and no change afterwards
    case filedBetweenOpeningAndClosing
    case nothingWrittenAfterClosing
    case filedComplete
    case unchangedOnceFiled
    case complementKeepsPlace
    case complementInTime
    /// A complement that may still come is waited for.
    case complementAwaited
    case complementGranted
    // S4: scores
    case scoredByUnconflictedMember
    case scoredInTime
    case scoredWhole
    case scoredUnderReview
    case countedUnconflicted
    case panelComplete
    // S5: frozen scores
    case scoresFrozen
    // S6: the money of the call
    case withinLine
    case fenceKept
    case numberKept
    case lineOpenToFile
    // S7: awards and payments
    case oneAwardEach
    case placePositive
    case placesDistinct
    case awardWithinRequest
    case awardAdvised
    case keptOnceAgreed
    case grantIsTheAward
    case paidWithinAward
    case paidForStandingAward
    case paidWhatIsDue
    case recoveryExact
    case closedEven
    case lapsedInTime
    case committedByNumber
    case amountsPositive
    // Reasons
    case reasoned
    case departureReasoned
    case markerReasoned
    case authorityNamed
    // Stages
    case admissibilityInItsStage
    case rulesRespected
    case adviceInDeliberation
    case adviceByQuorum
    case adviceWithoutConflict
    case chairUnconflicted
    case adviceWithinRequest
    case decidedInItsStage
    case notifiedOncePublished
    case notifiedOnce
    case appealedInTime
    case dismissedOnlyWhenEnded
    // Urgency
    case urgentInTime
    case ratifiedOnce
    case sittingNamed
    case advisedOnce
    case settledBeforeAppeal
    // The ladder of signatures
    case signedByItsRole
    case signedForTheAward
    case signedOnce
    case knownOnceSigned
    case amendedUnderLadder
    case givenUpUnsettled
    // The call
    case textsComplete
    case openedBeforeClosing
    case datesKept
    case extensionLater
    case extendedInTime
    case stageOfItsProcedure
    case closedAtClosing
    case reviewAfterAdmissibility
    case enoughFiles
    case unsuccessfulOnlyIfTooFew
    case deliberationAfterScores
    case decidedWhole
    case archivedWhole
    case cancelledUndecided
}

package struct PropertySet: Hashable, Sendable {
    private var bits: UInt128 = 0

    package init(_ properties: Property...) { properties.forEach { insert($0) } }

    package var isEmpty: Bool { bits == 0 }
    package var properties: [Property] { Property.allCases.filter(contains) }
    package func contains(_ property: Property) -> Bool { bits & (1 << UInt128(property.rawValue)) != 0 }
    package func contains(_ other: PropertySet) -> Bool { other.bits & ~bits == 0 }
    package mutating func insert(_ property: Property) { bits |= 1 << UInt128(property.rawValue) }
    package mutating func formUnion(_ other: PropertySet) { bits |= other.bits }
    package func union(_ other: PropertySet) -> PropertySet {
        var copy = self
        copy.formUnion(other)
        return copy
    }
    package func subtracting(_ other: PropertySet) -> PropertySet {
        var copy = self
        copy.bits &= ~other.bits
        return copy
    }

    /// Notes a violation unless the property holds.
    mutating func require(_ property: Property, _ holds: Bool) {
        if !holds { insert(property) }
    }
}
