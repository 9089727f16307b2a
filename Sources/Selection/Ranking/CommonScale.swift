package import CallModel

/// One whole-number scale on which every given fraction lies exactly.
///
/// A problem file carries scores as integers on any scale: this finds the smallest one that loses nothing, so that equal
/// aggregates stay equal and a threshold cuts where it did.
package struct CommonScale: Hashable, Sendable {
    /// What a value is multiplied by: the least common multiple of the denominators.
    package let multiplier: Int64

    /// - Returns: nil where no such scale keeps every value within `AllocationProblem.largestScore`.
    package init?(_ values: [Fraction]) {
        var multiple: Int64 = 1
        for value in values {
            let step = Fraction(value.denominator, multiple).numerator
            let (product, overflow) = multiple.multipliedReportingOverflow(by: step)
            guard !overflow, product <= AllocationProblem.largestScore else { return nil }
            multiple = product
        }
        multiplier = multiple
        guard values.allSatisfy({ (self.integer($0)?.magnitude ?? .max) <= AllocationProblem.largestScore.magnitude })
        else { return nil }
    }

    /// The value on this scale; nil where it does not lie on it exactly.
    package func integer(_ value: Fraction) -> Int64? {
        guard multiplier.isMultiple(of: value.denominator) else { return nil }
        let (product, overflow) = value.numerator.multipliedReportingOverflow(by: multiplier / value.denominator)
        return overflow ? nil : product
    }
}
