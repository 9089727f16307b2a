/// A symmetric positive definite matrix, taken apart into L · Lᵀ.
struct CholeskyFactor: Sendable {
    let size: Int
    /// L, row by row; what stands above its diagonal has no meaning.
    private let rows: [Double]

    /// - Parameter matrix: row by row; only the part below the diagonal and the diagonal are read.
    /// - Returns: nil where the matrix is not positive definite as far as a double can tell.
    init?(_ matrix: [Double], size: Int) {
        var rows = matrix
        let isPositive = rows.withUnsafeMutableBufferPointer { rows in
            for row in 0..<size {
                for column in 0...row {
                    var sum = rows[row * size + column]
                    for place in 0..<column { sum -= rows[row * size + place] * rows[column * size + place] }
                    if row > column {
                        rows[row * size + column] = sum / rows[column * size + column]
                    } else {
                        guard sum > 0, sum.isFinite else { return false }
                        rows[row * size + row] = sum.squareRoot()
                    }
                }
            }
            return true
        }
        guard isPositive else { return nil }
        (self.size, self.rows) = (size, rows)
    }

    var logarithmOfDeterminant: Double {
        (0..<size).reduce(0) { $0 + 2 * naturalLogarithm(rows[$1 * size + $1]) }
    }

    /// L⁻¹ b.
    func solvingLower(_ vector: [Double]) -> [Double] {
        var result = vector
        rows.withUnsafeBufferPointer { rows in
            result.withUnsafeMutableBufferPointer { result in
                for row in 0..<size {
                    var sum = result[row]
                    for place in 0..<row { sum -= rows[row * size + place] * result[place] }
                    result[row] = sum / rows[row * size + row]
                }
            }
        }
        return result
    }

    /// L⁻ᵀ b.
    func solvingUpper(_ vector: [Double]) -> [Double] {
        var result = vector
        rows.withUnsafeBufferPointer { rows in
            result.withUnsafeMutableBufferPointer { result in
                for row in stride(from: size - 1, through: 0, by: -1) {
                    result[row] /= rows[row * size + row]
                    for place in 0..<row { result[place] -= rows[row * size + place] * result[row] }
                }
            }
        }
        return result
    }

    /// The whole inverse, row by row.
    func inverse() -> [Double] {
        var inverse: [Double] = []
        inverse.reserveCapacity(size * size)
        for row in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[row] = 1
            inverse += solvingUpper(solvingLower(unit))
        }
        return inverse
    }
}
