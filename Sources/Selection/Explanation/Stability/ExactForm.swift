import CallModel

/// A point on the line of weights: an exact fraction of 128 bits, in lowest terms, above a positive bottom.
struct ExactPoint: Hashable, Comparable {
    let top: Int128
    let bottom: Int128

    init(_ top: Int128, _ bottom: Int128 = 1) {
        let divisor = ExactPoint.greatestCommonDivisor(top, bottom)
        let sign: Int128 = bottom < 0 ? -1 : 1
        self.top = sign * top / divisor
        self.bottom = sign * bottom / divisor
    }

    static func < (left: ExactPoint, right: ExactPoint) -> Bool {
        left.top * right.bottom < right.top * left.bottom
    }

    /// The point as the fraction that is shown; nil where it does not fit in 64 bits.
    var fraction: Fraction? {
        guard let top = Int64(exactly: top), let bottom = Int64(exactly: bottom) else { return nil }
        return Fraction(top, bottom)
    }

    /// At least 1, so that it can be divided by.
    static func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (left, right) = (left.magnitude, right.magnitude)
        while right != 0 { (left, right) = (right, left % right) }
        return max(Int128(left), 1)
    }
}

/// A figure that changes evenly with the weight: `constant + slope · weight`, in whole numbers.
///
/// `WeightSweep` keeps both within `largest`, so that no product of this folder leaves 128 bits.
struct ExactForm: Hashable {
    var constant: Int128
    var slope: Int128

    /// Constants, slopes and, therefore, the parts of every crossing stay within this.
    static let largest: Int128 = 1 << 60

    static func + (left: ExactForm, right: ExactForm) -> ExactForm {
        ExactForm(constant: left.constant + right.constant, slope: left.slope + right.slope)
    }
    static func - (left: ExactForm, right: ExactForm) -> ExactForm {
        ExactForm(constant: left.constant - right.constant, slope: left.slope - right.slope)
    }
    static func * (form: ExactForm, factor: Int128) -> ExactForm {
        ExactForm(constant: form.constant * factor, slope: form.slope * factor)
    }

    /// The figure at a point, times the point's bottom: enough to compare two figures at one point.
    func value(at point: ExactPoint) -> Int128 { constant * point.bottom + slope * point.top }

    /// Where the figure is zero; nil where it is so nowhere or everywhere.
    var root: ExactPoint? { slope == 0 ? nil : ExactPoint(-constant, slope) }

    var isWithinBounds: Bool {
        constant.magnitude <= ExactForm.largest.magnitude && slope.magnitude <= ExactForm.largest.magnitude
    }
}

/// A figure at a point and just beyond it: what two figures that meet there are told apart by.
struct Germ: Hashable, Comparable {
    let value: Int128
    /// Which way it goes from there; zero where only the point itself is looked at.
    let trend: Int128

    static func < (left: Germ, right: Germ) -> Bool { (left.value, left.trend) < (right.value, right.trend) }
}

/// A place on the line of weights: a point, or what lies just beyond it.
struct Spot: Hashable {
    let point: ExactPoint
    let side: Side

    enum Side: Int128 { case below = -1, itself = 0, above = 1 }

    func germ(of form: ExactForm) -> Germ {
        Germ(value: form.value(at: point), trend: form.slope * side.rawValue)
    }

    /// The sign of a figure here.
    func sign(of form: ExactForm) -> Int {
        let germ = germ(of: form)
        let decisive = germ.value != 0 ? germ.value : germ.trend
        return decisive == 0 ? 0 : decisive < 0 ? -1 : 1
    }
}
